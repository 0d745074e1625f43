// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/json.h"

namespace cundang {

// How values of the model stand in every JSON the program writes: a text as {zh, en}, a day as ISO 8601, a record as
// its R-number; what is absent is null.
void write(JsonWriter& json, std::string_view key, const Text& text);
void write(JsonWriter& json, std::string_view key, const std::vector<Text>& texts);
void write(JsonWriter& json, std::string_view key, const std::optional<Date>& day);
void write(JsonWriter& json, std::string_view key, const std::optional<AccessionNumber>& number);

}  // namespace cundang
