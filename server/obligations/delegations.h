// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/obligations/span_of_days.h"

namespace cundang::ledger {

/// 代报授权: which unit may file for which, when and what kinds (docs/formats/record.md, delegation).
class Delegations {
 public:
  /// Takes a `delegation` record of the desk: whether it is the desk's the caller knows.
  void take(const Entry& entry);
  /// The unit that filed the entry may, on the day of its receipt, file this kind for `unit`.
  bool allow(const Entry& entry, const UnitCode& unit) const;

 private:
  struct Delegation {
    UnitCode from, to;
    SpanOfDays span;
    std::vector<std::string> kinds;  ///< empty: all
  };
  std::vector<Delegation> all_;
};

}  // namespace cundang::ledger
