// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/model/error.h"

namespace cundang::accounts {

/// Argon2id (RFC 9106), 19 MiB, two passes; the encoded form carries salt and parameters. At most two at a time, so
/// that a crowd at the door cannot take the memory of the service.
std::string hash_password(std::string_view password);
bool password_matches(const std::string& encoded, std::string_view password);
/// Costs what a true check costs, so that an unknown name cannot be told from a wrong password by the clock.
void pretend_to_check(std::string_view password);
/// Why this password may not be used; nothing when it may. Length counts characters, not bytes.
std::optional<Text> password_fault(std::string_view password, std::string_view person);

}  // namespace cundang::accounts
