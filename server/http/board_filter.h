// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/call.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// Ageing (账龄): steps of days overdue.
struct Age {
  std::string_view code;  ///< as in the address
  int from, until;        ///< days, both included
};
inline constexpr std::array<Age, 5> ages{
    {{"1-5", 1, 5}, {"6-10", 6, 10}, {"11-20", 11, 20}, {"21-30", 21, 30}, {"31-", 31, 1 << 20}}};
bool is_of_age(const ledger::Obligation& duty, const Age& age);

/// What the board asks beside the question to the ledger; the page and its files narrow alike.
struct BoardFilter {
  const Age* age = nullptr;  ///< one of `ages`; null: any
  UnitCode turn;             ///< whose turn it is; empty: anyone's

  void narrow(std::vector<ledger::Obligation>& duties) const;
  /// The filter as it stands in an address, beginning with &.
  std::string query() const;
};

/// ?age= &turn=. @throws Error{BadRequest} for an age that is none of the steps, or a unit that is not known.
BoardFilter board_filter(const Call& call);

}  // namespace cundang::http
