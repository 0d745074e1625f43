// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/registry/transaction.h"

#include "archive/registry/session.h"
#include "schema/model/bytes.h"

namespace cundang::registry {
namespace {

std::string joined(const std::vector<std::string>& terms) {
  std::string text;
  for (const auto& term : terms) text += (text.empty() ? "" : " ") + term;
  return text;
}

}  // namespace

Transaction::State::State(const std::filesystem::path& file)
    : session{open_session(file, false)},
      begin{session, "BEGIN IMMEDIATE"},
      commit{session, "COMMIT"},
      rollback{session, "ROLLBACK"},
      savepoint{session, "SAVEPOINT member"},
      release{session, "RELEASE SAVEPOINT member"},
      rollback_to{session, "ROLLBACK TO SAVEPOINT member"},
      insert_leaf{
          session,
          "INSERT INTO leaf (leaf_index, type, leaf, statement, salt, group_size) VALUES ($1, $2, $3, $4, $5, $6)"},
      insert_record{
          session,
          "INSERT INTO record (accession, leaf_index, unit, unit_counter, person, received_ms, digest, kind, series,"
          " title, doc_no, label, audience, historical, source_system, source_id, fonds, year, retention, package_id)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"},
      insert_attachment{session,
                        "INSERT INTO attachment (accession, number, name, media_type, role, size, sha256)"
                        " VALUES ($1, $2, $3, $4, $5, $6, $7)"},
      insert_journal{
          session,
          "INSERT INTO journal (accession, record_xml, signatures, findings, bytes) VALUES ($1, $2, $3, $4, $5)"},
      insert_refusal{session,
                     "INSERT INTO refusal (leaf_index, unit, counter, received_ms, digest, codes, findings)"
                     " VALUES ($1, $2, $3, $4, $5, $6, $7)"},
      insert_ledger{session,
                    "INSERT INTO ledger_entry (leaf_index, accession, received_ms, unit, person, record_xml)"
                    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (leaf_index) DO NOTHING"},
      insert_package{session,
                     "INSERT INTO package (object, class, inventory, first, last, count, leaf_index)"
                     " VALUES ($1, $2, $3, $4, $5, $6, $7)"},
      insert_tile{session, "INSERT INTO tile (level, idx, hashes) VALUES ($1, $2, $3)"},
      insert_checkpoint{session, "INSERT INTO checkpoint (size, note) VALUES ($1, $2)"},
      insert_import{session, "INSERT INTO import_source (source, source_id, accession) VALUES ($1, $2, $3)"},
      insert_idempotency{session,
                         "INSERT INTO idempotency (unit, key_hash, digest, accession) VALUES ($1, $2, $3, $4)"},
      set_counters{session,
                   "INSERT INTO counter (unit, accepted, refused) VALUES ($1, $2, $3)"
                   " ON CONFLICT (unit) DO UPDATE SET accepted = excluded.accepted, refused = excluded.refused"},
      set_package{session, "UPDATE record SET package_id = $1 WHERE accession = $2"},
      set_mark{session,
               "INSERT INTO mark (name, through) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET through = "
               "excluded.through"},
      set_meta{
          session,
          "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value"},
      trim_journal{session, "DELETE FROM journal WHERE accession <= $1"},
      find_identical{session, "SELECT unit, accession FROM record WHERE digest = $1 ORDER BY accession"},
      find_import{session, "SELECT accession FROM import_source WHERE source = $1 AND source_id = $2"},
      find_idempotency{session, "SELECT digest, accession FROM idempotency WHERE unit = $1 AND key_hash = $2"},
      find_refusal{session, "SELECT leaf_index FROM refusal WHERE unit = $1 AND digest = $2 AND codes = $3"} {}

Transaction::Transaction(State& state) : state_{state} {
  translated("begin", [&] { state_.begin.run(); });
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    state_.rollback.run();
  } catch (...) {  // SQLite has rolled back on its own after a failed COMMIT; there is nothing left to undo
  }
}

void Transaction::savepoint() {
  translated("savepoint", [&] { state_.savepoint.run(); });
}
void Transaction::release() {
  translated("release", [&] { state_.release.run(); });
}
void Transaction::rollback_to_savepoint() {
  translated("rollback to savepoint", [&] {
    state_.rollback_to.run();
    state_.release.run();
  });
}

void Transaction::restart() {
  translated("begin again", [&] {
    open_ = false;  // whatever fails from here on, nothing is left to roll back
    state_.rollback.run();
    state_.begin.run();
    open_ = true;
  });
}

std::vector<Identical> Transaction::find_identical(const std::string& digest) {
  return translated("find identical", [&] {
    std::vector<Identical> found;
    auto& row = state_.find_identical;
    row.each([&] { found.push_back({{row.text(0)}, {row.number(1)}}); }, digest);
    return found;
  });
}

std::optional<AccessionNumber> Transaction::find_import(const std::string& source, const std::string& source_id) {
  return translated("find import", [&] {
    std::optional<AccessionNumber> found;
    auto& row = state_.find_import;
    row.each([&] { found = AccessionNumber{row.number(0)}; }, source, source_id);
    return found;
  });
}

std::optional<std::pair<std::string, AccessionNumber>> Transaction::find_idempotency(const UnitCode& unit,
                                                                                     const std::string& key_hash) {
  return translated("find key", [&] {
    std::optional<std::pair<std::string, AccessionNumber>> found;
    auto& row = state_.find_idempotency;
    row.each([&] { found = std::pair{row.text(0), AccessionNumber{row.number(1)}}; }, unit.text, key_hash);
    return found;
  });
}

std::optional<LeafIndex> Transaction::find_refusal(const UnitCode& unit, const std::string& digest,
                                                   const std::string& codes) {
  return translated("find refusal", [&] {
    std::optional<LeafIndex> found;
    auto& row = state_.find_refusal;
    row.each([&] { found = row.number(0); }, unit.text, digest, codes);
    return found;
  });
}

void Transaction::insert(const LeafRow& row) {
  translated("insert leaf", [&] {
    state_.insert_leaf.run(row.index, row.type, row.leaf, row.statement, to_base64(row.salt), row.group_size);
  });
}

void Transaction::insert(const RecordRow& row) {
  translated("insert record", [&] {
    state_.insert_record.run(row.accession.value, row.leaf_index, row.unit.text, row.unit_counter, row.person.text,
                             row.received_at.ms, row.digest, row.kind, row.series, row.title, row.doc_no, row.label,
                             joined(row.audience), row.historical ? 1 : 0, row.source_system, row.source_id, row.fonds,
                             row.year, row.retention, row.package_id);
  });
}

void Transaction::insert(AccessionNumber accession, const AttachmentRow& row) {
  translated("insert attachment", [&] {
    state_.insert_attachment.run(accession.value, row.number, row.name, row.media_type, row.role, row.size, row.sha256);
  });
}

void Transaction::insert(const JournalRow& row) {
  translated("insert journal", [&] {
    state_.insert_journal.run(row.accession.value, row.record_xml, row.signatures, row.findings, row.bytes());
  });
}

void Transaction::insert(const RefusalRow& row) {
  translated("insert refusal", [&] {
    state_.insert_refusal.run(row.leaf_index, row.unit.text, row.counter, row.received_at.ms, row.digest, row.codes,
                              row.findings);
  });
}

void Transaction::insert(const LedgerRow& row) {
  translated("insert ledger entry", [&] {
    state_.insert_ledger.run(row.leaf_index, row.accession.value, row.received_at.ms, row.unit.text, row.person.text,
                             row.record_xml);
  });
}

void Transaction::insert(const PackageRow& row) {
  translated("insert package", [&] {
    state_.insert_package.run(row.object.text, row.package_class, row.inventory, row.first, row.last, row.count,
                              row.leaf_index);
  });
}

void Transaction::insert(const evidence::Tile& tile) {
  translated("insert tile", [&] { state_.insert_tile.run(tile.level, tile.index, to_base64(tile.hashes)); });
}

void Transaction::insert_checkpoint(TreeSize size, const std::string& note) {
  translated("insert checkpoint", [&] { state_.insert_checkpoint.run(size, note); });
}

void Transaction::insert_import(const std::string& source, const std::string& source_id, AccessionNumber accession) {
  translated("insert import", [&] { state_.insert_import.run(source, source_id, accession.value); });
}

void Transaction::insert_idempotency(const UnitCode& unit, const std::string& key_hash, const std::string& digest,
                                     AccessionNumber accession) {
  translated("insert key", [&] { state_.insert_idempotency.run(unit.text, key_hash, digest, accession.value); });
}

void Transaction::set_counters(const UnitCounters& counters) {
  translated("set counters", [&] { state_.set_counters.run(counters.unit.text, counters.accepted, counters.refused); });
}

void Transaction::set_package(AccessionNumber accession, const PackageId& package) {
  translated("set package", [&] { state_.set_package.run(package.text, accession.value); });
}

void Transaction::set_mark(const std::string& name, std::int64_t through) {
  translated("set mark", [&] { state_.set_mark.run(name, through); });
}

void Transaction::set_meta(const std::string& key, const std::string& value) {
  translated("set meta", [&] { state_.set_meta.run(key, value); });
}

void Transaction::trim_journal(std::int64_t through) {
  translated("trim journal", [&] { state_.trim_journal.run(through); });
}

void Transaction::commit() {
  translated("commit", [&] { state_.commit.run(); });
  open_ = false;
}

}  // namespace cundang::registry
