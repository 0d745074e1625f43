// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/role_text.h"

#include <array>

namespace cundang::accounts {

namespace {

struct RoleRow {
  Role role;
  std::string_view text;
  Text name;
};

const std::array<RoleRow, 7>& rows() {
  static const std::array<RoleRow, 7> table{{
      {Role::Submitter, "submitter", {"报送人", "Submitter"}},
      {Role::Office, "office", {"办公室经办人", "Office desk"}},
      {Role::Auditor, "auditor", {"查档审计人员", "Auditor"}},
      {Role::Reviewer, "reviewer", {"考核人员", "Reviewer"}},
      {Role::SystemAdmin, "system-admin", {"系统管理员", "System administrator"}},
      {Role::SecurityAdmin, "security-admin", {"安全管理员", "Security administrator"}},
      {Role::SecurityAuditor, "security-auditor", {"安全审计员", "Security auditor"}},
  }};
  return table;
}

}  // namespace

std::string_view to_text(Role role) { return rows()[static_cast<std::size_t>(role)].text; }

std::optional<Role> parse_role(std::string_view text) {
  for (const auto& row : rows())
    if (row.text == text) return row.role;
  return std::nullopt;
}

const Text& role_name(Role role) { return rows()[static_cast<std::size_t>(role)].name; }

const std::vector<Role>& all_roles() {
  static const std::vector<Role> roles = [] {
    std::vector<Role> all;
    for (const auto& row : rows()) all.push_back(row.role);
    return all;
  }();
  return roles;
}

bool is_administrator(Role role) {
  return role == Role::SystemAdmin || role == Role::SecurityAdmin || role == Role::SecurityAuditor;
}

}  // namespace cundang::accounts
