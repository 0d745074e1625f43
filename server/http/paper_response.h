// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/http/response.h"

namespace cundang::http {

/// A paper ("pdf", "xlsx" or "csv") under two names without ending: a plain one for old clients, the Chinese one for
/// the rest (RFC 6266). A PDF opens in the browser, the others are saved.
Response paper_response(std::string bytes, std::string_view format, const std::string& plain, const std::string& name);

}  // namespace cundang::http
