// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/packager.h"

#include <algorithm>
#include <map>

#include "archive/crypto/digest.h"
#include "archive/evidence/checkpoint.h"
#include "archive/evidence/leaf.h"
#include "archive/ingest/package_metadata.h"
#include "archive/ingest/receipts.h"
#include "archive/packages/container.h"

namespace cundang::ingest {
namespace {

constexpr std::size_t batch_records_max = 200;

Instant logged_of(const registry::LeafRow& leaf) {
  const auto parsed = evidence::parse_leaf(leaf.leaf);
  if (!parsed) throw Error{ErrorCode::LogInconsistent, "unreadable leaf"}.with("leaf", std::to_string(leaf.index));
  return parsed->logged;
}

std::string class_of(const registry::RecordRow& row) {
  return row.fonds + ":" + std::to_string(row.year) + ":" + row.retention;
}

}  // namespace

/// Neighbours of one class on their way into one object.
struct Packager::Batch {
  NewPackage package;
  packages::PackageDraft draft;
  std::int64_t bytes = 0;
};

std::vector<NewPackage> Packager::package(const std::vector<registry::RecordRow>& rows,
                                          const evidence::Tree& tree) const {
  std::map<AccessionNumber, registry::JournalRow> journal;
  for (auto& row : registry_.journal_after(rows.front().accession.value - 1, static_cast<int>(rows.size())))
    journal.emplace(row.accession, std::move(row));
  std::vector<NewPackage> packages;
  std::vector<packages::StagedPackage> staged;
  std::map<std::string, Batch> open;
  const auto close = [&](Batch& batch) {
    if (batch.draft.files.empty()) return;
    batch.draft.created = batch.package.last_logged;
    staged.push_back(store_.stage(batch.draft));
    packages.push_back(std::move(batch.package));
    batch = {};
  };
  for (const auto& row : rows) {
    const auto bytes = journal.find(row.accession);
    const auto leaf = registry_.leaf(row.leaf_index);
    if (bytes == journal.end() || !leaf)
      throw Error{ErrorCode::RegistryUnreadable, "no bytes in the journal"}.with("record", to_text(row.accession));
    const auto parts = parts_of(row, bytes->second, *leaf, tree);
    const auto size = packages::container_size_bound(parts);
    auto& batch = open[class_of(row)];
    if (batch.draft.files.size() >= batch_records_max || batch.bytes + size > packages::batch_bytes_max) close(batch);
    if (batch.draft.files.empty()) {
      batch.package.row.object = {"urn:cundang:package:" + class_of(row) + ":" + to_text(row.accession)};
      batch.package.row.package_class = class_of(row);
      batch.package.row.first = row.accession.value;
      batch.draft.id = batch.package.row.object;
      batch.draft.package_class = class_of(row);
    }
    batch.bytes += size;
    batch.package.row.last = row.accession.value;
    ++batch.package.row.count;
    batch.package.last_logged = logged_of(*leaf);
    batch.package.records.push_back(row.accession);
    batch.draft.files.push_back(file_of(parts, size));
  }
  for (auto& [package_class, batch] : open) close(batch);
  commit(packages, std::move(staged));
  return packages;
}

/// Small containers are made in memory; a large one is streamed into the store's own workspace.
packages::PackageFile Packager::file_of(const packages::ContainerParts& parts, std::int64_t size_bound) const {
  packages::PackageFile file;
  file.name = packages::container_name(parts.accession);
  if (size_bound <= packages::batch_bytes_max) {
    file.bytes = packages::write_container(parts);
  } else {
    file.source = store_.workspace() / file.name;
    std::filesystem::remove(file.source);
    packages::write_container(parts, file.source);
  }
  return file;
}

void Packager::commit(std::vector<NewPackage>& packages, std::vector<packages::StagedPackage> staged) const {
  const auto stored = store_.commit(std::move(staged));
  for (std::size_t i = 0; i < packages.size(); ++i) packages[i].row.inventory = stored[i].inventory.hex();
}

packages::ContainerParts Packager::parts_of(const registry::RecordRow& row, const registry::JournalRow& journal,
                                            const registry::LeafRow& leaf, const evidence::Tree& tree) const {
  packages::ContainerParts parts;
  parts.accession = row.accession;
  parts.received_at = row.received_at;
  parts.record_xml = journal.record_xml;
  const auto attachments = registry_.attachments(row.accession);
  for (const auto& attachment : attachments) {
    const auto digest = Sha256::from_hex_text(attachment.sha256);
    if (!digest) throw Error{ErrorCode::RegistryUnreadable, "attachment digest"}.with("record", to_text(row.accession));
    parts.attachments.push_back(
        {attachment.number, attachment.name, attachment.media_type, attachment.size, *digest, spool_.path_of(*digest)});
  }
  parts.signatures = journal.signatures;
  parts.statement = leaf.statement;
  parts.salt = leaf.salt;
  parts.leaf = leaf.leaf;
  parts.proof_text = proof_of(leaf, tree);
  parts.envelope = envelope_xml(row, leaf.statement);
  const auto findings = findings_from_text(journal.findings);
  parts.findings = findings_xml(findings);
  parts.metadata = metadata_xml(row, journal.record_xml, attachments, leaf, findings.size());
  return parts;
}

std::string Packager::proof_of(const registry::LeafRow& leaf, const evidence::Tree& tree) const {
  return evidence::proof_text(leaf.index, tree.inclusion_proof(leaf.index, leaf.group_size),
                              registry_.checkpoint(leaf.group_size));
}

NewPackage Packager::package_log(const std::vector<registry::LeafRow>& leaves, const evidence::Tree& tree) const {
  NewPackage package;
  package.last_logged = logged_of(leaves.back());
  package.row.package_class = "log";
  package.row.first = leaves.front().index;
  package.row.last = leaves.back().index;
  package.row.count = static_cast<std::int64_t>(leaves.size());
  package.row.object = {"urn:cundang:package:log:L" + packages::leaf_stem(leaves.front().index)};
  std::vector<packages::LogEntryParts> entries;
  for (const auto& leaf : leaves) {
    const auto refusal = leaf.type == "refusal" ? registry_.refusal(leaf.index) : std::nullopt;
    entries.push_back({leaf.index, logged_of(leaf), leaf.leaf, leaf.statement, leaf.salt, proof_of(leaf, tree),
                       refusal ? refusal->findings : ""});
  }
  packages::PackageDraft draft{package.row.object, "log", package.last_logged, {}};
  draft.files.push_back(
      {packages::log_container_name(package.row.first, package.row.last), packages::write_log_container(entries), {}});
  std::vector<NewPackage> one{std::move(package)};
  std::vector<packages::StagedPackage> staged;
  staged.push_back(store_.stage(draft));
  commit(one, std::move(staged));
  return std::move(one.front());
}

evidence::Statement package_statement(const registry::PackageRow& row) {
  const bool log = row.package_class == "log";
  evidence::Statement statement{"package"};
  statement.add("object", row.object.text)
      .add("version", "1")
      .add("inventory", row.inventory)
      .add("records", std::to_string(row.count))
      .add("first", log ? std::to_string(row.first) : to_text(AccessionNumber{row.first}))
      .add("last", log ? std::to_string(row.last) : to_text(AccessionNumber{row.last}));
  return statement;
}

std::string package_salt(std::string_view statement) {
  return std::string{crypto::sha256("cundang-package-salt/1\n", statement).bytes()};
}

void register_package(Group& group, const NewPackage& package) {
  auto row = package.row;
  row.leaf_index = group.next_leaf();
  group.tx().insert(row);
  for (const auto& record : package.records) group.tx().set_package(record, row.object);
  const auto statement = package_statement(row);
  group.append(statement, package_salt(statement.text()), package.last_logged);
}

}  // namespace cundang::ingest
