// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 5545 by its letter, and the same duty keeping its place in a calendar through an extension.
#include "server/notices/calendar_feed.h"

#include <gtest/gtest.h>

#include "tests/server/notices/letter_story.h"

namespace cundang::notices {
namespace {

using ledger::text;

std::vector<std::string> lines_of(const std::string& feed) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < feed.size();) {
    const auto end = feed.find("\r\n", at);
    if (end == std::string::npos) ADD_FAILURE() << "a line without CRLF";
    lines.push_back(feed.substr(at, end - at));
    at = end == std::string::npos ? feed.size() : end + 2;
  }
  return lines;
}

std::string unfolded(std::string feed) {
  for (std::size_t at = 0; (at = feed.find("\r\n ", at)) != std::string::npos;) feed.erase(at, 3);
  return feed;
}

/// Values of a property in the event whose UID holds the id.
std::string property(const std::string& feed, const ObligationId& id, const std::string& name) {
  const auto flat = unfolded(feed);
  const auto uid = flat.find("UID:" + id.text);
  if (uid == std::string::npos) return "no event";
  const auto end = flat.find("END:VEVENT", uid);
  const auto at = flat.find("\r\n" + name, uid);
  if (at == std::string::npos || at > end) return "no property";
  const auto begin = at + 2 + name.size() + 1;
  return flat.substr(begin, flat.find("\r\n", begin) - begin);
}

std::string feed_of(const Desk& desk) {
  return calendar_feed(desk.duties, {"应办事项", {"https://c.example", false}, desk.units});
}

TEST(CalendarFeed, EveryLineIsShortAndHoldsWholeCharacters) {
  LetterStory story;
  story.sign();
  const Desk desk{story.story, "2012-07-10"};
  const auto feed = feed_of(desk);
  for (const auto& line : lines_of(feed)) {
    EXPECT_LE(line.size(), 75U) << line;
    const auto first = static_cast<unsigned char>(line.size() > 1 && line[0] == ' ' ? line[1] : line[0]);
    EXPECT_NE(first & 0xC0U, 0x80U) << "begins inside a character: " << line;
  }
  EXPECT_TRUE(feed.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_TRUE(feed.ends_with("END:VCALENDAR\r\n"));
}

TEST(CalendarFeed, AnExtensionMovesTheSameEvent) {
  LetterStory story;
  story.sign();
  const auto id = story.duty("2012-07-10").id;
  const auto before = feed_of(Desk{story.story, "2012-07-10"});
  EXPECT_EQ(property(before, id, "DTSTART;VALUE=DATE"), "20120724");
  EXPECT_EQ(property(before, id, "DTEND;VALUE=DATE"), "20120725");
  EXPECT_EQ(property(before, id, "LAST-MODIFIED"), "20120703T010000Z") << "09:00 in Beijing";
  story.act_by("LSQ", "extension-request", {text("until", "2012-08-10"), text("reason", "汛期")}, "2012-07-11 09:00");
  story.act_by("AJJ", "extension-decision",
               {text("granted", "true"), text("until", "2012-08-10"), text("reason", "属实")}, "2012-07-12 09:00");
  const auto after = feed_of(Desk{story.story, "2012-07-12"});
  EXPECT_EQ(property(after, id, "DTSTART;VALUE=DATE"), "20120810");
  EXPECT_GT(std::stoi(property(after, id, "SEQUENCE")), std::stoi(property(before, id, "SEQUENCE")));
  EXPECT_EQ(property(after, id, "LAST-MODIFIED"), "20120712T010000Z");
}

TEST(CalendarFeed, StaysTheSameWhileNothingHappens) {
  LetterStory story;
  story.sign();
  const auto id = story.duty("2012-07-25").id;
  // The day a duty becomes late nobody has done anything: a calendar program must not be told that it changed.
  for (const auto* name : {"SEQUENCE", "DTSTAMP", "SUMMARY", "DESCRIPTION"})
    EXPECT_EQ(property(feed_of(Desk{story.story, "2012-07-24"}), id, name),
              property(feed_of(Desk{story.story, "2012-07-25"}), id, name))
        << name;
}

TEST(CalendarFeed, WhatIsWaivedIsCancelledAndWhatHasNoDateIsAbsent) {
  LetterStory story;
  EXPECT_EQ(property(feed_of(Desk{story.story, "2012-07-02"}), story.duty("2012-07-02").id, "STATUS"), "no event");
  story.sign();
  story.act_by("AWB", "waiver", {text("reason", "并入专项报告")}, "2012-07-11 09:00");
  EXPECT_EQ(property(feed_of(Desk{story.story, "2012-07-11"}), story.duty("2012-07-11").id, "STATUS"), "CANCELLED");
}

struct FoldCase {
  const char* name;
  std::string line, folded;
};
class Folding : public testing::TestWithParam<FoldCase> {};
TEST_P(Folding, IsRfc5545) { EXPECT_EQ(folded(GetParam().line), GetParam().folded); }
INSTANTIATE_TEST_SUITE_P(
    Lines, Folding,
    testing::Values(
        FoldCase{"Empty", "", "\r\n"}, FoldCase{"Exactly75", std::string(75, 'a'), std::string(75, 'a') + "\r\n"},
        FoldCase{"76", std::string(76, 'a'), std::string(75, 'a') + "\r\n a\r\n"},
        FoldCase{"150", std::string(150, 'a'), std::string(75, 'a') + "\r\n " + std::string(74, 'a') + "\r\n a\r\n"},
        FoldCase{"CharacterAcrossTheEdge", std::string(74, 'a') + "督", std::string(74, 'a') + "\r\n 督\r\n"},
        FoldCase{"CharacterUpToTheEdge", std::string(72, 'a') + "督b", std::string(72, 'a') + "督\r\n b\r\n"}),
    [](const auto& row) { return row.param.name; });

TEST(Escaping, IsRfc5545) { EXPECT_EQ(escaped("a,b;c\\d\r\ne:f"), "a\\,b\\;c\\\\d\\ne:f"); }

}  // namespace
}  // namespace cundang::notices
