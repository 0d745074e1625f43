// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger is a function of a prefix and a day: replaying gives the same text, reading in between changes nothing.
#include <gtest/gtest.h>

#include <set>

#include "tests/server/obligations/story.h"
#include "tests/support/random.h"

namespace cundang::ledger {
namespace {

const std::vector<std::string> departments = {"ZJW", "JTJ", "GAJ", "SWJ", "LYJ"};
const std::vector<std::string> acts = {"acknowledgement",    "urging",           "extension-request",
                                       "extension-decision", "verification",     "return-for-rework",
                                       "completion",         "closure",          "waiver",
                                       "withdrawal",         "service-objection"};

/// A day later by 0–4 each time, from 1 June 2012 on.
class RandomStory {
 public:
  explicit RandomStory(std::uint64_t seed) : random_{seed} {}

  void tell(int steps) {
    for (int i = 0; i < steps; ++i) {
      day_ = Date{std::chrono::sys_days{day_} + std::chrono::days{random_.between(0, 4)}};
      const auto number = story.file(to_text(day_) + " 10:00", next());
      numbers_.push_back(number);
    }
  }

  Story story;
  Date today() const { return day_; }

 private:
  Record next() {
    switch (random_.between(0, 5)) {
      case 0:
        return committee_minutes({random_.pick(departments), random_.pick(departments)});
      case 1:
        return advisory_letter(random_.pick(departments));
      case 2:
        return half_year_report(random_.pick(departments), random_.one_in(2) ? "2012-H1" : "2012-H2");
      case 3:
        return random_.one_in(2) ? feedback(random_.pick(departments), some(), random_.one_in(3) ? "m1" : "")
                                 : letter_feedback(random_.pick(departments), some());
      default:
        return some_act();
    }
  }

  AccessionNumber some() { return numbers_.empty() ? AccessionNumber{1} : random_.pick(numbers_); }

  Record some_act() {
    const auto& kind = random_.pick(acts);
    const auto unit = random_.one_in(2) ? random_.pick(departments) : std::string{random_.one_in(2) ? "AWB" : "AJJ"};
    std::vector<Node> children;
    const auto duties = story.ledger().obligations(day_);
    if (kind == "acknowledgement" || kind == "service-objection" || duties.empty() || random_.one_in(3))
      children.push_back(record_ref(some()));
    else
      children.push_back(obligation_ref(random_.pick(duties).id));
    if (random_.one_in(4)) children.push_back(text("expects", std::to_string(random_.between(0, 60))));
    children.push_back(
        text("until", to_text(Date{std::chrono::sys_days{day_} + std::chrono::days{random_.between(-5, 40)}})));
    children.push_back(text("accepted", random_.one_in(3) ? "false" : "true"));
    children.push_back(text("granted", random_.one_in(3) ? "false" : "true"));
    children.push_back(text("form", "done"));
    return act(unit, kind, std::move(children));
  }

  support::Random random_;
  Date day_ = day("2012-06-01");
  std::vector<AccessionNumber> numbers_;
};

class Replay : public testing::TestWithParam<int> {};

TEST_P(Replay, IncrementalIsReplay) {
  RandomStory random{static_cast<std::uint64_t>(GetParam())};
  random.tell(80);
  const auto& entries = random.story.entries();
  Ledger read_often;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    read_often.apply(entries[i]);
    if (i % 7 == 0) (void)read_often.obligations(day("2013-03-01"));  // reading ahead leaves no trace
    if (i % 20 != 19) continue;
    Ledger replayed;
    for (std::size_t k = 0; k <= i; ++k) replayed.apply(entries[k]);
    for (const auto* on : {"2012-07-05", "2012-09-30", "2013-01-15"})
      EXPECT_EQ(shown(read_often, on), shown(replayed, on)) << i;
  }
  EXPECT_EQ(shown(read_often, to_text(random.today())), shown(random.story.ledger(), to_text(random.today())));
}

TEST_P(Replay, InvariantsHoldOnEveryDay) {
  RandomStory random{static_cast<std::uint64_t>(GetParam()) + 1000};
  random.tell(80);
  for (auto on = day("2012-06-01"); on <= random.today();
       on = Date{std::chrono::sys_days{on} + std::chrono::days{17}}) {
    std::set<ObligationId> ids;
    for (const auto& duty : random.story.ledger().obligations(on)) {
      EXPECT_TRUE(ids.insert(duty.id).second) << "one duty, one id";
      EXPECT_LE(duty.arose, on);
      EXPECT_FALSE(duty.parts.empty());
      EXPECT_GE(duty.days_overdue, 0);
      EXPECT_TRUE(duty.days_overdue == 0 || (duty.due.day && *duty.due.day < on));
      if (duty.trigger && (duty.rule == "函告-沟通" || duty.rule == "函告-书面反馈" || duty.rule == "例会-落实反馈")) {
        EXPECT_TRUE(duty.served || duty.days_overdue == 0) << "until served no day is late";
      }
      for (const auto& step : duty.history) {
        EXPECT_LE(step.day, on);
        EXPECT_EQ(step.applies, step.why_not.zh.empty());
      }
      EXPECT_EQ(random.story.ledger().find(duty.id, on)->state, duty.state);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Replay, testing::Range(1, 11));

}  // namespace
}  // namespace cundang::ledger
