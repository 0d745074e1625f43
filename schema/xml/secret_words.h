// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace cundang::forms {

/// "secret.label" or "secret.header" for an element in which a marking is looked for, by local name; else empty.
std::string_view secret_code(std::string_view element);

/// `text` (UTF-8) contains 秘密, 机密 or 绝密, white space and 工作秘密 left out.
bool names_secret(std::string_view text);

}  // namespace cundang::forms
