// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/rebuild.h"

#include <algorithm>
#include <map>
#include <set>

#include "archive/crypto/digest.h"
#include "archive/evidence/checkpoint.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/statement.h"
#include "archive/ingest/packager.h"
#include "archive/packages/container.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/package_store.h"
#include "archive/registry/registry.h"
#include "indexer/xapian/index.h"
#include "server/app/data_directory.h"
#include "server/app/index_entries.h"
#include "server/app/ledger_entries.h"
#include "server/app/unfinished_mark.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t log_file_max = 64 << 20;

/// The leaves of the published log, checked against its checkpoint.
struct PublishedLog {
  evidence::Checkpoint checkpoint;
  std::string note;
  std::vector<std::string> leaves;
};

std::vector<std::string> split_bundle(const std::string& bundle) {
  std::vector<std::string> leaves;
  for (std::size_t at = 0; at + 2 <= bundle.size();) {
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(bundle[at]) * 256 +
                                                 static_cast<unsigned char>(bundle[at + 1]));
    if (at + 2 + length > bundle.size()) break;
    leaves.push_back(bundle.substr(at + 2, length));
    at += 2 + length;
  }
  return leaves;
}

PublishedLog read_log(const fs::path& log) {
  PublishedLog published;
  published.note = packages::read_bounded(log / "checkpoint", log_file_max);
  auto vkey = packages::read_bounded(log / "vkey", log_file_max);
  vkey.erase(vkey.find_last_not_of(" \r\n") + 1);
  const auto key = evidence::LogKey::parse(vkey);
  const auto checkpoint = key ? evidence::open_checkpoint(published.note, *key) : std::nullopt;
  if (!checkpoint)
    throw Error{ErrorCode::LogInconsistent, "the checkpoint is not signed by log/vkey"}.with("log", log.string());
  published.checkpoint = *checkpoint;
  const auto size = checkpoint->size;
  evidence::Tree tree{[](int, std::int64_t) -> std::string { throw Error{ErrorCode::LogInconsistent, "tile"}; }};
  for (std::int64_t index = 0; index * 256 < size; ++index) {
    const auto width = static_cast<int>(std::min<std::int64_t>(256, size - index * 256));
    auto leaves = split_bundle(packages::read_bounded(log / evidence::tile_path(-1, index, width), log_file_max));
    if (static_cast<int>(leaves.size()) < width)
      throw Error{ErrorCode::LogInconsistent, "short entry bundle"}.with("bundle",
                                                                         evidence::tile_path(-1, index, width));
    leaves.resize(static_cast<std::size_t>(width));
    for (auto& leaf : leaves) published.leaves.push_back(std::move(leaf));
  }
  return published;
}

class Rebuilder {
 public:
  Rebuilder(const fs::path& archive, const DataLayout& layout, const std::function<void(std::int64_t)>& progress)
      : layout_{layout}, progress_{progress}, log_{read_log(archive / "log")}, store_{layout.packages()} {}

  RebuildReport run() {
    registry::Registry::create(layout_.registry());
    registry::Registry registry{layout_.registry(), registry::Registry::Mode::ReadWrite};
    rows_.resize(log_.leaves.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      rows_[i].index = static_cast<LeafIndex>(i);
      rows_[i].leaf = log_.leaves[i];
    }
    {
      auto tx = registry.begin();
      for (const auto& id : store_.list()) take_object(tx, id);
      take_package_leaves(tx);
      finish(tx);
      tx.commit();
    }
    index(registry);
    report_.tree_size = log_.checkpoint.size;
    return std::move(report_);
  }

 private:
  void take_object(registry::Transaction& tx, const PackageId& id) {
    const auto object = store_.open(id);
    registry::PackageRow row;
    row.object = id;
    row.inventory = object.inventory.hex();
    const bool log = id.text.rfind("urn:cundang:package:log:", 0) == 0;
    if (log) {
      row.package_class = "log";
      for (const auto& file : object.files) take_log_container(tx, file.path, row);
    } else {
      const auto tail = id.text.rfind(':');
      row.package_class = id.text.substr(20, tail - 20);
      for (const auto& file : object.files) take_container(tx, file.path, row);
    }
    packages_.push_back(row);
  }

  /// A leaf is believed when its own bytes stand at that place of the published log.
  registry::LeafRow& believe(LeafIndex index, const std::string& leaf, const std::string& statement,
                             const std::string& salt, const fs::path& where) {
    const auto parsed = evidence::parse_leaf(leaf);
    if (index < 0 || index >= static_cast<LeafIndex>(rows_.size()) ||
        rows_[static_cast<std::size_t>(index)].leaf != leaf || !parsed ||
        parsed->commitment != evidence::commit_to(salt, statement))
      throw Error{ErrorCode::LogInconsistent, "statement and log disagree"}
          .with("file", where.string())
          .with("leaf", std::to_string(index));
    auto& row = rows_[static_cast<std::size_t>(index)];
    row.statement = statement;
    row.salt = salt;
    return row;
  }

  void take_container(registry::Transaction& tx, const fs::path& path, registry::PackageRow& package) {
    const auto reader = packages::ContainerReader::open(path);
    const auto proof = evidence::parse_proof_text(reader.read(packages::entry::proof));
    if (!proof) throw Error{ErrorCode::PackageUnreadable, "proof"}.with("file", path.string());
    const auto statement_text = reader.read(packages::entry::statement);
    auto& leaf = believe(proof->index, reader.read(packages::entry::leaf), statement_text,
                         reader.read(packages::entry::salt), path);
    leaf.type = "record";
    keep_checkpoint(tx, leaf, proof->checkpoint_note);
    const auto statement = evidence::parse_statement(statement_text);
    const auto xml = reader.read(packages::entry::record);
    const auto read = reader_.read(xml);
    if (!statement || !read) throw Error{ErrorCode::PackageUnreadable, "record"}.with("file", path.string());
    const auto row = record_row(*statement, read.value(), leaf, package.object);
    tx.insert(row);
    for (const auto& attachment : read.value().attachments)
      tx.insert(row.accession, registry::AttachmentRow{attachment.number, attachment.name, attachment.media_type,
                                                       attachment.role, attachment.size, attachment.sha256.hex()});
    if (const auto key = statement->get("idempotency"); !key.empty())
      tx.insert_idempotency(row.unit, std::string{key}, row.digest, row.accession);
    if (const std::string import{statement->get("import")}; !import.empty()) {
      const auto id = std::string{statement->get("source-id")};
      tx.insert_import(import.substr(0, import.size() - id.size() - 1), id, row.accession);
    }
    if (auto entry = ledger_entry(row, xml, reader_)) tx.insert(*entry);
    auto& counters = counters_[row.unit];
    counters.accepted = std::max(counters.accepted, row.unit_counter);
    package.first = package.count == 0 ? row.accession.value : std::min(package.first, row.accession.value);
    package.last = std::max(package.last, row.accession.value);
    ++package.count;
    accessions_.insert(row.accession.value);
    ++report_.records;
    if (progress_) progress_(report_.records);
  }

  static registry::RecordRow record_row(const evidence::Statement& statement, const Record& record,
                                        const registry::LeafRow& leaf, const PackageId& package) {
    const auto text = [&](std::string_view key) { return std::string{statement.get(key)}; };
    registry::RecordRow row;
    row.accession = parse_accession_number(text("accession")).value();
    row.leaf_index = leaf.index;
    row.unit = {text("unit")};
    row.unit_counter = std::stoll(text("unit-counter"));
    row.person = {text("person")};
    row.received_at = parse_instant(text("received")).value();
    row.digest = text("digest");
    row.kind = text("kind");
    row.series = text("series");
    row.title = record.title;
    row.doc_no = record.doc_no;
    row.label = text("label");
    std::string term;
    for (const char c : text("audience") + " ") {
      if (c != ' ') {
        term += c;
      } else if (!term.empty()) {
        row.audience.push_back(std::move(term));
        term.clear();
      }
    }
    row.historical = text("historical") == "yes";
    row.source_system = text("source-system");
    row.source_id = text("source-id");
    row.fonds = text("fonds");
    row.year = std::stoi(text("year"));
    row.retention = text("retention");
    row.package_id = package.text;
    return row;
  }

  void take_log_container(registry::Transaction& tx, const fs::path& path, registry::PackageRow& package) {
    const auto reader = packages::ContainerReader::open(path);
    for (const auto& entry : reader.entries()) {
      if (entry.name.size() < 5 || entry.name.substr(entry.name.size() - 5) != ".leaf") continue;
      const auto stem = entry.name.substr(0, entry.name.size() - 5);
      const auto statement_text = reader.read(stem + ".statement");
      auto& leaf =
          believe(std::stoll(stem), reader.read(entry.name), statement_text, reader.read(stem + ".salt"), path);
      const auto statement = evidence::parse_statement(statement_text);
      if (!statement)
        throw Error{ErrorCode::PackageUnreadable, "statement"}.with("file", path.string()).with("entry", entry.name);
      leaf.type = statement->type();
      if (const auto proof =
              evidence::parse_proof_text(reader.contains(stem + ".proof") ? reader.read(stem + ".proof") : ""))
        keep_checkpoint(tx, leaf, proof->checkpoint_note);
      if (leaf.type == "refusal")
        take_refusal(tx, leaf, *statement, reader.contains(stem + ".findings") ? reader.read(stem + ".findings") : "");
      if (leaf.type == "genesis") take_genesis(tx, *statement);
      if (leaf.type == "day-close") tx.set_mark("day-close " + std::string{statement->get("day")}, leaf.index);
      if (leaf.type == "day-close") opens_after(parse_date(statement->get("day")).value());
      package.first = package.count == 0 ? leaf.index : std::min(package.first, leaf.index);
      package.last = std::max(package.last, leaf.index);
      ++package.count;
    }
  }

  void take_genesis(registry::Transaction& tx, const evidence::Statement& statement) {
    tx.set_meta("origin", std::string{statement.get("origin")});
    const std::string simulated{statement.get("simulated")};
    tx.set_meta("simulated", simulated == "no" ? "" : simulated);
    if (!open_day_) open_day_ = beijing_day(parse_instant(statement.get("created")).value());
  }

  /// Objects come in no order of time: the last 日结 counts.
  void opens_after(Date closed) {
    if (!open_day_ || *open_day_ < next_day(closed)) open_day_ = next_day(closed);
  }

  void take_refusal(registry::Transaction& tx, const registry::LeafRow& leaf, const evidence::Statement& statement,
                    const std::string& findings) {
    registry::RefusalRow row;
    row.leaf_index = leaf.index;
    row.unit = {std::string{statement.get("unit")}};
    row.counter = std::stoll(std::string{statement.get("refusal-counter")});
    row.received_at = parse_instant(statement.get("received")).value();
    row.digest = statement.get("digest");
    row.findings = findings;
    row.codes = crypto::sha256(findings).hex();
    tx.insert(row);
    auto& counters = counters_[row.unit];
    counters.refused = std::max(counters.refused, row.counter);
  }

  void keep_checkpoint(registry::Transaction& tx, registry::LeafRow& leaf, const std::string& note) {
    const auto checkpoint = evidence::parse_checkpoint(note);
    if (!checkpoint)
      throw Error{ErrorCode::PackageUnreadable, "checkpoint of a proof"}.with("leaf", std::to_string(leaf.index));
    leaf.group_size = checkpoint->size;
    if (checkpoints_.insert(checkpoint->size).second) tx.insert_checkpoint(checkpoint->size, note);
  }

  /// A package's leaf follows from the package; its place is found by its commitment.
  void take_package_leaves(registry::Transaction& tx) {
    std::map<std::string, LeafIndex> unexplained;
    for (const auto& row : rows_)
      if (row.type.empty())
        if (const auto leaf = evidence::parse_leaf(row.leaf)) unexplained[leaf->commitment.hex()] = row.index;
    for (auto& package : packages_) {
      const auto statement = ingest::package_statement(package).text();
      const auto salt = ingest::package_salt(statement);
      const auto found = unexplained.find(evidence::commit_to(salt, statement).hex());
      if (found == unexplained.end()) {
        report_.findings.push_back({"rebuild.package-without-leaf",
                                    Severity::Warning,
                                    package.object.text,
                                    0,
                                    {"存档信息包在日志中没有对应的一条", "no leaf of the log stands for this package"},
                                    {"请运行 cundang verify 查明", "run cundang verify"}});
        continue;
      }
      auto& row = rows_[static_cast<std::size_t>(found->second)];
      row.type = "package";
      row.statement = statement;
      row.salt = salt;
      package.leaf_index = row.index;
      tx.insert(package);
    }
  }

  void finish(registry::Transaction& tx) {
    evidence::Tree tree{[](int level, std::int64_t index) -> std::string {
      throw Error{ErrorCode::LogInconsistent, "tile"}.with("tile", evidence::tile_path(level, index));
    }};
    for (const auto& row : rows_) {
      tree.append(evidence::leaf_hash(row.leaf));
      for (const auto& tile : tree.take_completed()) tx.insert(tile);
      if (row.type.empty())
        report_.findings.push_back(
            {"rebuild.unexplained-leaf",
             Severity::Warning,
             "log/" + std::to_string(row.index),
             0,
             {"此条日志没有存档信息包可循：收到后尚未入库即丢失登记库", "no package explains this leaf"},
             {"请从登记库备份恢复", "restore the registry from a backup"}});
      else
        ++report_.explained;
      tx.insert(row);
    }
    if (tree.root() != log_.checkpoint.root)
      throw Error{ErrorCode::LogInconsistent, "the leaves do not lead to the checkpoint"};
    if (checkpoints_.insert(log_.checkpoint.size).second) tx.insert_checkpoint(log_.checkpoint.size, log_.note);
    for (auto& [code, counters] : counters_) {
      counters.unit = code;
      tx.set_counters(counters);
    }
    if (!open_day_) throw Error{ErrorCode::LogInconsistent, "leaf 0 is missing"};
    tx.set_meta("open_day", to_text(*open_day_));
    const auto last = accessions_.empty() ? 0 : *accessions_.rbegin();
    tx.set_mark("package", last);
    tx.set_mark("settle", last);
    tx.set_mark("publish", log_.checkpoint.size);
    tx.set_mark("log-package", log_.checkpoint.size);
  }

  void index(const registry::Registry& registry) {
    indexer::IndexWriter writer{layout_.index()};
    std::int64_t done = 0;
    for (;;) {
      const auto rows = registry.records(done, 500);
      if (rows.empty()) break;
      for (const auto& row : rows) {
        const auto path = store_.path_of({row.package_id}, packages::container_name(row.accession));
        const auto read = reader_.read(packages::ContainerReader::open(path).read(packages::entry::record));
        if (!read) throw Error{ErrorCode::PackageUnreadable, "record"}.with("file", path.string());
        writer.put(make_index_entry(read.value(), row));
        done = row.accession.value;
      }
      if (progress_) progress_(done);
    }
    writer.commit(done);
  }

  DataLayout layout_;
  const std::function<void(std::int64_t)>& progress_;
  PublishedLog log_;
  packages::PackageStore store_;
  RecordReader reader_;
  RebuildReport report_;
  std::vector<registry::LeafRow> rows_;
  std::vector<registry::PackageRow> packages_;
  std::map<UnitCode, registry::UnitCounters> counters_;
  std::set<TreeSize> checkpoints_;
  std::set<std::int64_t> accessions_;
  std::optional<Date> open_day_;
};

}  // namespace

RebuildReport rebuild(const fs::path& archive, const fs::path& to,
                      const std::function<void(std::int64_t done)>& progress) {
  const DataLayout layout{to};
  if (!fs::exists(archive / "packages") || !fs::exists(archive / "log"))
    throw Error{ErrorCode::FileUnreadable,
                Text{"不是存档目录：缺少 packages/ 或 log/", "no archive folder: packages/ or log/ is missing"},
                Text{"请指明含 packages/ 与 log/ 的目录", "name the folder that holds packages/ and log/"}}
        .with("from", archive.string());
  UnfinishedMark mark{layout};
  for (const auto& folder : {layout.archive(), layout.spool(), layout.index(), layout.registry().parent_path(),
                             layout.accounts().parent_path()})
    packages::make_directories_durably(folder);
  fs::copy(archive, layout.archive(), fs::copy_options::recursive);
  packages::sync_filesystem(layout.archive());
  auto report = Rebuilder{layout.archive(), layout, progress}.run();
  mark.done();
  return report;
}

}  // namespace cundang::app
