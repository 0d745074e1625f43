// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/plan.h"

#include <gtest/gtest.h>

#include "server/notices/digest.h"
#include "tests/server/notices/letter_story.h"

namespace cundang::notices {
namespace {

using ledger::text;

std::vector<std::string> subjects(const std::vector<Message>& messages) {
  std::vector<std::string> found;
  for (const auto& message : messages) found.push_back(message.subject);
  return found;
}

TEST(Digest, SaysWhatIsLateAndWhatWaits) {
  LetterStory story;
  story.sign();
  const Desk desk{story.story, "2012-07-25"};
  const auto message = digest(desk.situation(), recipient("LSQ"));
  ASSERT_TRUE(message);
  EXPECT_NE(message->subject.find("应办提醒 2012年7月25日：已逾期"), std::string::npos) << message->subject;
  EXPECT_NE(message->body.find("时限 2012-07-24，逾期 1 天"), std::string::npos) << message->body;
  EXPECT_NE(message->body.find("https://cundang.example/obligations/" + story.duty("2012-07-25").id.text),
            std::string::npos);
  EXPECT_NE(message->body.find("不是送达"), std::string::npos);
  EXPECT_FALSE(message->about.empty());
}

TEST(Digest, SaysNothingOfOthersDuties) {
  LetterStory story;
  story.sign();
  const Desk desk{story.story, "2012-07-25"};
  for (const auto& unit : {"HDQ", "XHQ", "GAJ"}) {
    const auto message = digest(desk.situation(), recipient(unit));
    if (!message) continue;
    EXPECT_EQ(message->body.find(story.duty("2012-07-25").id.text), std::string::npos) << unit << message->body;
  }
}

TEST(Digest, GoesOutOnceADay) {
  LetterStory story;
  story.sign();
  Desk desk{story.story, "2012-07-25"};
  const auto first = plan(desk.situation(1'000'000), {recipient("LSQ")});
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first, plan(desk.situation(1'000'000), {recipient("LSQ")})) << "the same input, the same message";
  desk.said.insert(first.front().key);
  EXPECT_TRUE(plan(desk.situation(1'000'000), {recipient("LSQ")}).empty());
  Desk tomorrow{story.story, "2012-07-26"};
  tomorrow.said = desk.said;
  EXPECT_EQ(plan(tomorrow.situation(1'000'000), {recipient("LSQ")}).size(), 1U);
}

TEST(Digest, WaitsForItsHour) {
  LetterStory story;
  story.sign();
  const Desk desk{story.story, "2012-07-25"};
  EXPECT_TRUE(plan(desk.situation(1'000'000, false), {recipient("LSQ")}).empty());
}

TEST(Digest, ListsFiftyAndCountsTheRest) {
  LetterStory story;
  story.sign();
  Desk desk{story.story, "2012-07-25"};
  const auto duty = story.duty("2012-07-25");
  desk.duties.assign(130, duty);
  const auto message = digest(desk.situation(), recipient("LSQ"));
  EXPECT_NE(message->subject.find("已逾期 130 项"), std::string::npos);
  EXPECT_NE(message->body.find("另有 80 项"), std::string::npos);
  EXPECT_EQ(message->about.size(), 130U);
}

TEST(AtOnce, OneMessageForADocumentHoweverManyDuties) {
  LetterStory story;
  const Desk desk{story.story, "2012-07-02"};
  auto wants = recipient("LSQ");
  wants.digest = false;
  const auto messages = plan(desk.situation(), {wants});
  ASSERT_EQ(messages.size(), 1U) << testing::PrintToString(subjects(messages));
  EXPECT_NE(messages.front().subject.find("新文件待签收"), std::string::npos) << messages.front().subject;
  EXPECT_EQ(messages.front().about.size(), 2U) << "4b and 4c";
  EXPECT_NE(messages.front().body.find(to_text(story.letter)), std::string::npos);
}

TEST(AtOnce, WhatTheUnitDidItselfIsNoNews) {
  LetterStory story;
  const auto before = story.story.entries().back().leaf;
  story.sign();
  story.answer();
  const Desk desk{story.story, "2012-07-10"};
  EXPECT_TRUE(plan(desk.situation(before, false), {recipient("LSQ")}).empty());
}

TEST(AtOnce, UrgingAndReturnCarryTheirWords) {
  LetterStory story;
  story.sign();
  story.act_by("AWB", "urging", {text("manner", "system"), text("text", "请抓紧办理")}, "2012-07-09 09:00");
  story.answer();
  story.act_by("AJJ", "return-for-rework", {text("until", "2012-07-30"), text("reason", "缺整改结果")},
               "2012-07-11 09:00");
  const Desk desk{story.story, "2012-07-11"};
  std::string all;
  for (const auto& message : plan(desk.situation(-1, false), {recipient("LSQ")})) all += message.subject + message.body;
  EXPECT_NE(all.find("催办"), std::string::npos) << all;
  EXPECT_NE(all.find("请抓紧办理"), std::string::npos) << all;
  EXPECT_NE(all.find("退办，请重报"), std::string::npos) << all;
  EXPECT_NE(all.find("缺整改结果"), std::string::npos) << all;
}

TEST(AtOnce, WhatWasThereBeforeIsNoNews) {
  LetterStory story;
  const Desk desk{story.story, "2012-07-02"};
  EXPECT_TRUE(plan(desk.situation(story.story.entries().back().leaf, false), {recipient("LSQ")}).empty());
  auto late = desk.situation(-1, false);
  late.news_from = *parse_instant("2012-07-03T00:00:00+08:00");
  EXPECT_TRUE(plan(late, {recipient("LSQ")}).empty());
}

TEST(Exercise, IsMarkedInSubjectAndBody) {
  LetterStory story;
  const Desk desk{story.story, "2012-07-02"};
  auto situation = desk.situation();
  situation.head.exercise = true;
  for (const auto& message : plan(situation, {recipient("LSQ")})) {
    EXPECT_TRUE(message.subject.starts_with("【存档·演练】")) << message.subject;
    EXPECT_NE(message.body.find("演练"), std::string::npos);
  }
}

}  // namespace
}  // namespace cundang::notices
