// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/duty.h"

namespace cundang::ledger {

/// Adds the parts its rule names.
void add_rule_parts(Duty& duty);
/// The last stroke: a duty without parts is one part, and its id follows from what it is.
void finish(Duty& duty);

}  // namespace cundang::ledger
