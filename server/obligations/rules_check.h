// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/finding.h"
#include "schema/model/node.h"
#include "server/obligations/packs.h"

namespace cundang::ledger {

/// What is wrong in the content element of a rule-pack, policy-pack, calendar, special-periods, list or unit-register
/// record beyond its schema, each with line, reason and cure (codes rules.*, policy.*, calendar.*, periods.*, list.*,
/// units.*). Empty for other kinds. A pack with a fault is passed over by the ledger, so it should be refused at
/// upload.
Findings rules_check(const Node& content);
/// Policies, lists and rules that a rule pack names and `packs` do not hold on the rule's first day: warnings, for they
/// may be filed later.
Findings cross_check(const Node& content, const Packs& packs);

}  // namespace cundang::ledger
