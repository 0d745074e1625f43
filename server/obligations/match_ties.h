// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/plan.h"
#include "server/obligations/reply.h"

namespace cundang::ledger {

/// What in a reply of the right kind that names no duty speaks for one duty rather than another of that kind.
struct Ties {
  Text reason;               ///< empty: nothing does
  int strength = 0;          ///< one for each tie, more for what can hardly be chance
  bool contradicts = false;  ///< it says of itself that it is about something else: another period, another ground
};

/// @param trigger the record that made the duty; nullptr for a duty of the calendar.
Ties ties(const Reply& reply, const Duty& duty, const Trigger* trigger);

/// Appends one more thing that speaks for a match.
void add_reason(Text& reason, const std::string& zh, const std::string& en);

}  // namespace cundang::ledger
