// SPDX-License-Identifier: GPL-3.0-or-later
// The order keeps the promise: what left the house, then the registry at one commit, then what that registry names. So
// nothing of the archive in a generation is newer than its registry, and nothing its registry names is missing.
#include "server/app/backup.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
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
#include "archive/registry/registry.h"
#include "archive/registry/snapshot.h"
#include "archive/verify/archive_verify.h"
#include "schema/model/error.h"
#include "server/accounts/snapshot.h"
#include "server/app/archive.h"
#include "server/app/backup_shelf.h"

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

/// Relative path → SHA-256 in hex, as `sha256sum` writes and reads it.
using Manifest = std::map<std::string, std::string>;

std::string to_text(const Manifest& manifest) {
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

/// One generation while it is being written.
class Generation {
 public:
  Generation(const DataLayout& from, fs::path root, fs::path previous, const BackupOptions& options,
             BackupReport& report)
      : from_{from}, to_{std::move(root)}, previous_{std::move(previous)}, options_{options}, report_{report} {
    if (shares()) before_ = read_manifest(previous_ / manifest_name);
  }

  void write() {
    packages::make_directories(to_.root);
    fs::permissions(to_.root, fs::perms::owner_all);
    take_outside();
    take_registry();
    const registry::Registry snapshot{to_.registry(), registry::Registry::Mode::ReadOnly};
    take_packages(snapshot);
    take_spool(snapshot);
    take_log(snapshot);
    take_accounts();
    if (fs::exists(from_.settings())) take(from_.settings());
    report_.records = snapshot.last_accession();
  }

  /// Everything durable, then every byte from the disk again.
  void check() {
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

  /// What it is, the digests of all its files, and the archive's seal over them.
  void seal(Instant made, Instant now) {
    const auto note = packages::read_bounded(to_.log() / "checkpoint", small_file_max);
    const auto about = about_text(made, note);
    packages::write_durably(to_.root / about_name, about);
    manifest_[about_name] = crypto::sha256(about).hex();
    const auto manifest = to_text(manifest_);
    packages::write_durably(to_.root / manifest_name, manifest);
    if (!fs::exists(from_.keys() / "seal.key")) return;
    const auto seal =
        crypto::KeyStore::load(from_.keys()).seal({{manifest_name, crypto::sha256(manifest), "text/plain"}}, now);
    const auto seen = crypto::check_seal(seal, packages::read_bounded(to_.log() / "ca.pem", small_file_max));
    if (!seen.problem.empty()) throw Error{ErrorCode::KeyUnusable, "the seal does not hold: " + seen.problem};
    packages::write_durably(to_.root / seal_name, seal);
    report_.sealed = true;
  }

 private:
  /// First: a checkpoint in it must not be ahead of the registry's log.
  void take_outside() {
    const auto outside = from_.log() / "outside";
    if (!fs::exists(outside)) return;
    for (const auto& each : fs::recursive_directory_iterator{outside})
      if (each.is_regular_file() && each.path().extension() != ".tmp") take(each.path());
  }

  void take_registry() {
    packages::make_directories(to_.registry().parent_path());
    registry::copy_registry(from_.registry(), to_.registry());
    fs::permissions(to_.registry(), fs::perms::owner_read | fs::perms::owner_write);
  }

  /// Those the snapshot knows; they stand in their place before the registry names them. Of a newer one the snapshot
  /// still has the bytes in its journal, and packages them again in its own way.
  void take_packages(const registry::Registry& snapshot) {
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
  void take_spool(const registry::Registry& snapshot) {
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

  void take_attachment(const registry::RecordRow& row, const registry::AttachmentRow& attachment) {
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
  void take_log(const registry::Registry& snapshot) {
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

  void take_accounts() {
    if (!fs::exists(from_.accounts())) return;
    packages::make_directories(to_.accounts().parent_path());
    accounts::copy_accounts(from_.accounts(), to_.accounts());
  }

  std::string about_text(Instant made, const std::string& note) const {
    const auto checkpoint = evidence::parse_checkpoint(note);
    if (!checkpoint) throw Error{ErrorCode::LogInconsistent, "no checkpoint in the copy"};
    std::string text = "cundang-backup/1\n";
    text += "origin " + checkpoint->origin + "\n";
    text += "made " + cundang::to_text(made) + "\n";
    text += "size " + std::to_string(checkpoint->size) + "\n";
    text += "root " + checkpoint->root.hex() + "\n";
    text += "records " + std::to_string(report_.records) + "\n";
    if (shares()) text += "previous " + previous_.filename().string() + "\n";
    return text + "without keys\nwithout witness\nwithout index\n";
  }

  bool shares() const { return !previous_.empty() && !options_.full; }
  std::string relative_of(const fs::path& file) const { return file.lexically_relative(from_.root).string(); }

  /// A file of the data directory that never changes once it stands, or a small one.
  void take(const fs::path& file) {
    const auto path = relative_of(file);
    const auto before = before_.find(path);
    std::error_code gone;
    const bool same = before != before_.end() && file != from_.settings() &&
                      fs::file_size(previous_ / path, gone) == fs::file_size(file, gone) && !gone;
    if (!(same && link(path))) copy(file, path);
  }

  /// @returns false where the medium has no hard links.
  bool link(const std::string& path) {
    const auto target = to_.root / path;
    packages::make_directories(target.parent_path());
    if (packages::fault_before("link", target.string()) > 0) return false;
    std::error_code refused;
    fs::create_hard_link(previous_ / path, target, refused);
    if (refused) return false;
    linked_[path] = true;
    if (const auto before = before_.find(path); before != before_.end()) written_[path] = before->second;
    return true;
  }

  void copy(const fs::path& file, const std::string& path) {
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

  void advance(std::int64_t bytes) {
    moved_ += bytes;
    if (options_.progress) options_.progress(moved_);
  }

  DataLayout from_, to_;
  fs::path previous_;  ///< the last good one; empty for the first
  const BackupOptions& options_;
  BackupReport& report_;
  Manifest before_, written_, manifest_;
  std::map<std::string, bool> linked_;
  std::int64_t moved_ = 0;
};

bool lies_in(const fs::path& inner, const fs::path& outer) {
  const auto relative = fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer)).string();
  return !relative.empty() && !relative.starts_with("..");
}

void refuse_nesting(const DataLayout& layout, const fs::path& to) {
  if (lies_in(to, layout.root) || lies_in(layout.root, to))
    throw Error{
        ErrorCode::UsageError,
        Text{"备份目录与数据目录互相包含", "the folder of the backups and the data directory lie in one another"},
        Text{"请把备份放到另一块磁盘上", "put the backups on another disk"}}
        .with("to", to.string());
}

void refuse_another_archive(const DataLayout& layout, const fs::path& previous) {
  const auto vkey = [](const fs::path& root) {
    return packages::read_bounded(DataLayout{root}.log() / "vkey", small_file_max);
  };
  if (vkey(layout.root) != vkey(previous))
    throw Error{ErrorCode::UsageError,
                Text{"此目录存放另一个存档的备份", "the folder holds the backups of another archive"},
                Text{"请为每个存档各用一个备份目录", "use a folder of its own for each archive"}}
        .with("generation", previous.string());
}

bool on_one_disk(const fs::path& a, const fs::path& b) {
  struct stat first {
  }, second{};
  return ::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0 && first.st_dev == second.st_dev;
}

Instant real_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace

BackupReport back_up(const DataLayout& layout, const fs::path& to, const BackupOptions& options) {
  const auto clock = Archive::clock_of(layout, {});  // refuses what is no archive
  refuse_nesting(layout, to);
  const BackupShelf shelf{to};
  const auto generations = shelf.generations();
  BackupReport report;
  report.same_disk = on_one_disk(layout.root, to);
  const auto made = real_now();
  const auto last = generations.empty() ? fs::path{} : shelf.path_of(generations.back());
  if (!last.empty()) refuse_another_archive(layout, last);
  if (!options.full) report.previous = last.filename().string();
  try {
    Generation generation{layout, shelf.unfinished(), last, options, report};
    generation.write();
    generation.check();
    if (has_fault(report.findings)) {
      packages::remove_tree(shelf.unfinished());
      return report;
    }
    generation.seal(made, clock->now());
    packages::sync_filesystem(to);
  } catch (...) {
    std::error_code ignored;  // the next run removes it as well; what went wrong first is what counts
    fs::remove_all(shelf.unfinished(), ignored);
    throw;
  }
  report.generation = shelf.finish(generation_name(made));
  if (options.keep > 0)
    for (auto all = shelf.generations(); static_cast<int>(all.size()) > options.keep; all.erase(all.begin())) {
      shelf.remove(all.front());
      report.removed.push_back(all.front());
    }
  return report;
}

}  // namespace cundang::app
