// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/request.h"

namespace cundang::http {

/// RFC 3986 percent-decoding; `plus_is_space` for forms. @returns nothing for a broken escape or a NUL.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
/// Escapes everything but unreserved characters.
std::string percent_encode(std::string_view text);
/// application/x-www-form-urlencoded. @returns nothing when broken or more than 1000 fields.
std::optional<Fields> parse_form(std::string_view text);
/// Value of one parameter of a header such as Content-Type or Content-Disposition, unquoted; nothing where absent.
std::optional<std::string> header_parameter(std::string_view header, std::string_view name);
/// The part of such a header before its parameters, lower case.
std::string header_main(std::string_view header);
/// Well-formed UTF-8 without control characters but those of `allowed`.
bool is_clean_text(std::string_view text, std::string_view allowed = {});

}  // namespace cundang::http
