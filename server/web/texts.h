// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/web/language.h"

namespace cundang::web {

struct TextRow {
  std::string_view key;
  Text text;
};

/// Every text of the pages, from texts.def.
const std::vector<TextRow>& all_texts();
/// @throws std::out_of_range for a key that texts.def does not have: our mistake, found by a test.
const std::string& text(std::string_view key, Language language);

}  // namespace cundang::web
