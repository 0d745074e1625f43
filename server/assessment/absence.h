// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/assessment/year_facts.h"

namespace cundang::assessment {

/// What shows that no answer to an overdue duty came through this door: the unit's dense counter against the day-close,
/// every record that might be the answer, and what the scorer made of each.
Absence absence_of(const ledger::Obligation& duty, const YearFacts& facts);

}  // namespace cundang::assessment
