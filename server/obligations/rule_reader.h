// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "schema/model/finding.h"
#include "schema/model/node.h"
#include "server/obligations/rule.h"

namespace cundang::ledger {

/// Reads one `rule` element; adds every fault to `findings`. @returns nothing when there was one.
std::optional<Rule> read_rule(const Node& node, Findings& findings);

}  // namespace cundang::ledger
