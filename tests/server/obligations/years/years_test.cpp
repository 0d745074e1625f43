// SPDX-License-Identifier: GPL-3.0-or-later
// Random years. `--full` tells thirty years of 8,000 records instead of three of 2,000.
#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <set>

#include "server/obligations/calendar.h"
#include "tests/server/obligations/years/random_year.h"

namespace cundang::ledger {
namespace {

bool full = false;

int records() { return full ? 8000 : 2000; }

/// Of three seeds in ctest, of thirty with --full.
class Years : public testing::TestWithParam<int> {
 protected:
  template <class Look>
  void in_each_year(const Look& look) {
    for (int seed = GetParam(); seed <= (full ? 30 : 3); seed += 3) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      RandomYear year{static_cast<std::uint64_t>(seed)};
      year.tell(records());
      look(year);
      if (HasFatalFailure()) return;
    }
  }
};

const std::vector<std::string> days_asked = {"2012-07-11", "2012-09-30", "2013-01-15", "2013-06-30"};

void expect_replay(const RandomYear& year) {
  const auto& entries = year.entries();
  Ledger live;  // read all the time, as a service is
  support::Random random{entries.size()};
  const auto step = entries.size() / 6;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    live.apply(entries[i]);
    if (random.one_in(97)) (void)live.obligations(day(random.pick(days_asked)));
    if (random.one_in(97)) (void)live.propose(beijing_day(entries[i].received_at));
    if (random.one_in(500)) live = Ledger{std::move(live)};
    if (i % step != step - 1) continue;
    Ledger replayed;
    for (std::size_t k = 0; k <= i; ++k) replayed.apply(entries[k]);
    for (const auto& on : days_asked) ASSERT_EQ(shown(live, on), shown(replayed, on)) << "after entry " << i;
  }
}

TEST_P(Years, IncrementalSettlingEqualsAFullReplay) { in_each_year(expect_replay); }

/// What a reader may count on, whatever was filed.
void expect_sound(const Obligation& duty, Date on) {
  EXPECT_LE(duty.arose, on);
  EXPECT_FALSE(duty.parts.empty());
  EXPECT_GE(duty.days_overdue, 0);
  EXPECT_TRUE(duty.days_overdue == 0 || (duty.due.day && *duty.due.day < on)) << duty.id.text;
  EXPECT_FALSE(duty.owing.empty());
  LeafIndex last = -1;
  for (const auto& step : duty.history) {
    EXPECT_EQ(step.applies, step.why_not.zh.empty());
    EXPECT_EQ(step.why_not.zh.empty(), step.why_not.en.empty());
    EXPECT_LE(last, step.leaf) << "leaf order";
    last = step.leaf;
  }
  for (const auto& tenure : duty.earlier) EXPECT_LT(tenure.until, on);
  for (const auto& fault : duty.faults) EXPECT_FALSE(fault.unit.empty());
  if (duty.verification_days_overdue > 0) EXPECT_EQ(duty.state, State::Answered);
}

void expect_sound_year(const RandomYear& year) {
  const auto& ledger = year.ledger();
  std::set<ObligationId> before;
  for (auto on = day("2012-06-01"); on <= year.today(); on = plus_days(on, 61)) {
    std::set<ObligationId> ids;
    std::map<UnitCode, std::size_t> by_unit;
    for (const auto& duty : ledger.obligations(on)) {
      EXPECT_TRUE(ids.insert(duty.id).second) << "one duty, one id";
      ++by_unit[duty.owing];
      expect_sound(duty, on);
    }
    for (const auto& id : before) EXPECT_TRUE(ids.contains(id)) << "a duty never goes";
    for (const auto& [unit, count] : by_unit)
      EXPECT_EQ(ledger.obligations(on, {unit, {}, {}}).size(), count) << unit.text << " on " << to_text(on);
    before = std::move(ids);
  }
}

TEST_P(Years, WhatAReaderMayCountOnHoldsOnEveryDay) { in_each_year(expect_sound_year); }

/// A changed rule or policy leaves what was due under the old version alone.
void expect_nothing_moved(const RandomYear& year) {
  Ledger ledger;
  int compared = 0;
  for (const auto& entry : year.entries()) {
    const bool changes = entry.leaf > 20 && (entry.record.kind == "rule-pack" || entry.record.kind == "policy-pack");
    const auto on = beijing_day(entry.received_at);
    std::map<ObligationId, Date> due;
    if (changes && compared < 6)
      for (const auto& duty : ledger.obligations(on))
        if (duty.due.day) due.emplace(duty.id, *duty.due.day);
    ledger.apply(entry);
    for (const auto& [id, day_before] : due) EXPECT_EQ(ledger.find(id, on)->due.day, day_before);
    compared += due.empty() ? 0 : 1;
  }
  EXPECT_GT(compared, 0);
}

TEST_P(Years, AChangedRuleOrPolicyMovesNoDutyThatAroseBefore) { in_each_year(expect_nothing_moved); }

/// The year holds what it is told to hold, and a good part of it applies.
void expect_life(const RandomYear& year) {
  std::map<std::string, int> applied, refused;
  for (const auto& duty : year.ledger().obligations(year.today()))
    for (const auto& step : duty.history) ++(step.applies ? applied : refused)[step.act];
  for (const auto* act : {"acknowledgement", "service-objection", "service-ruling", "extension-decision",
                          "verification", "return-for-rework", "closure", "duty-transfer", "day-recognition",
                          "fault-finding", "match-confirmation", "correction", "paper-receipt"}) {
    EXPECT_GT(applied[act], 0) << act;
    if (std::string_view{act} != "paper-receipt") EXPECT_GT(refused[act], 0) << act;
  }
}

TEST_P(Years, AreFullOfLife) { in_each_year(expect_life); }

INSTANTIATE_TEST_SUITE_P(Seeds, Years, testing::Range(1, 4));

}  // namespace
}  // namespace cundang::ledger

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--full") != 0) {
      std::fprintf(stderr, "use: years_test [--full] [gtest options]\n");
      return 64;
    }
    cundang::ledger::full = true;
  }
  return RUN_ALL_TESTS();
}
