// SPDX-License-Identifier: GPL-3.0-or-later
// 预警处理 in the ledger: the paper is owed once, from the first decision that holds, and never for one that is 无效.
#include <gmock/gmock.h>

#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Record talk_notice(const std::string& to) {
  return record("AJJ",
                node("talk-notice", {},
                     {text("talk-time", "2012-07-19T14:30:00+08:00"), text("place", "礼堂"), text("subject", "事故"),
                      node("persons", {}, {node("person", {{"unit", to}})})}),
                "约谈");
}

Record naming(Record decision, AccessionNumber paper) {
  decision.content.children.push_back(record_ref(paper));
  return decision;
}

Record expecting(Record decision, LeafIndex leaf) {
  decision.content.children.push_back(text("expects", std::to_string(leaf)));
  return decision;
}

class OnASignal : public testing::Test {
 protected:
  std::vector<Obligation> owed(std::string_view on = "2012-07-20") const { return story.duties("约谈-通知", on); }
  LeafIndex last() const { return story.entries().back().leaf; }
  Story story;
};

TEST_F(OnASignal, ADecisionThatNamesAWrongPaperOwesNothing) {
  const auto letter = story.file("2012-07-09 09:00", advisory_letter("LSQ"));
  story.file("2012-07-10 09:00", naming(decision("AJJ", "talk"), letter));
  EXPECT_THAT(owed(), IsEmpty()) << "of another kind";
  story.file("2012-07-10 09:01", naming(decision("AJJ", "talk"), {999'999}));
  EXPECT_THAT(owed(), IsEmpty()) << "not there";
  const auto next = AccessionNumber{story.entries().back().number.value + 2};
  story.file("2012-07-10 09:02", naming(decision("AJJ", "talk"), next));
  ASSERT_EQ(story.file("2012-07-10 09:03", talk_notice("HDQ")), next);
  EXPECT_THAT(owed(), IsEmpty()) << "filed only afterwards";
  story.file("2012-07-10 09:04", naming(decision("AJJ", "talk"), next));
  ASSERT_THAT(owed(), SizeIs(1));
  EXPECT_EQ(owed()[0].state, State::Answered) << "the notice is there";
}

TEST_F(OnASignal, OfTwoOfficersTheFirstDecides) {
  const auto seen = last();
  const auto first = story.file("2012-07-10 09:00", expecting(decision("AJJ", "talk"), seen));
  const auto notice = story.file("2012-07-10 09:01", talk_notice("HDQ"));
  story.file("2012-07-10 09:02", naming(expecting(decision("AWB", "talk"), seen), notice));
  ASSERT_THAT(owed(), SizeIs(1));
  EXPECT_EQ(owed()[0].trigger, first);
  EXPECT_EQ(owed()[0].state, State::InProgress) << "the second names a notice, and has no effect";
  const auto& step = owed()[0].history.back();
  EXPECT_FALSE(step.applies);
  EXPECT_THAT(step.why_not.zh, HasSubstr(to_text(first)));
}

TEST_F(OnASignal, ASecondOnTheSameCourseNamesItsPaper) {
  const auto first = story.file("2012-07-10 09:00", decision("AJJ", "talk"));
  const auto decided = last();
  const auto notice = story.file("2012-07-12 09:00", talk_notice("HDQ"));
  story.file("2012-07-12 09:01", naming(expecting(decision("AWB", "talk"), decided), notice));
  ASSERT_THAT(owed(), SizeIs(1)) << "one suggestion, one notice";
  EXPECT_EQ(owed()[0].trigger, first);
  EXPECT_EQ(owed()[0].state, State::Answered);
}

TEST_F(OnASignal, DismissedBeforeThePaperTheDutyIsWithdrawn) {
  story.file("2012-07-10 09:00", decision("AJJ", "talk"));
  auto dismissal = decision("AWB", "dismissed");
  dismissal.content.children.push_back(text("reason", "已由市政府约谈"));
  story.file("2012-07-11 09:00", dismissal);
  ASSERT_THAT(owed(), SizeIs(1));
  EXPECT_EQ(owed()[0].state, State::Withdrawn);
  EXPECT_THAT(owed()[0].history.back().text.zh, HasSubstr("已由市政府约谈"));
  EXPECT_EQ(owed("2012-07-10").at(0).state, State::InProgress) << "on the day before it was owed";
  const auto again = story.file("2012-07-13 09:00", decision("AJJ", "talk"));
  ASSERT_THAT(owed(), SizeIs(2));
  EXPECT_EQ(story.ledger().duties_of(again, day("2012-07-20")).made.at(0).state, State::InProgress);
}

TEST_F(OnASignal, DismissedAfterThePaperNothingIsUnsent) {
  const auto notice = story.file("2012-07-10 09:00", talk_notice("HDQ"));
  story.file("2012-07-10 09:01", naming(decision("AJJ", "talk"), notice));
  story.file("2012-07-11 09:00", decision("AWB", "dismissed"));
  ASSERT_THAT(owed(), SizeIs(1));
  EXPECT_EQ(owed()[0].state, State::Answered);
}

}  // namespace
}  // namespace cundang::ledger
