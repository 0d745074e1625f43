// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/json.h"
#include "server/obligations/obligation.h"

namespace cundang::ledger {

/// One JSON object: keys always in the same order, days ISO 8601, texts as {"zh", "en"}. Shared by HTTP and command
/// line; the form is part of docs/formats/rules.md.
std::string to_json(const Obligation& obligation);
/// A JSON array of them.
std::string to_json(const std::vector<Obligation>& obligations);
/// The same object inside a larger text.
void write_json(JsonWriter& json, const Obligation& obligation);

}  // namespace cundang::ledger
