// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <map>
#include <string>
#include <vector>

#include "archive/evidence/merkle.h"
#include "archive/evidence/statement.h"
#include "archive/registry/registry.h"

namespace cundang::ingest {

/// Numbers that only the writer thread gives out.
struct Numbers {
  std::int64_t last_accession = 0;
  std::map<UnitCode, registry::UnitCounters> units;
};

/// One group commit under way: jobs take numbers and append leaves; nothing is promised before the commit returns.
class Group {
 public:
  Group(registry::Transaction& tx, evidence::Tree tree, Numbers numbers, Instant logged);

  registry::Transaction& tx() { return tx_; }
  AccessionNumber next_accession() { return {++numbers_.last_accession}; }
  registry::UnitCounters& unit(const UnitCode& code);
  LeafIndex next_leaf() const { return tree_.size(); }
  Instant logged() const { return logged_; }
  const Numbers& numbers() const { return numbers_; }
  /// Appends the leaf that commits to `statement`; it is stored with the checkpoint of the group. The last step of a
  /// member: nothing after it may fail, for a leaf is not taken back.
  registry::LeafRow append(const evidence::Statement& statement, std::string salt, Instant received);

 private:
  friend class Registrar;
  /// Without what its members did so far.
  void begin_again(evidence::Tree tree, Numbers numbers);

  registry::Transaction& tx_;
  evidence::Tree tree_;
  Numbers numbers_;
  Instant logged_;
  std::vector<registry::LeafRow> leaves_;
  std::vector<UnitCode> touched_;
};

/// The log's head after a commit.
struct Head {
  TreeSize size = 0;
  std::string checkpoint;  ///< signed note
  const evidence::Tree& tree;
};

/// One member of a group. apply() runs on the writer thread and may run again from the beginning, so it assigns and
/// never adds to what it holds; an Error of it undoes what it did alone. Then either committed() or failed(), once.
class Job {
 public:
  virtual ~Job() = default;
  virtual void apply(Group& group) = 0;
  virtual void committed(const Head& head) = 0;
  virtual void failed(std::exception_ptr why) = 0;
  /// When its last byte was read; decides on which side of a day-close it stands. Nothing for the worker's jobs.
  virtual std::optional<Instant> received() const { return std::nullopt; }
  /// Whether it may pass while the clock is not trusted (a clock ruling).
  virtual bool restores_clock() const { return false; }
  virtual bool has_attachments() const { return false; }
};

}  // namespace cundang::ingest
