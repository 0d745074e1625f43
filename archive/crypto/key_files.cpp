// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

constexpr std::size_t largest_file = 64U << 10U;

[[noreturn]] void fail(const std::filesystem::path& file, std::string what) {
  throw Error{ErrorCode::KeyUnusable, std::move(what)}.with("file", file.string());
}

[[noreturn]] void fail_by_system(const std::filesystem::path& file) {
  fail(file, std::system_category().message(errno));
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : path_{path}, fd_{::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode)} {
    if (fd_ < 0) fail_by_system(path);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { ::close(fd_); }
  int get() const { return fd_; }
  void sync() const {
    if (::fsync(fd_) != 0) fail_by_system(path_);
  }

 private:
  const std::filesystem::path& path_;
  int fd_;
};

void sync_directory(const std::filesystem::path& directory) {
  const auto path = directory.empty() ? std::filesystem::path{"."} : directory;
  Descriptor{path, O_RDONLY | O_DIRECTORY}.sync();
}

}  // namespace

void make_key_directory(const std::filesystem::path& directory) {
  if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) fail_by_system(directory);
  std::error_code problem;
  const bool empty = std::filesystem::is_empty(directory, problem);
  if (problem) fail(directory, problem.message());
  if (!empty) fail(directory, "the directory already holds files");
  if (::chmod(directory.c_str(), 0700) != 0) fail_by_system(directory);
  sync_directory(std::filesystem::absolute(directory).lexically_normal().parent_path());
}

void write_key_file(const std::filesystem::path& file, std::string_view bytes) {
  const Descriptor out{file, O_WRONLY | O_CREAT | O_EXCL, 0600};
  for (auto rest = bytes; !rest.empty();) {
    const auto written = ::write(out.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail_by_system(file);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  out.sync();
  sync_directory(file.parent_path());
}

std::string read_key_file(const std::filesystem::path& file, Secrecy secrecy) {
  const Descriptor in{file, O_RDONLY};
  struct stat status {};
  if (::fstat(in.get(), &status) != 0) fail_by_system(file);
  if (!S_ISREG(status.st_mode)) fail(file, "not a plain file");
  if (secrecy == Secrecy::Secret && (status.st_mode & 077U) != 0) fail(file, "others may read it: run chmod 600");
  std::string bytes(largest_file + 1, '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto got = ::read(in.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_by_system(file);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  if (have > largest_file) fail(file, "too large for a key");
  bytes.resize(have);
  return bytes;
}

}  // namespace cundang::crypto
