// SPDX-License-Identifier: GPL-3.0-or-later
// LD_PRELOAD library that remembers every write below $CUNDANG_UNSYNCED_UNDER, with the bytes before and after, in the
// journal $CUNDANG_UNSYNCED_JOURNAL, and every fsync, fdatasync and syncfs that succeeded. After kill -9 the test knows
// from it what a power cut at that moment could have taken away (tests/crash/power_cut.h): the page cache outlives a
// process, so a kill alone proves nothing about syncs. Writes of C's stdio do not come by here and count as durable; so
// do names. With $CUNDANG_UNSYNCED_LIE set, syncs are forgotten: the journal of a disk that says "done" and is not.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "tests/crash/shim/journal_entry.h"

namespace {

using cundang::crash::JournalEntry;

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define REAL(name) static auto* const real = next<decltype(name)>(#name)

std::mutex mutex;

struct Setting {
  std::string under;
  int journal = -1;
  bool lies = false;
};

const Setting& setting() {
  static const Setting value = [] {
    Setting read;
    const char *under = std::getenv("CUNDANG_UNSYNCED_UNDER"), *journal = std::getenv("CUNDANG_UNSYNCED_JOURNAL");
    if (under == nullptr || journal == nullptr) return read;
    read.under = under;
    read.lies = std::getenv("CUNDANG_UNSYNCED_LIE") != nullptr;
    read.journal = open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return read;
  }();
  return value;
}

/// A regular file below the folder watched. Sockets, pipes and other folders are let through untouched.
bool watched(int fd, struct stat& status) {
  if (setting().journal < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return false;
  char path[4096];
  const auto length = readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path, sizeof path);
  return length > 0 &&
         std::string_view{path, static_cast<std::size_t>(length)}.substr(0, setting().under.size()) == setting().under;
}

/// One write to the journal, so that a kill leaves whole entries and at most one cut short at the end.
void note(const JournalEntry& entry, const std::string& before, const std::string& after) {
  REAL(write);
  std::string bytes(reinterpret_cast<const char*>(&entry), sizeof entry);
  bytes += before;
  bytes += after;
  (void)!real(setting().journal, bytes.data(), bytes.size());
}

std::string bytes_at(int fd, std::int64_t offset, std::int64_t size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  // A file opened for writing alone cannot be read here: by another descriptor then.
  int other = -1;
  if ((fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY)
    other = open(("/proc/self/fd/" + std::to_string(fd)).c_str(), O_RDONLY | O_CLOEXEC);
  const auto count = pread(other >= 0 ? other : fd, bytes.data(), bytes.size(), offset);
  if (other >= 0) close(other);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

void note_write(int fd, const struct stat& status, std::int64_t offset, const std::string& after) {
  const auto before = bytes_at(fd, offset, static_cast<std::int64_t>(after.size()));
  note({JournalEntry::Write, status.st_ino, offset, status.st_size, static_cast<std::int64_t>(before.size()),
        static_cast<std::int64_t>(after.size())},
       before, after);
}

std::int64_t position(int fd, const struct stat& status) {
  return (fcntl(fd, F_GETFL) & O_APPEND) != 0 ? status.st_size : lseek(fd, 0, SEEK_CUR);
}

void note_truncation(int fd, const struct stat& status, std::int64_t size) {
  const auto before = size < status.st_size ? bytes_at(fd, size, status.st_size - size) : std::string{};
  note({JournalEntry::Truncate, status.st_ino, size, status.st_size, static_cast<std::int64_t>(before.size()), 0},
       before, {});
}

void note_sync(int fd) {
  struct stat status {};
  if (setting().lies || !watched(fd, status)) return;
  note({JournalEntry::Sync, status.st_ino, 0, 0, 0, 0}, {}, {});
}

std::string joined(const iovec* parts, int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i) bytes.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  return bytes;
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* from, std::size_t size) {
  REAL(write);
  struct stat status {};
  if (!watched(fd, status)) return real(fd, from, size);
  const std::lock_guard lock{mutex};
  if (fstat(fd, &status) == 0) note_write(fd, status, position(fd, status), {static_cast<const char*>(from), size});
  return real(fd, from, size);
}

ssize_t writev(int fd, const iovec* parts, int count) {
  REAL(writev);
  struct stat status {};
  if (!watched(fd, status)) return real(fd, parts, count);
  const std::lock_guard lock{mutex};
  if (fstat(fd, &status) == 0) note_write(fd, status, position(fd, status), joined(parts, count));
  return real(fd, parts, count);
}

ssize_t pwrite(int fd, const void* from, std::size_t size, off_t offset) {
  REAL(pwrite);
  struct stat status {};
  if (!watched(fd, status)) return real(fd, from, size, offset);
  const std::lock_guard lock{mutex};
  if (fstat(fd, &status) == 0) note_write(fd, status, offset, {static_cast<const char*>(from), size});
  return real(fd, from, size, offset);
}

ssize_t pwrite64(int fd, const void* from, std::size_t size, off64_t offset) { return pwrite(fd, from, size, offset); }

int ftruncate(int fd, off_t size) noexcept {
  REAL(ftruncate);
  struct stat status {};
  if (!watched(fd, status)) return real(fd, size);
  const std::lock_guard lock{mutex};
  if (fstat(fd, &status) == 0) note_truncation(fd, status, size);
  return real(fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept { return ftruncate(fd, size); }

// The lock keeps a write that comes during the sync out of what the sync is noted for.
int fsync(int fd) {
  REAL(fsync);
  const std::lock_guard lock{mutex};
  const int result = real(fd);
  if (result == 0) note_sync(fd);
  return result;
}

int fdatasync(int fd) {
  REAL(fdatasync);
  const std::lock_guard lock{mutex};
  const int result = real(fd);
  if (result == 0) note_sync(fd);
  return result;
}

int syncfs(int fd) noexcept {
  REAL(syncfs);
  const std::lock_guard lock{mutex};
  const int result = real(fd);
  if (result == 0 && setting().journal >= 0 && !setting().lies) note({JournalEntry::SyncAll, 0, 0, 0, 0, 0}, {}, {});
  return result;
}

}  // extern "C"
