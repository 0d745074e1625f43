// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gate.h"

#include "server/accounts/secret.h"

namespace cundang::http {

namespace {

std::optional<Identity> by_token(Site& site, std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (authorization.size() <= scheme.size() || !equal_ignoring_case(authorization.substr(0, scheme.size()), scheme))
    return std::nullopt;
  auto actor = site.accounts.tokens.find(authorization.substr(scheme.size()));
  if (!actor) return std::nullopt;
  Identity identity;
  identity.actor = std::move(*actor);
  return identity;
}

std::optional<Identity> by_cookie(Site& site, std::string_view secret) {
  if (secret.empty()) return std::nullopt;
  auto session = site.accounts.sessions.find(secret);
  if (!session) return std::nullopt;
  Identity identity;
  identity.actor = session->actor();
  identity.session = std::move(session);
  identity.session_secret = secret;
  identity.csrf = accounts::csrf_of(secret);
  return identity;
}

std::string cookie(const Site& site, std::string_view value, std::string_view more) {
  std::string text{session_cookie};
  text += "=";
  text += value;
  text += "; Path=/; HttpOnly; SameSite=Lax";
  if (site.secure_cookies) text += "; Secure";
  text += more;
  return text;
}

}  // namespace

std::optional<Identity> recognise(Site& site, const Request& request) {
  const auto authorization = request.header("Authorization");
  if (!authorization.empty()) return by_token(site, authorization);
  return by_cookie(site, request.cookie(session_cookie));
}

void check_csrf(const Identity& identity, std::string_view token) {
  if (!accounts::same_secret(identity.csrf, token)) throw Error{ErrorCode::CsrfMismatch};
}

bool is_cross_site(const Request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  return site == "cross-site" || site == "same-site";
}

std::string set_session_cookie(const Site& site, std::string_view secret) { return cookie(site, secret, ""); }
std::string clear_session_cookie(const Site& site) { return cookie(site, "", "; Max-Age=0"); }

}  // namespace cundang::http
