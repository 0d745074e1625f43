// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "server/http/routes.h"

namespace cundang::http {

constexpr std::string_view session_cookie = "cundang_session";
constexpr std::string_view language_cookie = "cundang_lang";
constexpr std::string_view csrf_field = "csrf", csrf_header = "X-CSRF-Token";

/// Who sent the request, by bearer token or session cookie; nothing for nobody.
/// A broken or unknown bearer token is nobody, even beside a good cookie.
std::optional<Identity> recognise(Site& site, const Request& request);

/// Whether this page token belongs to the caller's session. @throws Error{CsrfMismatch}
void check_csrf(const Identity& identity, std::string_view token);

/// A request another site's page made the browser send (Fetch Metadata); the page token is the first wall, this the
/// second.
bool is_cross_site(const Request& request);

std::string set_session_cookie(const Site& site, std::string_view secret);
std::string clear_session_cookie(const Site& site);

}  // namespace cundang::http
