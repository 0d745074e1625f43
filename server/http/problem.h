// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "schema/model/error.h"
#include "schema/model/finding.h"
#include "server/http/response.h"

namespace cundang::http {

/// application/problem+json (RFC 9457) of an error: type, title, status, code, detail (the cure), reason and cure in
/// Chinese with `_en` beside, facts of what the client did, `findings` where there are any, `slip` where a refusal was
/// signed; Retry-After where one should come again.
Response problem(const Error& error, const Findings& findings = {}, std::string_view slip_json = {});
/// The array alone.
std::string findings_json(const Findings& findings);

}  // namespace cundang::http
