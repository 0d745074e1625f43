// SPDX-License-Identifier: GPL-3.0-or-later
// What makes bytes survive a power cut on Linux: data by fdatasync or syncfs, names by fsync of their folder.
#include "archive/packages/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "archive/packages/fault_hook.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

[[noreturn]] void fail(const char* call, const std::filesystem::path& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT;
  if (error == EACCES || error == EPERM || error == EROFS)
    throw Error{
        ErrorCode::StorageFailed,
        Text{"没有写入此处的权限，或文件系统为只读", "writing here is not permitted, or the file system is read-only"},
        Text{"请检查目录的属主和权限，或另选目录", "check owner and permission of the folder, or choose another"}}
        .with("call", std::string{call})
        .with("path", path.string());
  throw Error{full ? ErrorCode::StorageFull : ErrorCode::StorageFailed, std::strerror(error)}
      .with("call", std::string{call})
      .with("path", path.string());
}

void check_fault(const char* call, const std::filesystem::path& path) {
  if (const int error = fault_before(call, path.string()); error > 0) fail(call, path, error);
}

/// A descriptor that closes itself; for folders and reading.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : number_{::open(path.c_str(), flags | O_CLOEXEC)} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

int open_for_writing(const std::filesystem::path& path, OutputFile::Existing existing) {
  check_fault("open", path);
  const int how = existing == OutputFile::Existing::Refuse ? O_EXCL : O_TRUNC;
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, 0640);
  if (descriptor < 0) fail("open", path, errno);
  return descriptor;
}

std::filesystem::path temporary_beside(const std::filesystem::path& path) {
  static std::atomic<unsigned> serial{0};
  return path.parent_path() /
         ("." + path.filename().string() + "." + std::to_string(::getpid()) + "-" + std::to_string(++serial) + ".tmp");
}

void replace(const std::filesystem::path& path, std::string_view bytes, bool synced) {
  const auto temporary = temporary_beside(path);
  try {
    OutputFile file{temporary, OutputFile::Existing::Truncate};
    file.write(bytes);
    if (synced) file.sync();
    rename_file(temporary, path);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path, Existing existing)
    : path_{std::move(path)}, descriptor_{open_for_writing(path_, existing)} {}

OutputFile::OutputFile(OutputFile&& other) noexcept : path_{std::move(other.path_)}, descriptor_{other.descriptor_} {
  other.descriptor_ = -1;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const int fault = fault_before("write", path_.string());
    if (fault > 0) fail("write", path_, fault);
    const auto now = fault < 0 ? bytes.substr(0, static_cast<std::size_t>(-fault)) : bytes;
    const auto written = ::write(descriptor_, now.data(), now.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", path_, errno);
    if (written == 0) fail("write", path_, EIO);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::sync() {
  check_fault("fdatasync", path_);
  // Never repeated after a failure: the kernel then counts the lost pages as clean, and a second call would lie.
  if (::fdatasync(descriptor_) != 0) fail("fdatasync", path_, errno);
}

void write_durably(const std::filesystem::path& path, std::string_view bytes) {
  replace(path, bytes, true);
  sync_directory(path.parent_path());
}

void write_unsynced(const std::filesystem::path& path, std::string_view bytes) {
  OutputFile{path, OutputFile::Existing::Truncate}.write(bytes);
}

void replace_unsynced(const std::filesystem::path& path, std::string_view bytes) { replace(path, bytes, false); }

void sync_file(const std::filesystem::path& path) {
  check_fault("fdatasync", path);
  const Descriptor file{path, O_RDONLY};
  if (!file.ok() || ::fdatasync(file.number()) != 0) fail("fdatasync", path, errno);
}

void sync_directory(const std::filesystem::path& directory) {
  check_fault("fsync", directory);
  const Descriptor folder{directory, O_RDONLY | O_DIRECTORY};
  if (!folder.ok() || ::fsync(folder.number()) != 0) fail("fsync", directory, errno);
}

void sync_filesystem(const std::filesystem::path& path) {
  check_fault("syncfs", path);
  const Descriptor any{path, O_RDONLY};
  if (!any.ok() || ::syncfs(any.number()) != 0) fail("syncfs", path, errno);
}

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  check_fault("rename", to);
  if (::rename(from.c_str(), to.c_str()) != 0) fail("rename", to, errno);
}

void make_directories(const std::filesystem::path& directory) {
  if (::access(directory.c_str(), F_OK) == 0) return;
  if (directory.has_parent_path() && directory.parent_path() != directory) make_directories(directory.parent_path());
  check_fault("mkdir", directory);
  if (::mkdir(directory.c_str(), 0750) != 0 && errno != EEXIST) fail("mkdir", directory, errno);
}

void make_directories_durably(const std::filesystem::path& directory) {
  const auto parent = directory.parent_path();
  if (::access(directory.c_str(), F_OK) != 0) {
    if (directory.has_parent_path() && parent != directory) make_directories_durably(parent);
    check_fault("mkdir", directory);
    if (::mkdir(directory.c_str(), 0750) != 0 && errno != EEXIST) fail("mkdir", directory, errno);
    sync_directory(parent.empty() ? "." : parent);
  }
}

void remove_file(const std::filesystem::path& path) {
  check_fault("unlink", path);
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail("unlink", path, errno);
}

void remove_tree(const std::filesystem::path& directory) {
  check_fault("unlink", directory);
  std::error_code problem;
  std::filesystem::remove_all(directory, problem);
  if (problem) fail("unlink", directory, problem.value());
}

std::string read_bounded(const std::filesystem::path& path, std::int64_t size_max) {
  const auto refuse = [&](const std::string& why) {
    throw Error{ErrorCode::FileUnreadable, why}.with("path", path.string());
  };
  if (const int fault = fault_before("read", path.string()); fault > 0) refuse(std::strerror(fault));
  const Descriptor file{path, O_RDONLY};
  struct stat about {};
  if (!file.ok() || ::fstat(file.number(), &about) != 0) refuse(std::strerror(errno));
  if (!S_ISREG(about.st_mode)) refuse("not a regular file");
  if (about.st_size > size_max) refuse("longer than " + std::to_string(size_max) + " bytes");
  std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto got = ::read(file.number(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(std::strerror(errno));
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

void drop_from_cache(const std::filesystem::path& path) noexcept {
  const Descriptor file{path, O_RDONLY};
  if (file.ok()) ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);
}

}  // namespace cundang::packages
