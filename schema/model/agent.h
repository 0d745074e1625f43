// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schema/model/ids.h"

namespace cundang {

/// What a person may do for a unit. The three administrators (三员, GB/T 39784-2021) are never one person.
enum class Role {
  Submitter,        ///< 报送: uploads and replies for the unit
  Office,           ///< 安委办/局 desk: issues, urges, verifies, closes, 收文登记
  Auditor,          ///< 查档/审计人员: reads within a dated grant
  Reviewer,         ///< 考核 reviewer
  SystemAdmin,      ///< 系统管理员
  SecurityAdmin,    ///< 安全管理员
  SecurityAuditor,  ///< 安全审计员
};

/// How the actor was recognised; stands in the statement. Text form: password, token, local.
enum class AuthMethod { Password, Token, LocalOperator };

/// Who acts, for which unit, recognised how.
struct Actor {
  PersonId person;
  UnitCode unit;
  AuthMethod method = AuthMethod::Password;
  std::set<Role> roles;
  bool has(Role role) const { return roles.contains(role); }
};

/// Who reads. Every reading use case takes one, and finds, counts, quotes and suggests nothing outside it.
struct Viewer {
  PersonId person;
  UnitCode unit;
  /// Whole-archive readers: the supervising bureau and office, an auditor with a whole-archive grant, the local
  /// operator.
  bool sees_all = false;
  /// Audience terms he matches when not sees_all: his unit's code and "*" (records labelled 公开).
  std::vector<std::string> audience() const { return {unit.text, "*"}; }
  bool may_read(const std::vector<std::string>& record_audience) const {
    if (sees_all) return true;
    for (const auto& term : record_audience)
      if (term == "*" || (!unit.empty() && term == unit.text)) return true;
    return false;
  }
};

}  // namespace cundang
