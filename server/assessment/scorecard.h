// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/assessment/year_facts.h"

namespace cundang::assessment {

/// The card of one unit: items, 缺项 rescaled, bonus, veto, band; its rank is the class's to give.
Scorecard make_card(const YearFacts& facts, const ScoringPack& pack, const Unit& unit);
/// The cards of a class by total, vetoed ones last; equal ones share a rank and stand by unit code.
void rank(std::vector<Scorecard>& cards);
/// 履职情况表 of a body that is not ranked.
PerformanceTable make_performance(const YearFacts& facts, const Unit& unit);
/// Full name of a unit on a day.
std::string name_on(const Unit& unit, Date day);

}  // namespace cundang::assessment
