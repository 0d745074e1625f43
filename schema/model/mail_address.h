// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace cundang {

/// One mailbox as the pages, the settings and the unit register accept it: local@domain, ASCII, at most 254 characters.
bool is_mail_address(std::string_view text);

}  // namespace cundang
