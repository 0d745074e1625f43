// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/exported_archive.h"

#include <algorithm>

#include "archive/evidence/checkpoint.h"
#include "archive/evidence/statement.h"
#include "archive/packages/container.h"
#include "archive/packages/package_store.h"
#include "archive/verify/archive_verify.h"
#include "schema/xml/record_reader.h"
#include "server/app/ledger_entries.h"
#include "server/app/log_facts.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

/// Reads the objects of a store one by one.
class Exported {
 public:
  explicit Exported(const fs::path& archive) : store_{archive / "packages"} {}

  ExportedArchive read() {
    for (const auto& id : store_.list()) {
      const bool log = id.text.starts_with("urn:cundang:package:log:");
      for (const auto& file : store_.open(id).files)
        if (log)
          take_log(file.path);
        else
          take_record(file.path);
    }
    const auto by_leaf = [](const auto& a, const auto& b) { return a.leaf < b.leaf; };
    std::sort(made_.entries.begin(), made_.entries.end(), by_leaf);
    std::sort(made_.facts.filed.begin(), made_.facts.filed.end(), by_leaf);
    std::sort(made_.facts.refused.begin(), made_.facts.refused.end(), by_leaf);
    std::sort(made_.facts.day_closes.begin(), made_.facts.day_closes.end(), by_leaf);
    made_.last_day = beijing_day(last_);
    return std::move(made_);
  }

 private:
  evidence::Statement statement_of(const std::string& text, const fs::path& where) {
    auto statement = evidence::parse_statement(text);
    if (!statement) throw Error{ErrorCode::PackageUnreadable, "statement"}.with("file", where.string());
    last_ = std::max(last_, parse_instant(statement->get("received")).value_or(Instant{}));
    return std::move(*statement);
  }

  void take_record(const fs::path& path) {
    const auto container = packages::ContainerReader::open(path);
    const auto statement = statement_of(container.read(packages::entry::statement), path);
    const auto proof = evidence::parse_proof_text(container.read(packages::entry::proof));
    if (!proof) throw Error{ErrorCode::PackageUnreadable, "proof"}.with("file", path.string());
    add_statement(made_.facts, proof->index, statement, 0);
    const auto& filed = made_.facts.filed.back();
    const auto xml = container.read(packages::entry::record);
    registry::RecordRow row;
    row.leaf_index = proof->index;
    row.accession = filed.number;
    row.kind = filed.kind;
    row.series = statement.get("series");
    row.historical = filed.historical;
    auto record = reader_.read(xml);
    if (!record) throw Error{ErrorCode::PackageUnreadable, "record"}.with("file", path.string());
    row.title = record.value().title;
    if (!ledger_entry(row, xml, reader_)) return;
    made_.entries.push_back({proof->index,
                             filed.number,
                             filed.received,
                             filed.unit,
                             {std::string{statement.get("person")}},
                             std::move(record.value())});
  }

  void take_log(const fs::path& path) {
    const auto container = packages::ContainerReader::open(path);
    for (const auto& entry : container.entries()) {
      if (!entry.name.ends_with(".statement")) continue;
      const auto stem = entry.name.substr(0, entry.name.size() - std::string_view{".statement"}.size());
      TreeSize checkpoint = 0;
      if (const auto name = stem + ".proof"; container.contains(name))
        if (const auto proof = evidence::parse_proof_text(container.read(name)))
          if (const auto note = evidence::parse_checkpoint(proof->checkpoint_note)) checkpoint = note->size;
      add_statement(made_.facts, std::stoll(stem), statement_of(container.read(entry.name), path), checkpoint);
    }
  }

  packages::PackageStore store_;
  RecordReader reader_;
  ExportedArchive made_;
  Instant last_;
};

}  // namespace

TreeSize ExportedArchive::known_on(Date on) const {
  // A day that is closed is known by its day-close, however long nothing was filed after it.
  for (const auto& close : facts.day_closes)
    if (close.day == on) return close.leaf + 1;
  return last_day <= on ? facts.size : 0;
}

ExportedArchive read_exported(const fs::path& archive) {
  if (!fs::exists(archive / "packages") || !fs::exists(archive / "log"))
    throw Error{ErrorCode::FileUnreadable,
                Text{"不是存档目录：缺少 packages/ 或 log/", "no archive folder: packages/ or log/ is missing"},
                Text{"请指明含 packages/ 与 log/ 的目录", "name the folder that holds packages/ and log/"}}
        .with("from", archive.string());
  const auto report = verify::verify_archive(archive);
  if (!report.ok())
    throw Error{ErrorCode::VerificationFailed, report.findings.front().reason, report.findings.front().cure}.with(
        "place", report.findings.front().place);
  auto read = Exported{archive}.read();
  // Beyond what packages explain, entries may be missing: that is not a prefix.
  read.facts.size = report.packaged_size;
  std::erase_if(read.entries, [&](const Entry& entry) { return entry.leaf >= report.packaged_size; });
  return read;
}

}  // namespace cundang::app
