// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "server/papers/assessment_paper.h"

// Words the papers of an assessment share.
namespace cundang::papers {

/// 2012年度.
std::string year_name(const assessment::YearResult& result);
/// 《…》（文号）; 尚未登记考核办法 where there is none.
std::string authority_name(const assessment::Authority& authority);
/// Everything that keeps the figures from being final: 暂评, 示例, what was assumed. Empty where they are.
std::string caveat(const assessment::YearResult& result, const assessment::ClassTable* table);
/// Full name of a unit that stands in the result; else its code.
std::string unit_name(const assessment::YearResult& result, const UnitCode& code);
/// R0000012、R0000031.
std::string record_names(const assessment::ScoreLine& line);
/// What a line is about: the duty, or the records.
std::string matter_of(const assessment::ScoreLine& line);

}  // namespace cundang::papers
