// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/event.h"

#include <gtest/gtest.h>

#include "tests/server/notices/letter_story.h"

namespace cundang::notices {
namespace {

using ledger::text;

std::vector<std::string> names(const std::vector<Event>& events, const ObligationId& about) {
  std::vector<std::string> found;
  for (const auto& event : events)
    if (event.about == about) found.push_back(event.name);
  return found;
}

const Hook unit_hook{"1", {"LSQ"}, false, ledger::day("2012-07-01")};

TEST(Events, TellTheLifeOfADutyInOrder) {
  LetterStory story;
  story.sign();
  story.answer();
  story.act_by("AJJ", "verification", {text("accepted", "true")}, "2012-07-11 09:00");
  story.act_by("AJJ", "closure", {text("form", "done")}, "2012-07-12 09:00");
  const Desk desk{story.story, "2012-07-12"};
  EXPECT_EQ(names(events(desk.situation(), unit_hook, desk.on), story.duty("2012-07-12").id),
            (std::vector<std::string>{"obligation.created", "obligation.served", "obligation.answered",
                                      "obligation.verified", "obligation.closed"}));
}

TEST(Events, OverdueIsToldOnceAndNotForTimesBeforeTheHook) {
  LetterStory story;
  story.sign();
  const auto id = story.duty("2012-07-25").id;
  Desk desk{story.story, "2012-07-25"};
  const auto found = events(desk.situation(1'000'000), unit_hook, desk.on);
  ASSERT_EQ(names(found, id), std::vector<std::string>{"obligation.overdue"});
  for (const auto& event : found) desk.said.insert(event.key);
  Desk later{story.story, "2012-07-30"};
  later.said = desk.said;
  EXPECT_TRUE(names(events(later.situation(1'000'000), unit_hook, later.on), id).empty());
  auto young = unit_hook;
  young.since = ledger::day("2012-07-28");
  EXPECT_TRUE(names(events(Desk{story.story, "2012-07-30"}.situation(1'000'000), young, later.on), id).empty());
}

TEST(Events, AUnitsProgramIsToldOfItsOwnDutiesOnly) {
  LetterStory story;
  const Desk desk{story.story, "2012-07-02"};
  auto hook = unit_hook;
  hook.unit = {"HDQ"};
  EXPECT_TRUE(names(events(desk.situation(), hook, desk.on), story.duty("2012-07-02").id).empty());
  hook.every_unit = true;
  EXPECT_FALSE(names(events(desk.situation(), hook, desk.on), story.duty("2012-07-02").id).empty());
}

TEST(Events, CalendarDutiesAreCreatedOnTheDayTheyArise) {
  const ledger::Story story;
  const Desk before{story, "2012-06-30"}, first{story, "2012-07-01"}, next{story, "2012-07-02"};
  Hook hook{"1", {"ZJW"}, false, ledger::day("2012-06-01")};
  const auto created = [&](const Desk& desk, const Desk& planned) {
    int count = 0;
    for (const auto& event : events(desk.situation(1'000'000), hook, planned.on))
      count += event.name == "obligation.created" && event.body.find("2012-H1") != std::string::npos;
    return count;
  };
  EXPECT_EQ(created(first, before), 1);
  EXPECT_EQ(created(next, first), 0);
}

TEST(Events, BodyNamesDutyStepAndAddress) {
  LetterStory story;
  const Desk desk{story.story, "2012-07-02"};
  const auto found = events(desk.situation(), unit_hook, desk.on);
  ASSERT_FALSE(found.empty());
  const auto& body = found.front().body;
  for (const auto* part : {R"("event":"obligation.created")", R"("kind":"trigger")", R"("owing":"LSQ")",
                           R"("due":null)", R"("url":"https://cundang.example/obligations/)", R"("exercise":false)"})
    EXPECT_NE(body.find(part), std::string::npos) << part << " in " << body;
}

}  // namespace
}  // namespace cundang::notices
