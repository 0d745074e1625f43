// SPDX-License-Identifier: GPL-3.0-or-later
// Who is reminded of what on which day: one letter to LSQ, signed for on 3 July 2012, its written feedback due on 24
// July.
#include "server/notices/matter.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/server/notices/letter_story.h"

namespace cundang::notices {
namespace {

using ledger::text;

struct MatterCase {
  std::string name;
  std::function<void(LetterStory&)> tell;
  std::string on, unit;
  std::optional<Matter> matter;
};
void PrintTo(const MatterCase& row, std::ostream* out) { *out << row.name; }

class Matters : public testing::TestWithParam<MatterCase> {};

TEST_P(Matters, AreTheUnitsTurn) {
  const auto& row = GetParam();
  LetterStory story;
  row.tell(story);
  const Desk desk{story.story, row.on};
  const auto found = matter_for(story.duty(row.on), {row.unit}, desk.on, desk.day.soon_until);
  const auto said = [](std::optional<Matter> matter) { return matter ? matter_name(*matter).zh : "无"; };
  EXPECT_EQ(said(found), said(row.matter));
}

void unsigned_letter(LetterStory&) {}
void signed_letter(LetterStory& story) { story.sign(); }
void answered(LetterStory& story) {
  story.sign();
  story.answer();
}
void returned(LetterStory& story) {
  answered(story);
  story.act_by("AJJ", "return-for-rework", {text("until", "2012-07-30"), text("reason", "缺结果")}, "2012-07-11 09:00");
}
void asked(LetterStory& story) {
  story.sign();
  story.act_by("LSQ", "extension-request", {text("until", "2012-08-10"), text("reason", "汛期")}, "2012-07-11 09:00");
}
void closed(LetterStory& story) {
  answered(story);
  story.act_by("AJJ", "verification", {text("accepted", "true")}, "2012-07-11 09:00");
  story.act_by("AJJ", "closure", {text("form", "done")}, "2012-07-12 09:00");
}

INSTANTIATE_TEST_SUITE_P(
    Letter, Matters,
    testing::Values(MatterCase{"UnsignedWaitsForTheUnit", unsigned_letter, "2012-07-20", "LSQ", Matter::Unsigned},
                    MatterCase{"UnsignedIsNeverLate", unsigned_letter, "2012-09-20", "LSQ", Matter::Unsigned},
                    MatterCase{"UnsignedIsNotTheSendersTurn", unsigned_letter, "2012-07-20", "AJJ", std::nullopt},
                    MatterCase{"FourWorkingDaysBefore", signed_letter, "2012-07-18", "LSQ", std::nullopt},
                    MatterCase{"ThreeWorkingDaysBefore", signed_letter, "2012-07-19", "LSQ", Matter::DueSoon},
                    MatterCase{"OnTheLastDay", signed_letter, "2012-07-24", "LSQ", Matter::DueSoon},
                    MatterCase{"TheDayAfter", signed_letter, "2012-07-25", "LSQ", Matter::Overdue},
                    MatterCase{"OverdueForTheOther", signed_letter, "2012-07-25", "AJJ", Matter::OwedToUnit},
                    MatterCase{"OverdueIsNoThirdUnits", signed_letter, "2012-07-25", "HDQ", std::nullopt},
                    MatterCase{"AnsweredIsNotTheUnitsTurn", answered, "2012-07-25", "LSQ", std::nullopt},
                    MatterCase{"AnsweredWaitsForVerification", answered, "2012-07-25", "AJJ", Matter::ToVerify},
                    MatterCase{"Returned", returned, "2012-07-12", "LSQ", Matter::Returned},
                    MatterCase{"ReturnedAndPastItsNewTerm", returned, "2012-07-31", "LSQ", Matter::Overdue},
                    MatterCase{"ExtensionAskedFor", asked, "2012-07-12", "AJJ", Matter::ToDecide},
                    MatterCase{"ClosedIsNobodys", closed, "2012-07-25", "LSQ", std::nullopt},
                    MatterCase{"ClosedIsNotTheOthers", closed, "2012-07-25", "AJJ", std::nullopt}),
    [](const auto& row) { return row.param.name; });

struct SoonCase {
  const char* name;
  const char* on;
  bool working;
  const char* soon_until;
};
class Soon : public testing::TestWithParam<SoonCase> {};
TEST_P(Soon, CountsWorkingDaysByThePolicy) {
  const ledger::Story story{"2011-12-30"};
  const auto day = reminder_day(story.ledger(), ledger::day(GetParam().on));
  EXPECT_EQ(day.working, GetParam().working);
  EXPECT_EQ(to_text(day.soon_until), GetParam().soon_until);
}
// Spring Festival 2012: off from 22 to 28 January, worked on Saturday the 21st and Sunday the 29th.
INSTANTIATE_TEST_SUITE_P(Days, Soon,
                         testing::Values(SoonCase{"Monday", "2012-07-02", true, "2012-07-05"},
                                         SoonCase{"FridaySkipsTheWeekend", "2012-07-06", true, "2012-07-11"},
                                         SoonCase{"SpringFestivalBetween", "2012-01-20", true, "2012-01-30"},
                                         SoonCase{"MakeUpSaturdayIsAWorkingDay", "2012-01-21", true, "2012-01-31"},
                                         SoonCase{"HolidayIsNone", "2012-01-23", false, "2012-01-31"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::notices
