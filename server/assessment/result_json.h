// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/json.h"
#include "server/assessment/result.h"

namespace cundang::assessment {

/// The forms of docs/formats/assessment.md, "JSON": keys always in the same order, points as texts ("92.5"). The same
/// for the same value.
std::string to_json(const YearResult& result);
std::string to_json(const std::vector<Move>& moves);
void write_json(JsonWriter& json, const Scorecard& card);

}  // namespace cundang::assessment
