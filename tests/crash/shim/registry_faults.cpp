// SPDX-License-Identifier: GPL-3.0-or-later
// LD_PRELOAD library that lets one call on the files below $CUNDANG_FAULT_UNDER fail: the one with number
// $CUNDANG_FAULT_AT of write, pwrite, fsync, fdatasync, ftruncate and fallocate, counted from 1 over the life of the
// process. $CUNDANG_FAULT_KIND says how: "eio", "enospc", or "short" (half of what was to be written is; calls that
// write nothing go through). Every other call goes through, as on a disk that failed once. "full" is a disk that is
// full for a while: $CUNDANG_FAULT_LASTS calls from that one on find no space if they would write or allocate, and
// syncs and truncations go through. The number of calls so far stands in the file $CUNDANG_FAULT_COUNT, eight bytes, so
// that the test knows how many there are to fail.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define REAL(name) static auto* const real = next<decltype(name)>(#name)

enum class Kind { Eio, Enospc, Short, Full };

struct Setting {
  std::string under;
  std::uint64_t at = 0;     ///< 0: none fails
  std::uint64_t lasts = 1;  ///< calls
  Kind kind = Kind::Eio;
  std::atomic<std::uint64_t>* count = nullptr;
};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : value;
}

std::atomic<std::uint64_t>* shared_counter(const std::string& file) {
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  REAL(ftruncate);
  if (fd < 0 || real(fd, sizeof(std::uint64_t)) != 0) return nullptr;
  auto* memory = mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return memory == MAP_FAILED ? nullptr : static_cast<std::atomic<std::uint64_t>*>(memory);
}

const Setting& setting() {
  static const Setting value = [] {
    Setting read;
    const auto under = variable("CUNDANG_FAULT_UNDER"), at = variable("CUNDANG_FAULT_AT");
    if (under.empty()) return read;
    read.at = at.empty() ? 0 : std::strtoull(at.c_str(), nullptr, 10);
    const auto kind = variable("CUNDANG_FAULT_KIND"), lasts = variable("CUNDANG_FAULT_LASTS");
    read.kind = kind == "enospc"  ? Kind::Enospc
                : kind == "short" ? Kind::Short
                : kind == "full"  ? Kind::Full
                                  : Kind::Eio;
    if (read.kind == Kind::Full && !lasts.empty()) read.lasts = std::strtoull(lasts.c_str(), nullptr, 10);
    read.count = shared_counter(variable("CUNDANG_FAULT_COUNT"));
    read.under = under;
    return read;
  }();
  return value;
}

bool watched(int fd) {
  if (setting().count == nullptr) return false;
  char path[4096];
  const auto length = readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path, sizeof path);
  return length > 0 && std::string_view{path, static_cast<std::size_t>(length)}.starts_with(setting().under);
}

/// Counts this call; whether it is one to fail.
bool struck(int fd) {
  if (!watched(fd)) return false;
  const auto call = ++*setting().count;
  return setting().at != 0 && call >= setting().at && call - setting().at < setting().lasts;
}

int error_number() { return setting().kind == Kind::Eio ? EIO : ENOSPC; }

/// What a call that takes up no space does when it is struck.
bool fails(int fd) {
  if (!struck(fd) || setting().kind == Kind::Short || setting().kind == Kind::Full) return false;
  errno = error_number();
  return true;
}

bool cannot_allocate(int fd) {
  if (!struck(fd) || setting().kind == Kind::Short) return false;
  errno = error_number();
  return true;
}

/// How much of `size` bytes gets written: all of it, half, or -1 with errno set.
ssize_t allowed(int fd, std::size_t size) {
  if (!struck(fd)) return static_cast<ssize_t>(size);
  if (setting().kind == Kind::Short) return static_cast<ssize_t>((size + 1) / 2);  // one byte is written whole
  errno = error_number();
  return -1;
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* from, std::size_t size) {
  REAL(write);
  const auto count = allowed(fd, size);
  return count < 0 ? -1 : real(fd, from, static_cast<std::size_t>(count));
}

ssize_t pwrite(int fd, const void* from, std::size_t size, off_t offset) {
  REAL(pwrite);
  const auto count = allowed(fd, size);
  return count < 0 ? -1 : real(fd, from, static_cast<std::size_t>(count), offset);
}

ssize_t pwrite64(int fd, const void* from, std::size_t size, off64_t offset) { return pwrite(fd, from, size, offset); }

int ftruncate(int fd, off_t size) noexcept {
  REAL(ftruncate);
  return fails(fd) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept { return ftruncate(fd, size); }

int fsync(int fd) {
  REAL(fsync);
  return fails(fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  return fails(fd) ? -1 : real(fd);
}

int fallocate(int fd, int mode, off_t offset, off_t length) {
  REAL(fallocate);
  return cannot_allocate(fd) ? -1 : real(fd, mode, offset, length);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t length) { return fallocate(fd, mode, offset, length); }

int posix_fallocate(int fd, off_t offset, off_t length) {
  REAL(posix_fallocate);
  return cannot_allocate(fd) ? error_number() : real(fd, offset, length);
}

int posix_fallocate64(int fd, off64_t offset, off64_t length) { return posix_fallocate(fd, offset, length); }

}  // extern "C"
