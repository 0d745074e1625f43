// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "archive/registry/prepared.h"
#include "archive/registry/registry.h"

// Inside archive/registry only: the writer's connection and its prepared statements.
namespace cundang::registry {

using Int = std::int64_t;
using Str = std::string_view;

struct Transaction::State {
  explicit State(const std::filesystem::path& file);

  Poco::Data::Session session;
  Prepared<> begin, commit, rollback, savepoint, release, rollback_to;
  Prepared<Int, Str, Str, Str, Str, Int> insert_leaf;
  Prepared<Int, Int, Str, Int, Str, Int, Str, Str, Str, Str, Str, Str, Str, Int, Str, Str, Str, Int, Str, Str>
      insert_record;
  Prepared<Int, Int, Str, Str, Str, Int, Str> insert_attachment;
  Prepared<Int, Str, Str, Str, Int> insert_journal;
  Prepared<Int, Str, Int, Int, Str, Str, Str> insert_refusal;
  Prepared<Int, Int, Int, Str, Str, Str> insert_ledger;
  Prepared<Str, Str, Str, Int, Int, Int, Int> insert_package;
  Prepared<Int, Int, Str> insert_tile;
  Prepared<Int, Str> insert_checkpoint;
  Prepared<Str, Str, Int> insert_import;
  Prepared<Str, Str, Str, Int> insert_idempotency;
  Prepared<Str, Int, Int> set_counters;
  Prepared<Str, Int> set_package;
  Prepared<Str, Int> set_mark;
  Prepared<Str, Str> set_meta;
  Prepared<Int> trim_journal;

  Prepared<Str> find_identical;
  Prepared<Str, Str> find_import, find_idempotency;
  Prepared<Str, Str, Str> find_refusal;
};

}  // namespace cundang::registry
