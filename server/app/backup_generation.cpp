// SPDX-License-Identifier: GPL-3.0-or-later
// The order keeps the promise: what left the house, then the registry at one commit, then what that registry names. So
// nothing of the archive in a generation is newer than its registry, and nothing its registry names is missing.
#include "server/app/backup_generation.h"

#include <algorithm>
#include <cstring>
#include <sstream>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/crypto/seal_check.h"
#include "archive/evidence/checkpoint.h"
#include "archive/ingest/log_state.h"
#include "archive/ingest/publication.h"
#include "archive/packages/container.h"
#include "archive/packages/container_layout.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/fault_hook.h"
#include "archive/packages/file_digest.h"
#include "archive/packages/log_files.h"
#include "archive/packages/package_store.h"
#include "archive/registry/snapshot.h"
#include "archive/verify/archive_verify.h"
#include "schema/model/error.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.sha256";
constexpr const char* seal_name = "manifest.signatures.xml";
constexpr const char* about_name = "backup.txt";
constexpr std::int64_t manifest_size_max = std::int64_t{1} << 32U;
constexpr std::int64_t small_file_max = 1 << 20;
constexpr std::size_t piece = 256U << 10U;
constexpr int rows_at_once = 500;

using Manifest = std::map<std::string, std::string>;

std::string as_text(const Manifest& manifest) {
  std::string text;
  for (const auto& [path, digest] : manifest) text.append(digest).append("  ").append(path).append("\n");
  return text;
}

Manifest read_manifest(const fs::path& file) {
  Manifest manifest;
  std::istringstream lines{packages::read_bounded(file, manifest_size_max)};
  constexpr std::size_t digest_length = 64;
  for (std::string line; std::getline(lines, line);)
    if (line.size() > digest_length + 2) manifest[line.substr(digest_length + 2)] = line.substr(0, digest_length);
  return manifest;
}

Finding changed(const std::string& path) {
  return {"backup.differs",
          Severity::Fault,
          path,
          0,
          {"读回的内容与写入时不同", "what was read back is not what was written"},
          {"请检查备份介质；用 --full 另作一份不依赖旧备份的备份",
           "check the medium of the backup; make one that does not share files with earlier ones: --full"}};
}

}  // namespace

BackupGeneration::BackupGeneration(const DataLayout& from, fs::path root, fs::path previous,
                                   const BackupOptions& options, BackupReport& report)
    : from_{from}, to_{std::move(root)}, previous_{std::move(previous)}, options_{options}, report_{report} {
  if (shares()) before_ = read_manifest(previous_ / manifest_name);
}

void BackupGeneration::write() {
  packages::make_directories(to_.root);
  fs::permissions(to_.root, fs::perms::owner_all);
  take_outside();
  take_database(from_.registry());
  const registry::Registry snapshot{to_.registry(), registry::Registry::Mode::ReadOnly};
  take_packages(snapshot);
  take_spool(snapshot);
  take_log(snapshot);
  if (fs::exists(from_.accounts())) take_database(from_.accounts());
  if (fs::exists(from_.settings())) take(from_.settings());
  report_.records = snapshot.last_accession();
}

void BackupGeneration::check() {
  packages::sync_filesystem(to_.root);
  for (const auto& each : fs::recursive_directory_iterator{to_.root}) {
    if (!each.is_regular_file()) continue;
    const auto path = fs::relative(each.path(), to_.root).string();
    packages::drop_from_cache(each.path());
    const auto digest = packages::sha256_of_file(each.path()).hex();
    const auto expected = written_.find(path);
    if (expected != written_.end() && expected->second != digest) report_.findings.push_back(changed(path));
    manifest_[path] = digest;
    ++report_.files;
    const auto size = static_cast<std::int64_t>(each.file_size());
    report_.bytes += size;
    if (!linked_.contains(path)) {
      ++report_.new_files;
      report_.new_bytes += size;
    }
    advance(size);
  }
  verify::VerifyOptions how;
  if (!previous_.empty()) {
    // A log that did not grow from the one backed up before was put back or replaced: that must not pass for a
    // backup.
    const auto note = packages::read_bounded(DataLayout{previous_}.log() / "checkpoint", small_file_max);
    if (auto held = verify::parse_held_head(previous_.filename().string(), note)) how.against = {std::move(*held)};
  }
  auto verified = verify::verify_archive(to_.archive(), how);
  std::move(verified.findings.begin(), verified.findings.end(), std::back_inserter(report_.findings));
}

void BackupGeneration::seal(Instant made, Instant now) {
  const auto note = packages::read_bounded(to_.log() / "checkpoint", small_file_max);
  const auto about = about_text(made, note);
  packages::write_durably(to_.root / about_name, about);
  manifest_[about_name] = crypto::sha256(about).hex();
  const auto manifest = as_text(manifest_);
  packages::write_durably(to_.root / manifest_name, manifest);
  if (!fs::exists(from_.keys() / "seal.key")) return;
  const auto seal =
      crypto::KeyStore::load(from_.keys()).seal({{manifest_name, crypto::sha256(manifest), "text/plain"}}, now);
  const auto seen = crypto::check_seal(seal, packages::read_bounded(to_.log() / "ca.pem", small_file_max));
  if (!seen.problem.empty()) throw Error{ErrorCode::KeyUnusable, "the seal does not hold: " + seen.problem};
  packages::write_durably(to_.root / seal_name, seal);
  report_.sealed = true;
}

/// First: a checkpoint in it must not be ahead of the registry's log.
void BackupGeneration::take_outside() {
  const auto outside = from_.log() / "outside";
  if (!fs::exists(outside)) return;
  for (const auto& each : fs::recursive_directory_iterator{outside})
    if (each.is_regular_file() && each.path().extension() != ".tmp") take(each.path());
}

void BackupGeneration::take_database(const fs::path& file) {
  const auto path = relative_of(file);
  packages::make_directories((to_.root / path).parent_path());
  registry::copy_database(file, to_.root / path);
  written_[path] = packages::sha256_of_file(to_.root / path).hex();
}

/// Those the snapshot knows; they stand in their place before the registry names them. Of a newer one the snapshot
/// still has the bytes in its journal, and packages them again in its own way.
void BackupGeneration::take_packages(const registry::Registry& snapshot) {
  packages::PackageStore::create(to_.packages());
  const packages::PackageStore store{from_.packages()};
  for (const auto& id : store.list()) {
    if (!snapshot.package(id)) continue;
    const auto object = store.path_of(id, "any").parent_path().parent_path().parent_path();
    for (const auto& each : fs::recursive_directory_iterator{object})
      if (each.is_regular_file()) take(each.path());
  }
}

/// Attachments of what the snapshot has not packaged.
void BackupGeneration::take_spool(const registry::Registry& snapshot) {
  packages::make_directories(to_.spool());
  for (auto after = std::max<std::int64_t>(0, snapshot.mark("package"));;) {
    const auto rows = snapshot.records(after, rows_at_once);
    if (rows.empty()) return;
    for (const auto& row : rows) {
      for (const auto& attachment : snapshot.attachments(row.accession)) take_attachment(row, attachment);
      after = row.accession.value;
    }
  }
}

void BackupGeneration::take_attachment(const registry::RecordRow& row, const registry::AttachmentRow& attachment) {
  const auto place = from_.spool() / attachment.sha256.substr(0, 2) / attachment.sha256;
  try {
    take(place);
    return;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::FileUnreadable || fs::exists(place)) throw;
  }
  // Packaged since the snapshot: its bytes are in the container now.
  const registry::Registry live{from_.registry(), registry::Registry::Mode::ReadOnly};
  const auto now = live.record(row.accession);
  if (!now || now->package_id.empty()) throw Error{ErrorCode::FileUnreadable}.with("file", place.string());
  const auto container =
      packages::PackageStore{from_.packages()}.path_of({now->package_id}, packages::container_name(row.accession));
  const auto bytes = packages::ContainerReader::open(container).read(
      packages::attachment_entry(attachment.number, attachment.name), attachment.size);
  const auto target = to_.spool() / attachment.sha256.substr(0, 2) / attachment.sha256;
  packages::make_directories(target.parent_path());
  packages::write_unsynced(target, bytes);
  written_[relative_of(place)] = attachment.sha256;
}

/// The log as the snapshot has it: the published files may be behind it or ahead. Full tiles never change.
void BackupGeneration::take_log(const registry::Registry& snapshot) {
  for (const auto* name : {"vkey", "ca.pem"}) take(from_.log() / name);
  TreeSize published = 0;
  if (shares()) {
    const auto note = packages::read_bounded(DataLayout{previous_}.log() / "checkpoint", small_file_max);
    if (const auto checkpoint = evidence::parse_checkpoint(note)) published = checkpoint->size;
    const auto tiles = DataLayout{previous_}.log() / "tile";
    if (fs::exists(tiles))
      for (const auto& each : fs::recursive_directory_iterator{tiles})
        if (each.is_regular_file() && each.path().parent_path().extension() != ".p")
          if (!link(fs::relative(each.path(), previous_).string())) published = 0;  // no links here: write them all
  }
  const auto tree = ingest::load_tree(snapshot);
  if (published > tree.size()) published = 0;  // rolled back: check() will say so
  packages::LogPublisher publisher{to_.log()};
  ingest::publish(snapshot, publisher, tree, published);
  packages::write_durably(to_.log() / "checkpoint", snapshot.checkpoint(tree.size()));
  report_.size = tree.size();
}

std::string BackupGeneration::about_text(Instant made, const std::string& note) const {
  const auto checkpoint = evidence::parse_checkpoint(note);
  if (!checkpoint) throw Error{ErrorCode::LogInconsistent, "no checkpoint in the copy"};
  std::string text = "cundang-backup/1\n";
  text += "origin " + checkpoint->origin + "\n";
  text += "made " + to_text(made) + "\n";
  text += "size " + std::to_string(checkpoint->size) + "\n";
  text += "root " + checkpoint->root.hex() + "\n";
  text += "records " + std::to_string(report_.records) + "\n";
  if (shares()) text += "previous " + previous_.filename().string() + "\n";
  return text + "without keys\nwithout witness\nwithout index\n";
}

std::string BackupGeneration::relative_of(const fs::path& file) const {
  return file.lexically_relative(from_.root).string();
}

void BackupGeneration::take(const fs::path& file) {
  const auto path = relative_of(file);
  const auto before = before_.find(path);
  std::error_code gone;
  const bool same = before != before_.end() && file != from_.settings() &&
                    fs::file_size(previous_ / path, gone) == fs::file_size(file, gone) && !gone;
  if (!(same && link(path))) copy(file, path);
}

bool BackupGeneration::link(const std::string& path) {
  const auto target = to_.root / path;
  packages::make_directories(target.parent_path());
  if (packages::fault_before("link", target.string()) > 0) return false;
  std::error_code refused;
  fs::create_hard_link(previous_ / path, target, refused);
  if (refused) return false;
  linked_.insert(path);
  if (const auto before = before_.find(path); before != before_.end()) written_[path] = before->second;
  return true;
}

void BackupGeneration::copy(const fs::path& file, const std::string& path) {
  const auto target = to_.root / path;
  packages::make_directories(target.parent_path());
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in{std::fopen(file.c_str(), "rbe"), &std::fclose};
  if (!in) throw Error{ErrorCode::FileUnreadable, std::strerror(errno)}.with("file", file.string());
  packages::OutputFile out{target, packages::OutputFile::Existing::Refuse};
  crypto::Hasher hasher{crypto::Hasher::Algorithm::Sha256};
  std::vector<char> buffer(piece);
  while (const auto got = std::fread(buffer.data(), 1, buffer.size(), in.get())) {
    hasher.update({buffer.data(), got});
    out.write({buffer.data(), got});
    advance(static_cast<std::int64_t>(got));
  }
  if (std::ferror(in.get()) != 0)
    throw Error{ErrorCode::FileUnreadable, std::strerror(errno)}.with("file", file.string());
  written_[path] = Sha256::from_bytes(hasher.finish())->hex();
}

void BackupGeneration::advance(std::int64_t bytes) {
  moved_ += bytes;
  if (options_.progress) options_.progress(moved_);
}

}  // namespace cundang::app
