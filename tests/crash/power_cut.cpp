// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/power_cut.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <vector>

#include "tests/crash/shim/journal_entry.h"

namespace cundang::crash {
namespace {

struct Change {
  JournalEntry entry;
  std::string_view before, after;
  bool durable = false;
};

/// Whole entries only: the last may be cut short by the kill.
std::vector<Change> read_journal(std::string_view bytes) {
  std::vector<Change> changes;
  while (bytes.size() >= sizeof(JournalEntry)) {
    Change change{};
    std::memcpy(&change.entry, bytes.data(), sizeof change.entry);
    bytes.remove_prefix(sizeof change.entry);
    const auto before = static_cast<std::size_t>(change.entry.before),
               after = static_cast<std::size_t>(change.entry.after);
    if (bytes.size() < before + after) break;
    change.before = bytes.substr(0, before);
    change.after = bytes.substr(before, after);
    bytes.remove_prefix(before + after);
    changes.push_back(change);
  }
  return changes;
}

/// A sync makes durable what came before it, in its file or everywhere.
void mark_durable(std::vector<Change>& changes) {
  std::map<std::uint64_t, bool> synced_later;
  bool all_synced_later = false;
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    if (change->entry.what == JournalEntry::SyncAll) all_synced_later = true;
    if (change->entry.what == JournalEntry::Sync) synced_later[change->entry.inode] = true;
    change->durable = all_synced_later || synced_later[change->entry.inode];
  }
}

std::map<std::uint64_t, std::filesystem::path> files_by_inode(const std::filesystem::path& under) {
  std::map<std::uint64_t, std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{under}) {
    struct stat status {};
    if (lstat(entry.path().c_str(), &status) == 0 && S_ISREG(status.st_mode)) files[status.st_ino] = entry.path();
  }
  return files;
}

bool is_change(const Change& change) {
  return change.entry.what == JournalEntry::Write || change.entry.what == JournalEntry::Truncate;
}

/// Open files by inode; those that are gone are nobody's loss.
class Files {
 public:
  explicit Files(const std::filesystem::path& under) : paths_{files_by_inode(under)} {}
  ~Files() {
    for (const auto& [inode, fd] : open_)
      if (fd >= 0) close(fd);
  }
  int at(std::uint64_t inode) {
    const auto [slot, fresh] = open_.try_emplace(inode, -1);
    if (fresh && paths_.count(inode) > 0) slot->second = open(paths_[inode].c_str(), O_RDWR | O_CLOEXEC);
    return slot->second;
  }

 private:
  std::map<std::uint64_t, std::filesystem::path> paths_;
  std::map<std::uint64_t, int> open_;
};

void take_back(int fd, const Change& change) {
  (void)!pwrite(fd, change.before.data(), change.before.size(), change.entry.offset);
  (void)!ftruncate(fd, change.entry.old_size);
}

void do_again(int fd, const Change& change) {
  if (change.entry.what == JournalEntry::Truncate)
    (void)!ftruncate(fd, change.entry.offset);
  else
    (void)!pwrite(fd, change.after.data(), change.after.size(), change.entry.offset);
}

}  // namespace

PowerCut::PowerCut(std::filesystem::path under, std::filesystem::path journal)
    : under_{std::move(under)}, journal_{std::move(journal)} {}

support::Environment PowerCut::environment(bool disk_lies) const {
  support::Environment variables{{"LD_PRELOAD", CUNDANG_UNSYNCED_LIBRARY},
                                 {"CUNDANG_UNSYNCED_UNDER", std::filesystem::canonical(under_).string() + "/"},
                                 {"CUNDANG_UNSYNCED_JOURNAL", journal_.string()}};
  if (disk_lies) variables.emplace_back("CUNDANG_UNSYNCED_LIE", "1");
  return variables;
}

bool PowerCut::available() { return std::filesystem::exists(CUNDANG_UNSYNCED_LIBRARY); }

std::size_t PowerCut::strike(support::Random& random, int keep_one_in) const {
  const auto journal = support::read_file(journal_);
  auto changes = read_journal(journal);
  mark_durable(changes);
  Files files{under_};
  std::vector<const Change*> loose;
  for (const auto& change : changes)
    if (is_change(change) && !change.durable && files.at(change.entry.inode) >= 0) loose.push_back(&change);
  for (auto change = loose.rbegin(); change != loose.rend(); ++change)
    take_back(files.at((*change)->entry.inode), **change);
  std::size_t lost = 0;
  for (const auto* change : loose) {
    if (keep_one_in > 0 && random.one_in(keep_one_in))
      do_again(files.at(change->entry.inode), *change);
    else
      ++lost;
  }
  // SQLite's shared memory is no file of the disk: after a power cut it is not there.
  for (const auto& [inode, path] : files_by_inode(under_))
    if (path.string().ends_with("-shm")) std::filesystem::remove(path);
  std::filesystem::remove(journal_);
  return lost;
}

}  // namespace cundang::crash
