// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace cundang {

/// One mailbox (RFC 5321, 4.1.2) as the pages, the settings and the unit register accept it, ASCII, at most 254
/// characters: a dot-string of at most 64, no quoted one; then a domain of two labels or more whose last begins with a
/// letter, or an address literal, [192.0.2.1] or [IPv6:2001:db8::1]. The name of a machine alone (li@localhost) is
/// none: no answer of a mail server would ever come back to it.
bool is_mail_address(std::string_view text);

}  // namespace cundang
