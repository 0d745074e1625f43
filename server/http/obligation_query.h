// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

#include "server/http/call.h"

namespace cundang::http {

/// ?on= &known_at=: the day asked for and from which knowledge. @throws Error{BadRequest} naming the one that cannot be
/// read.
struct DayAsked {
  std::optional<Date> on;
  std::optional<TreeSize> known_size;
  std::optional<Instant> known_at;
};
DayAsked day_asked(const Request& request);

/// What a list is narrowed to beside the states (ledger::in_state): code, Chinese name, key of its text on a page.
struct BesideState {
  std::string_view code, zh, text;
  bool is_named(std::string_view word) const { return word == code || word == zh; }
};
inline constexpr std::array<BesideState, 3> beside_states{{{"overdue", "逾期", "overdue-state"},
                                                           {"due-soon", "临期", "count-soon"},
                                                           {"awaiting-transfer", "待划转", "awaits-transfer"}}};
/// A code or name of a state, or of what stands beside the states.
bool is_state_word(std::string_view text);

/// ?on= &known_at= &unit= &state= &month= as the API and the board take them. @throws Error{BadRequest} naming the one
/// that cannot be read, or a unit that the register does not have.
app::ObligationQuery obligation_query(const Call& call);

}  // namespace cundang::http
