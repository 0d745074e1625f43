// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "schema/model/error.h"

namespace cundang::forms {

/// What is wrong with a value, and what one should be; reason begins after the name of the place.
struct ValueWords {
  std::string code;  ///< form.empty, form.bad-id, form.duplicate-id, form.bad-date, form.bad-code, form.bad-value
  Text reason, cure;
};

/// `attribute` is empty for the content of the element. The value is quoted, at most 40 characters of it.
ValueWords value_words(std::string_view element, std::string_view attribute, const std::string& value);

}  // namespace cundang::forms
