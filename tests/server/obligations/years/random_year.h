// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "tests/server/obligations/story.h"
#include "tests/support/random.h"

namespace cundang::ledger {

/// A year of a municipality told at random: letters, minutes, replies and acts of every kind, among them corrections,
/// late paper, double decisions, transfers, merged units, changed rules and policies, and fixes of the calendar. Much
/// of it does not apply, as in life. The same seed tells the same year.
class RandomYear {
 public:
  explicit RandomYear(std::uint64_t seed) : random_{seed} {}
  /// Tells so many records from 1 June 2012 on, a year of them however many.
  void tell(int records);

  const std::vector<Entry>& entries() const { return story_.entries(); }
  const Ledger& ledger() const { return story_.ledger(); }
  Date today() const { return day_; }

 private:
  Record next();
  Record document();
  Record reply();
  Record some_act();
  Record change();
  Record pack();
  Record correction();
  Record paper();
  Record recognition();
  Record transfer();
  Record fault();
  Record match();
  std::vector<Node> particulars();
  void look_around();
  std::string a_unit() { return random_.pick(units_); }
  std::string a_desk() { return random_.one_in(2) ? "AWB" : "AJJ"; }
  std::string days_from_now(int low, int high);
  AccessionNumber some(const std::vector<AccessionNumber>& numbers);
  ObligationId some_duty();

  support::Random random_;
  Story story_;
  Date day_ = day("2012-06-01");
  std::vector<std::string> units_{"ZJW", "JTJ", "GAJ", "SWJ", "LYJ", "JXW", "JYW", "WSJ", "ZLJ", "HDQ", "LSQ", "XHQ"};
  std::vector<AccessionNumber> documents_, replies_, papers_;
  std::vector<Obligation> seen_;  ///< the ledger as somebody saw it a while ago
};

}  // namespace cundang::ledger
