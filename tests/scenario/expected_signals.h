// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/scenario/lived_year.h"

namespace cundang::scenario {

/// expected/signals-YYYY-MM-DD.tsv: what is suggested of districts and enterprises (T1, T2) as known on the day:
/// trigger, unit, about, raised_on, state, facts. Suggestions of departments hang on the lists of sectors and are left
/// out.
/// @returns what differs, empty when they agree.
std::vector<std::string> compare_signals(const std::filesystem::path& table, const LivedYear& year);

}  // namespace cundang::scenario
