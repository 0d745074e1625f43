// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/assessment/result.h"
#include "server/assessment/scoring_pack.h"
#include "server/obligations/policy.h"

namespace cundang::assessment {

/// What is assumed instead of what was filed.
struct WhatIf {
  std::map<std::string, int> policy_days;  ///< 及时 → 15
  std::vector<ScoringPack> packs;          ///< replaces the pack of its class
  bool empty() const { return policy_days.empty() && packs.empty(); }
};

/// The entry with other days in its policies, made in `room`; most entries are as they are, and not copied: bodies are
/// long. @returns `original` or what stands in `room`.
const Entry& altered(const Entry& original, const WhatIf& what_if, std::optional<Entry>& room);

/// How the policies of the entries seen are counted: only one counted in days can be assumed to have other days.
class PolicyMeasures {
 public:
  void take(const Entry& entry);
  /// @throws Error{BadRequest} for a policy nobody has filed, and for one that is never counted in days (months,
  /// percent, count): detectors measure by those, no due date and no score rests on them.
  void check(const WhatIf& what_if) const;

 private:
  std::set<std::string> in_days_;
  std::map<std::string, ledger::PolicyValue> otherwise_;
};

/// Whose score moves from one result to another, and why, in the order of classes and codes.
std::vector<Move> compare(const YearResult& before, const YearResult& after);

}  // namespace cundang::assessment
