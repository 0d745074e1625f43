// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "server/assessment/year_facts.h"

namespace cundang::assessment {

/// What is said of one duty: its verdict with every rule of fairness applied, its versions, its absence evidence; no
/// points yet. `authority`: of the item that judges it, null for a prompt. `charged`: duties already charged.
ScoreLine duty_line(const ledger::Obligation& duty, const YearFacts& facts, const Authority* authority,
                    const std::set<std::string>& charged);
/// Days late after the due day, or the later service: working days by the calendar, or calendar days.
std::int64_t days_late(const ledger::Obligation& duty, const ledger::Calendar& calendar, bool working);

}  // namespace cundang::assessment
