// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/assessment/result.h"
#include "server/assessment/scoring_pack.h"

namespace cundang::assessment {

/// What is assumed instead of what was filed.
struct WhatIf {
  std::map<std::string, int> policy_days;  ///< 及时 → 15
  std::vector<ScoringPack> packs;          ///< replaces the pack of its class
  bool empty() const { return policy_days.empty() && packs.empty(); }
};

/// The entry with other days in its policies; most entries are as they are.
Entry altered(Entry entry, const WhatIf& what_if);
/// Policies named by no policy-pack of the entries seen: a what-if about nothing.
std::set<std::string> unknown_policies(const WhatIf& what_if, const std::set<std::string>& known);
/// Whose score moves from one result to another, and why, in the order of classes and codes.
std::vector<Move> compare(const YearResult& before, const YearResult& after);

}  // namespace cundang::assessment
