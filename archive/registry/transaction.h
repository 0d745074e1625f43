// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "archive/registry/poco_sql.h"
#include "archive/registry/registry.h"

// Inside archive/registry only: the writer's connection and its prepared statements.
namespace cundang::registry {

using Int = Poco::Int64;

struct Transaction::State {
  explicit State(const std::filesystem::path& file);

  Poco::Data::Session session;
  Prepared<> begin, commit, rollback, savepoint, release, rollback_to;
  Prepared<Int, std::string, std::string, std::string, std::string, Int> insert_leaf;
  Prepared<Int, Int, std::string, Int, std::string, Int, std::string, std::string, std::string, std::string,
           std::string, std::string, std::string, Int, std::string, std::string, std::string, Int, std::string,
           std::string>
      insert_record;
  Prepared<Int, Int, std::string, std::string, std::string, Int, std::string> insert_attachment;
  Prepared<Int, std::string, std::string, std::string, Int> insert_journal;
  Prepared<Int, std::string, Int, Int, std::string, std::string, std::string> insert_refusal;
  Prepared<Int, Int, Int, std::string, std::string, std::string> insert_ledger;
  Prepared<std::string, std::string, std::string, Int, Int, Int, Int> insert_package;
  Prepared<Int, Int, std::string> insert_tile;
  Prepared<Int, std::string> insert_checkpoint;
  Prepared<std::string, std::string, Int> insert_import;
  Prepared<std::string, std::string, std::string, Int> insert_idempotency;
  Prepared<std::string, Int, Int> set_counters;
  Prepared<std::string, Int> set_package;
  Prepared<std::string, Int> set_mark;
  Prepared<std::string, std::string> set_meta;
  Prepared<Int> trim_journal;

  // The hottest look-up: who filed the same bytes before.
  std::string identical_digest;
  std::vector<std::string> identical_units;
  std::vector<Int> identical_accessions;
  std::unique_ptr<Poco::Data::Statement> find_identical;  ///< made anew after a failure
  void prepare_find_identical();
};

}  // namespace cundang::registry
