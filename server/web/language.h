// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "schema/model/error.h"

namespace cundang::web {

enum class Language { Chinese, English };

inline const std::string& in(const Text& text, Language language) {
  return language == Language::English && !text.en.empty() ? text.en : text.zh;
}

}  // namespace cundang::web
