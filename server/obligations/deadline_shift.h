// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "schema/model/entry.h"
#include "server/obligations/calendar.h"
#include "server/obligations/obligation.h"

namespace cundang::ledger {

/// 顺延: days on which the service did not accept, and until when everything due on them is due, for all
/// (docs/formats/rules.md, Counting).
class DeadlineShifts {
 public:
  /// Takes a deadline-shift record; passed over where its days do not go onward. Of two for one day the later holds.
  void take(const Entry& entry);
  /// Moves a due day that is shifted, again while the new one is, and says so in the arithmetic. On a day before the
  /// outage nothing is shifted yet.
  void apply(const Calendar& calendar, Date on, DueDate& due) const;

 private:
  struct Shift {
    Date until;
    AccessionNumber record;
    std::string reason, proof;
  };
  std::map<Date, Shift> by_day_;
};

}  // namespace cundang::ledger
