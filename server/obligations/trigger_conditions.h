// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/packs.h"
#include "server/obligations/plan.h"

namespace cundang::ledger {

/// The trigger is issued by whom the rule names, and every `if` and no `unless` of it holds.
bool holds(const Rule::OnRecord& on, const Trigger& trigger, const Packs& packs);

}  // namespace cundang::ledger
