// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "server/obligations/packs.h"
#include "server/obligations/plan.h"

namespace cundang::ledger {

/// A unit that owes, and the element that says so where one does.
struct Owing {
  UnitCode unit;
  const Node* element = nullptr;
};

/// The unit in a role on `day`; empty where there is none. `trigger` is null for calendar duties.
UnitCode in_role(Rule::Role role, const Trigger* trigger, const Packs& packs, Date day);
/// Members of a list on `day`: one that is no more stands through its successors; each once.
std::vector<UnitCode> listed_in_being(const std::string& list, const Packs& packs, Date day);
/// Units a rule binds by this trigger, in the document's order.
std::vector<Owing> who_owes(const Rule& rule, const Trigger& trigger, const Packs& packs);

}  // namespace cundang::ledger
