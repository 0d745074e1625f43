// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/duty.h"
#include "server/obligations/packs.h"

namespace cundang::ledger {

/// The parts that the duty's rule names, with lists and units as known on the day it arose. `content` is the kind
/// element of the trigger, null of a calendar duty.
void add_rule_parts(Duty& duty, const Node* content, const Packs& packs);
/// The whole as its one part where there is none, and the id.
void finish(Duty& duty);

}  // namespace cundang::ledger
