// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/evidence/statement.h"
#include "archive/registry/registry.h"
#include "server/assessment/log_facts.h"

namespace cundang::app {

/// Adds what one leaf's statement says: a record, a refusal, a day-close; others say nothing here.
void add_statement(assessment::LogFacts& facts, LeafIndex leaf, const evidence::Statement& statement,
                   TreeSize checkpoint);
/// The facts of the first `until` leaves. @throws Error{LogInconsistent} where a statement no longer reads.
assessment::LogFacts read_log_facts(const registry::Registry& registry, TreeSize until);

}  // namespace cundang::app
