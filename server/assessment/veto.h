// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "server/assessment/year_facts.h"

// 一票否决 as far as records show it. What the 考核办法 does not name as a ground draws nothing.
namespace cundang::assessment {

/// 认定瞒报 against the unit in the year.
std::vector<ScoreLine> concealments(const YearFacts& facts, const UnitCode& unit, const Authority& authority);

/// 重大 or worse (Order 493 art. 3) accidents of the year that the unit answers for, as known: a government those in
/// its district, a department those of a sector it held (list 行业主管：SECTOR) on the day of the accident. One that
/// only a stranger has reported waits for a word of the desk, the district or the department.
std::vector<ScoreLine> major_accidents(const YearFacts& facts, const UnitCode& unit, const Authority& authority);

/// Deaths above the unit's control quota (死亡人数), or of its sector's. The day of the accident that went over decides
/// whether clause and quota were there before.
std::vector<ScoreLine> deaths_over_quota(const YearFacts& facts, const UnitCode& unit, const Authority& authority);

/// Whether the line vetoes: it names a ground, and no 复核 has lifted it.
bool vetoes(const ScoreLine& line);

}  // namespace cundang::assessment
