// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace cundang::accounts {

/// 256 random bits as 64 hex digits: a session, an API token, a one-time link. Shown once, kept only as its hash.
std::string new_secret();
/// SHA-256 of the secret, hex. Enough for random secrets; passwords are hashed with Argon2id instead.
std::string secret_hash(std::string_view secret);
/// The page token 防伪令牌 of a session: derived, so it lives and dies with the session's secret.
std::string csrf_of(std::string_view session_secret);
/// Takes the same time wherever the texts differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace cundang::accounts
