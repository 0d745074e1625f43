// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/finding.h"
#include "schema/model/node.h"

namespace cundang::ledger {

/// What is wrong in the content element of a rule-pack, policy-pack, calendar, list or unit-register record beyond its
/// schema, each with line, reason and cure (codes rules.*, policy.*, calendar.*, list.*, units.*). Empty for other
/// kinds. A pack with a fault is passed over by the ledger, so it should be refused at upload.
Findings rules_check(const Node& content);

}  // namespace cundang::ledger
