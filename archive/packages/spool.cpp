// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <shared_mutex>

#include "schema/model/error.h"

namespace cundang::packages {
namespace {

constexpr std::size_t few_files = 4;  // up to here single syncs cost less than one of the whole file system

/// A file released in the meantime is nobody's: nothing to sync.
void sync_if_there(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) sync_file(path);
}

}  // namespace

struct Spool::Pins {
  std::mutex guard;
  std::map<Sha256, int> count;
  std::shared_mutex ending;  ///< held alone while the spool goes: a pin may outlive it
  Spool* spool = nullptr;
};

Spool::Spool(std::filesystem::path directory, Needed needed)
    : directory_{std::move(directory)}, needed_{std::move(needed)}, pins_{std::make_shared<Pins>()} {
  pins_->spool = this;
  make_directories_durably(directory_);
  for (const auto& entry : std::filesystem::directory_iterator{directory_})
    if (entry.path().extension() == ".tmp") remove_file(entry.path());
  if (needed_)
    for (const auto& digest : list()) release(digest);
}

Spool::~Spool() {
  const std::unique_lock lock{pins_->ending};
  pins_->spool = nullptr;
}

Spool::Incoming::Incoming(Spool& spool, std::filesystem::path temporary)
    : spool_{&spool}, hasher_{crypto::Hasher::Algorithm::Sha256} {
  file_.emplace(std::move(temporary), OutputFile::Existing::Refuse);
}

Spool::Incoming::Incoming(Incoming&& other) noexcept
    : spool_{other.spool_}, file_{std::move(other.file_)}, hasher_{std::move(other.hasher_)}, size_{other.size_} {
  other.file_.reset();
}

Spool::Incoming::~Incoming() {
  if (file_) ::unlink(file_->path().c_str());
}

void Spool::Incoming::write(std::string_view bytes) {
  file_->write(bytes);
  hasher_.update(bytes);
  size_ += static_cast<std::int64_t>(bytes.size());
}

SpooledFile Spool::Incoming::finish() {
  auto spooled = spool_->adopt(*file_, *Sha256::from_bytes(hasher_.finish()), size_);
  file_.reset();
  return spooled;
}

Spool::Incoming Spool::begin() {
  static std::atomic<unsigned> serial{0};
  return Incoming{*this, directory_ / (std::to_string(::getpid()) + "-" + std::to_string(++serial) + ".tmp")};
}

SpooledFile Spool::put(std::string_view bytes) {
  auto incoming = begin();
  incoming.write(bytes);
  return incoming.finish();
}

/// A file of that name is replaced, not trusted: after a crash it may be torn, while this one has just been hashed.
SpooledFile Spool::adopt(const OutputFile& file, const Sha256& digest, std::int64_t size) {
  const std::lock_guard lock{names_};
  const auto path = path_of(digest);
  make_directories_durably(path.parent_path());
  rename_file(file.path(), path);
  pending_.push_back(path);
  {
    const std::lock_guard pinning{pins_->guard};
    ++pins_->count[digest];
  }
  const auto unpin = [pins = pins_, digest](const void*) {
    const std::shared_lock staying{pins->ending};
    if (pins->spool) pins->spool->unpin(digest);
  };
  return {digest, size, std::shared_ptr<const void>{this, unpin}};
}

void Spool::unpin(const Sha256& digest) {
  {
    const std::lock_guard pinning{pins_->guard};
    if (--pins_->count[digest] > 0) return;
    pins_->count.erase(digest);
  }
  if (!needed_) return;
  try {
    release(digest);
  } catch (const std::exception&) {
    // The registry cannot be asked or the file not removed now; the next start sweeps.
  }
}

void Spool::sync_group() {
  const std::lock_guard one_at_a_time{syncing_};
  if (lost_) throw Error{ErrorCode::StorageFailed, "an earlier sync of the spool failed; restart"};
  std::vector<std::filesystem::path> group;
  {
    const std::lock_guard lock{names_};
    group.swap(pending_);
  }
  if (group.empty()) return;
  try {
    if (group.size() > few_files) return sync_filesystem(directory_);
    std::set<std::filesystem::path> folders;
    for (const auto& path : group) {
      sync_if_there(path);
      folders.insert(path.parent_path());
    }
    for (const auto& folder : folders) sync_directory(folder);
  } catch (...) {
    lost_ = true;
    throw;
  }
}

std::filesystem::path Spool::path_of(const Sha256& digest) const {
  const auto name = digest.hex();
  return directory_ / name.substr(0, 2) / name;
}

bool Spool::contains(const Sha256& digest) const { return std::filesystem::exists(path_of(digest)); }

bool Spool::release(const Sha256& digest) {
  const std::lock_guard lock{names_};  // no finish() may give the name again between the look and the removal
  {
    const std::lock_guard pinning{pins_->guard};
    if (pins_->count.contains(digest)) return false;
  }
  // Asked after the pins: whoever had one has registered by now, and the registry says so.
  if (needed_ && needed_(digest)) return false;
  remove_file(path_of(digest));
  std::erase(pending_, path_of(digest));
  return true;
}

std::vector<Sha256> Spool::list() const {
  std::vector<Sha256> digests;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{directory_})
    if (const auto digest = Sha256::from_hex_text(entry.path().filename().string()); digest && entry.is_regular_file())
      digests.push_back(*digest);
  std::sort(digests.begin(), digests.end());
  return digests;
}

}  // namespace cundang::packages
