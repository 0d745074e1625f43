// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/evidence/merkle.h"
#include "archive/registry/rows.h"
#include "schema/model/error.h"

namespace cundang::registry {

/// One transaction of the single writer. Rolls back when it leaves scope without commit().
/// Every call may throw Error{StorageFull | StorageFailed | RegistryUnreadable}.
class Transaction {
 public:
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  void savepoint();
  void release();
  void rollback_to_savepoint();
  /// Forgets everything done since begin() and begins again.
  void restart();

  /// Every record of the same bytes, whoever filed it, oldest first.
  std::vector<Identical> find_identical(const std::string& digest);
  std::optional<AccessionNumber> find_import(const std::string& source, const std::string& source_id);
  /// The digest and number an Idempotency-Key of this unit was used for.
  std::optional<std::pair<std::string, AccessionNumber>> find_idempotency(const UnitCode& unit,
                                                                          const std::string& key_hash);
  std::optional<LeafIndex> find_refusal(const UnitCode& unit, const std::string& digest, const std::string& codes);

  void insert(const LeafRow& row);
  void insert(const RecordRow& row);
  void insert(AccessionNumber accession, const AttachmentRow& row);
  void insert(const JournalRow& row);
  void insert(const RefusalRow& row);
  void insert(const LedgerRow& row);
  void insert(const PackageRow& row);
  void insert(const evidence::Tile& tile);
  void insert_checkpoint(TreeSize size, const std::string& note);
  void insert_import(const std::string& source, const std::string& source_id, AccessionNumber accession);
  void insert_idempotency(const UnitCode& unit, const std::string& key_hash, const std::string& digest,
                          AccessionNumber accession);
  void set_counters(const UnitCounters& counters);
  void set_package(AccessionNumber accession, const PackageId& package);
  void set_mark(const std::string& name, std::int64_t through);
  void set_meta(const std::string& key, const std::string& value);
  /// Lets bytes leave the journal: every row up to and with `through`.
  void trim_journal(std::int64_t through);

  /// @throws Error{StorageFailed}: the outcome is then *unknown*; drop what is in memory and read again.
  void commit();

 private:
  friend class Registry;
  struct State;
  explicit Transaction(State& state);
  State& state_;
  bool open_ = true;
};

/// The registry: journal, numbers, log and progress of an archive, in one SQLite file (WAL, synchronous=FULL).
/// Reading calls are thread-safe and see the last commit; begin() belongs to one writer thread.
class Registry {
 public:
  enum class Mode { ReadWrite, ReadOnly };
  /// Makes an empty registry. @throws Error{DataDirectoryExists} if the file is there.
  static void create(const std::filesystem::path& file);
  /// @throws Error{RegistryUnreadable}.
  Registry(const std::filesystem::path& file, Mode mode);
  ~Registry();

  Transaction begin();  ///< BEGIN IMMEDIATE
  /// Copies committed pages from the WAL back into the file, without waiting for or stopping anyone. Called now and
  /// then by one thread beside the writer, so that a commit seldom has to do it.
  void write_back();

  std::string meta(const std::string& key) const;    ///< empty where absent
  std::int64_t mark(const std::string& name) const;  ///< -1 where absent

  TreeSize tree_size() const;
  std::int64_t last_accession() const;
  std::optional<LeafRow> leaf(LeafIndex index) const;
  std::vector<LeafRow> leaves(LeafIndex from, LeafIndex to) const;  ///< half-open
  std::vector<LeafRow> leaves_not_of(LeafIndex from, const std::vector<std::string>& types, int limit) const;
  std::string checkpoint(TreeSize size) const;
  TreeSize latest_checkpoint_size() const;
  std::string full_tile(int level, std::int64_t index) const;  ///< @throws Error{LogInconsistent} where it is missing

  std::optional<RecordRow> record(AccessionNumber accession) const;
  std::vector<RecordRow> records(std::int64_t after, int limit) const;  ///< accession > after, in order
  std::vector<AttachmentRow> attachments(AccessionNumber accession) const;
  /// Whether a record after `packaged` names an attachment of this digest (hex).
  bool attachment_waits(const std::string& sha256, std::int64_t packaged) const;
  std::optional<JournalRow> journal(AccessionNumber accession) const;
  std::vector<JournalRow> journal_after(std::int64_t after, int limit) const;
  /// Rows and bytes of the journal up to and with `through`; reads them all.
  std::pair<std::int64_t, std::int64_t> journal_size(
      std::int64_t through = std::numeric_limits<std::int64_t>::max()) const;
  std::optional<AccessionNumber> find_import(const std::string& source, const std::string& source_id) const;
  std::optional<AccessionNumber> find_source_id(const std::string& source_id) const;
  std::vector<AccessionNumber> find_doc_no(const std::string& doc_no) const;
  /// Other records of other bytes that bear this one's 文号, or its system and id at the source; oldest first, at
  /// most 40.
  std::vector<TwinRow> twins(AccessionNumber accession) const;
  std::optional<RefusalRow> refusal(LeafIndex index) const;
  std::vector<UnitCounters> counters() const;
  std::optional<PackageRow> package(const PackageId& id) const;
  std::vector<LedgerRow> ledger(LeafIndex after, int limit) const;  ///< leaf_index > after, in order
  /// Canonical text of every table that a rebuild must restore, one row a line, in key order.
  void dump(const std::function<void(const std::string& line)>& line) const;

 private:
  struct Readers;
  std::unique_ptr<Readers> readers_;
  std::unique_ptr<Transaction::State> writer_;
  struct WriteBack;
  std::unique_ptr<WriteBack> write_back_;
};

}  // namespace cundang::registry
