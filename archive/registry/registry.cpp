// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/registry/registry.h"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Statement.h>

#include <mutex>
#include <sstream>

#include "archive/registry/schema.h"
#include "archive/registry/session.h"
#include "archive/registry/statement.h"
#include "archive/registry/transaction.h"
#include "schema/model/bytes.h"

namespace cundang::registry {

/// Idle reading connections; a call takes one and gives it back.
struct Registry::Readers {
  std::filesystem::path file;
  std::mutex mutex;
  std::vector<std::unique_ptr<ReadSession>> idle;

  std::unique_ptr<ReadSession> take() {
    {
      const std::lock_guard lock{mutex};
      if (!idle.empty()) {
        auto session = std::move(idle.back());
        idle.pop_back();
        return session;
      }
    }
    return std::make_unique<ReadSession>(open_session(file, true));
  }
  void give(std::unique_ptr<ReadSession> session) {
    const std::lock_guard lock{mutex};
    if (idle.size() < 8) idle.push_back(std::move(session));
  }

  template <class... Values>
  std::vector<Row> select(const std::string& sql, const Values&... values) {
    return translated("read registry", [&] {
      auto session = take();
      auto rows = session->select(sql, values...);
      give(std::move(session));
      return rows;
    });
  }
};

struct Registry::WriteBack {
  explicit WriteBack(Poco::Data::Session opened) : session{std::move(opened)} {}
  ReadSession session;
};

namespace {

constexpr auto record_columns =
    "SELECT accession, leaf_index, unit, unit_counter, person, received_ms, digest, kind, series, title, doc_no, "
    "label, audience,"
    " historical, source_system, source_id, fonds, year, retention, package_id FROM record ";
constexpr auto leaf_columns = "SELECT leaf_index, type, leaf, statement, salt, group_size FROM leaf ";

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream{text};
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

RecordRow to_record(const Row& row) {
  return {.accession = {row.number(0)},
          .leaf_index = row.number(1),
          .unit = {row.text(2)},
          .unit_counter = row.number(3),
          .person = {row.text(4)},
          .received_at = {row.number(5)},
          .digest = row.text(6),
          .kind = row.text(7),
          .series = row.text(8),
          .title = row.text(9),
          .doc_no = row.text(10),
          .label = row.text(11),
          .audience = words(row.text(12)),
          .historical = row.number(13) != 0,
          .source_system = row.text(14),
          .source_id = row.text(15),
          .fonds = row.text(16),
          .year = static_cast<int>(row.number(17)),
          .retention = row.text(18),
          .package_id = row.text(19)};
}

LeafRow to_leaf(const Row& row) {
  return {.index = row.number(0),
          .type = row.text(1),
          .leaf = row.text(2),
          .statement = row.text(3),
          .salt = from_base64(row.text(4)).value_or(""),
          .group_size = row.number(5)};
}

std::optional<AccessionNumber> first_accession(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  return AccessionNumber{rows[0].number(0)};
}

}  // namespace

void Registry::create(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) throw Error{ErrorCode::DataDirectoryExists}.with("registry", file.string());
  auto session = open_session(file, false);
  translated("create registry", [&] {
    for (const auto& sql : schema_statements()) session << sql, Poco::Data::Keywords::now;
  });
}

Registry::Registry(const std::filesystem::path& file, Mode mode) : readers_{std::make_unique<Readers>()} {
  readers_->file = file;
  if (!std::filesystem::exists(file))
    throw Error{ErrorCode::RegistryUnreadable, "no such file"}.with("registry", file.string());
  if (const auto found = meta("registry_version"); found != "1")
    throw Error{ErrorCode::RegistryUnreadable,
                Text{"登记库是另一版本的程序建立的", "the registry was made by another version of the program"},
                Text{"请用建立它的版本打开；或由存档用 cundang rebuild 重建到新目录",
                     "open it with that version, or make it again in a new folder with cundang rebuild"}}
        .with("found", found);
  if (mode == Mode::ReadWrite)
    writer_ = translated("open registry", [&] { return std::make_unique<Transaction::State>(file); });
}

Registry::~Registry() = default;

void Registry::write_back() {
  translated("write back", [&] {
    if (!write_back_) write_back_ = std::make_unique<WriteBack>(open_session(readers_->file, false));
    write_back_->session.select("PRAGMA wal_checkpoint(PASSIVE)");
  });
}

Transaction Registry::begin() {
  if (!writer_) throw Error{ErrorCode::ReadOnly};
  return Transaction{*writer_};
}

std::string Registry::meta(const std::string& key) const {
  const auto rows = readers_->select("SELECT value FROM meta WHERE name = $1", key);
  return rows.empty() ? "" : rows[0].text(0);
}

std::int64_t Registry::mark(const std::string& name) const {
  const auto rows = readers_->select("SELECT through FROM mark WHERE name = $1", name);
  return rows.empty() ? -1 : rows[0].number(0);
}

TreeSize Registry::tree_size() const {
  const auto rows = readers_->select("SELECT leaf_index FROM leaf ORDER BY leaf_index DESC LIMIT 1");
  return rows.empty() ? 0 : rows[0].number(0) + 1;
}

std::int64_t Registry::last_accession() const {
  const auto rows = readers_->select("SELECT accession FROM record ORDER BY accession DESC LIMIT 1");
  return rows.empty() ? 0 : rows[0].number(0);
}

std::optional<LeafRow> Registry::leaf(LeafIndex index) const {
  const auto rows = readers_->select(std::string{leaf_columns} + "WHERE leaf_index = $1", index);
  return rows.empty() ? std::nullopt : std::optional{to_leaf(rows[0])};
}

std::vector<LeafRow> Registry::leaves(LeafIndex from, LeafIndex to) const {
  std::vector<LeafRow> found;
  for (const auto& row : readers_->select(
           std::string{leaf_columns} + "WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index", from, to))
    found.push_back(to_leaf(row));
  return found;
}

std::vector<LeafRow> Registry::leaves_not_of(LeafIndex from, const std::vector<std::string>& types, int limit) const {
  std::string excluded;
  for (const auto& type : types) excluded += (excluded.empty() ? "'" : ", '") + type + "'";
  std::vector<LeafRow> found;
  for (const auto& row : readers_->select(std::string{leaf_columns} + "WHERE leaf_index >= $1 AND type NOT IN (" +
                                              excluded + ") ORDER BY leaf_index LIMIT " + std::to_string(limit),
                                          from))
    found.push_back(to_leaf(row));
  return found;
}

std::string Registry::checkpoint(TreeSize size) const {
  const auto rows = readers_->select("SELECT note FROM checkpoint WHERE size = $1", size);
  return rows.empty() ? "" : rows[0].text(0);
}

TreeSize Registry::latest_checkpoint_size() const {
  const auto rows = readers_->select("SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1");
  return rows.empty() ? 0 : rows[0].number(0);
}

std::string Registry::full_tile(int level, std::int64_t index) const {
  const auto rows = readers_->select("SELECT hashes FROM tile WHERE level = $1 AND idx = $2", level, index);
  const auto hashes = rows.empty() ? std::nullopt : from_base64(rows[0].text(0));
  if (!hashes) throw Error{ErrorCode::LogInconsistent, "missing tile"}.with("tile", evidence::tile_path(level, index));
  return *hashes;
}

std::optional<RecordRow> Registry::record(AccessionNumber accession) const {
  const auto rows = readers_->select(std::string{record_columns} + "WHERE accession = $1", accession.value);
  return rows.empty() ? std::nullopt : std::optional{to_record(rows[0])};
}

std::vector<RecordRow> Registry::records(std::int64_t after, int limit) const {
  std::vector<RecordRow> found;
  for (const auto& row : readers_->select(
           std::string{record_columns} + "WHERE accession > $1 ORDER BY accession LIMIT " + std::to_string(limit),
           after))
    found.push_back(to_record(row));
  return found;
}

std::vector<AttachmentRow> Registry::attachments(AccessionNumber accession) const {
  std::vector<AttachmentRow> found;
  for (const auto& row : readers_->select(
           "SELECT number, name, media_type, role, size, sha256 FROM attachment WHERE accession = $1 ORDER BY number",
           accession.value))
    found.push_back(
        {static_cast<int>(row.number(0)), row.text(1), row.text(2), row.text(3), row.number(4), row.text(5)});
  return found;
}

bool Registry::attachment_waits(const std::string& sha256, std::int64_t packaged) const {
  return !readers_
              ->select("SELECT accession FROM attachment WHERE sha256 = $1 AND accession > $2 LIMIT 1", sha256,
                       packaged)
              .empty();
}

std::optional<JournalRow> Registry::journal(AccessionNumber accession) const {
  auto rows = journal_after(accession.value - 1, 1);
  if (rows.empty() || rows[0].accession != accession) return std::nullopt;
  return std::move(rows[0]);
}

std::vector<JournalRow> Registry::journal_after(std::int64_t after, int limit) const {
  std::vector<JournalRow> found;
  for (const auto& row :
       readers_->select("SELECT accession, record_xml, signatures, findings FROM journal WHERE accession > $1"
                        " ORDER BY accession LIMIT " +
                            std::to_string(limit),
                        after))
    found.push_back({{row.number(0)}, row.text(1), row.text(2), row.text(3)});
  return found;
}

std::pair<std::int64_t, std::int64_t> Registry::journal_size(std::int64_t through) const {
  const auto rows =
      readers_->select("SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM journal WHERE accession <= $1", through);
  return {rows[0].number(0), rows[0].number(1)};
}

std::optional<AccessionNumber> Registry::find_import(const std::string& source, const std::string& source_id) const {
  return first_accession(
      readers_->select("SELECT accession FROM import_source WHERE source = $1 AND source_id = $2", source, source_id));
}

std::optional<AccessionNumber> Registry::find_source_id(const std::string& source_id) const {
  return first_accession(
      readers_->select("SELECT accession FROM record WHERE source_id = $1 ORDER BY accession LIMIT 1", source_id));
}

std::vector<AccessionNumber> Registry::find_doc_no(const std::string& doc_no) const {
  std::vector<AccessionNumber> found;
  for (const auto& row :
       readers_->select("SELECT accession FROM record WHERE doc_no = $1 ORDER BY accession LIMIT 100", doc_no))
    found.push_back({row.number(0)});
  return found;
}

std::vector<TwinRow> Registry::twins(AccessionNumber accession) const {
  // Both in one question: it is asked after every accession.
  const auto rows = readers_->select(
      "SELECT 1, other.accession FROM record me JOIN record other ON other.doc_no = me.doc_no WHERE me.accession = $1"
      " AND me.doc_no <> '' AND other.accession <> me.accession AND other.digest <> me.digest"
      " UNION ALL SELECT 2, other.accession FROM record me JOIN record other ON other.source_id = me.source_id"
      " WHERE me.accession = $1 AND me.source_id <> '' AND other.source_system = me.source_system"
      " AND other.accession <> me.accession AND other.digest <> me.digest ORDER BY 2, 1 LIMIT 40",
      accession.value);
  std::vector<TwinRow> found;
  found.reserve(rows.size());
  for (const auto& row : rows)
    found.push_back({{row.number(1)}, row.number(0) == 1 ? TwinRow::By::DocNo : TwinRow::By::SourceId});
  return found;
}

std::optional<RefusalRow> Registry::refusal(LeafIndex index) const {
  const auto rows = readers_->select(
      "SELECT leaf_index, unit, counter, received_ms, digest, codes, findings FROM refusal WHERE leaf_index = $1",
      index);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows[0];
  return RefusalRow{row.number(0), {row.text(1)}, row.number(2), {row.number(3)},
                    row.text(4),   row.text(5),   row.text(6)};
}

std::vector<UnitCounters> Registry::counters() const {
  std::vector<UnitCounters> found;
  for (const auto& row : readers_->select("SELECT unit, accepted, refused FROM counter ORDER BY unit"))
    found.push_back({{row.text(0)}, row.number(1), row.number(2)});
  return found;
}

std::optional<PackageRow> Registry::package(const PackageId& id) const {
  const auto rows = readers_->select(
      "SELECT object, class, inventory, first, last, count, leaf_index FROM package WHERE object = $1", id.text);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows[0];
  return PackageRow{{row.text(0)}, row.text(1),   row.text(2),  row.number(3),
                    row.number(4), row.number(5), row.number(6)};
}

std::vector<LedgerRow> Registry::ledger(LeafIndex after, int limit) const {
  std::vector<LedgerRow> found;
  for (const auto& row :
       readers_->select("SELECT leaf_index, accession, received_ms, unit, person, record_xml FROM ledger_entry"
                        " WHERE leaf_index > $1 ORDER BY leaf_index LIMIT " +
                            std::to_string(limit),
                        after))
    found.push_back({row.number(0), {row.number(1)}, {row.number(2)}, {row.text(3)}, {row.text(4)}, row.text(5)});
  return found;
}

void Registry::dump(const std::function<void(const std::string& line)>& line) const {
  // Derived state that a rebuild makes anew in its own time (journal, marks) and what it cannot know (idempotency keys'
  // texts are in the statements as hashes, so they are known) are the only things left out.
  const std::vector<std::pair<std::string, std::string>> tables = {
      {"leaf", "SELECT * FROM leaf ORDER BY leaf_index"},
      {"tile", "SELECT * FROM tile ORDER BY level, idx"},
      {"record", "SELECT * FROM record ORDER BY accession"},
      {"attachment", "SELECT * FROM attachment ORDER BY accession, number"},
      {"refusal", "SELECT leaf_index, unit, counter, received_ms, digest, codes FROM refusal ORDER BY leaf_index"},
      {"counter", "SELECT * FROM counter ORDER BY unit"},
      {"idempotency", "SELECT * FROM idempotency ORDER BY unit, key_hash"},
      {"import_source", "SELECT * FROM import_source ORDER BY source, source_id"},
      {"package", "SELECT * FROM package ORDER BY object"},
      {"ledger_entry", "SELECT * FROM ledger_entry ORDER BY leaf_index"},
  };
  translated("dump registry", [&] {
    for (const auto& [table, sql] : tables) {
      auto session = readers_->take();
      Poco::Data::Statement statement{session->session()};
      statement << sql, Poco::Data::Keywords::limit(1000);
      while (!statement.done()) {
        statement.execute();
        const Poco::Data::RecordSet set{statement};
        for (std::size_t row = 0; row < set.rowCount(); ++row) {
          std::string text = table;
          for (std::size_t column = 0; column < set.columnCount(); ++column)
            text += "\t" + set.value(column, row).convert<std::string>();
          line(text);
        }
      }
    }
  });
}

}  // namespace cundang::registry
