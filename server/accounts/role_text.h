// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/model/agent.h"
#include "schema/model/error.h"

namespace cundang::accounts {

/// submitter office auditor reviewer system-admin security-admin security-auditor
std::string_view to_text(Role role);
std::optional<Role> parse_role(std::string_view text);
/// 报送 / Submitter …
const Text& role_name(Role role);
const std::vector<Role>& all_roles();
/// One of the three administrators 三员 (GB/T 39784-2021).
bool is_administrator(Role role);

}  // namespace cundang::accounts
