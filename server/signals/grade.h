// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "schema/model/error.h"

namespace cundang::signals {

/// What an accident cost: persons, and direct loss in yuan.
struct Toll {
  std::int64_t deaths = 0, serious_injuries = 0;
  std::int64_t loss_yuan = 0;
  bool operator==(const Toll&) const = default;
};

/// Grades of 国务院令第493号, art. 3, from the lowest.
enum class Grade {
  Ordinary,       ///< 一般
  Larger,         ///< 较大: from 3 deaths, 10 serious injuries or 10 million yuan
  Major,          ///< 重大: from 10, 50 or 50 million
  Extraordinary,  ///< 特别重大: from 30, 100 or 100 million
};

/// 以上 includes the number, 以下 does not; the highest of the three measures decides.
Grade grade_of(const Toll& toll);
/// 较大事故 / larger accident.
Text grade_name(Grade grade);
/// ordinary larger major extraordinary.
std::string_view grade_code(Grade grade);
/// 死亡 3 人、重伤 1 人、直接经济损失 260 万元.
Text toll_text(const Toll& toll);

}  // namespace cundang::signals
