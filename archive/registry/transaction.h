// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "archive/registry/registry.h"
#include "archive/registry/statement.h"

// Inside archive/registry only: the writer's connection and its prepared statements.
namespace cundang::registry {

struct Transaction::State {
  explicit State(const std::filesystem::path& file);

  Poco::Data::Session session;
  Statement begin, commit, rollback, savepoint, release, rollback_to;
  Statement insert_leaf, insert_record, insert_attachment, insert_journal, insert_refusal, insert_ledger,
      insert_package, insert_tile, insert_checkpoint, insert_import, insert_idempotency;
  Statement set_counters, set_package, set_mark, set_meta, trim_journal;
  Statement find_identical, find_import, find_idempotency, find_refusal;
};

}  // namespace cundang::registry
