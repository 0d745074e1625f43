// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& file) {
  const int reason = errno;
  throw Error{ErrorCode::IndexUnreadable, std::string{what}}
      .with("file", file.string())
      .with("reason", std::strerror(reason));
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int Descriptor::release() noexcept { return std::exchange(fd_, -1); }

Descriptor open_for_reading(const std::filesystem::path& file) {
  Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!descriptor) fail("cannot open", file);
  return descriptor;
}

Descriptor create_file(const std::filesystem::path& file) {
  Descriptor descriptor{::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)};
  if (!descriptor) fail("cannot create", file);
  return descriptor;
}

void append_all(const Descriptor& to, std::string_view bytes, const std::filesystem::path& name) {
  while (!bytes.empty()) {
    const auto written = ::write(to.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("cannot write", name);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string read_at(const Descriptor& from, std::uint64_t offset, std::size_t size, const std::filesystem::path& name) {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const auto got = ::pread(from.get(), bytes.data() + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read", name);
    if (got == 0)
      throw Error{ErrorCode::IndexUnreadable, "the file is shorter than it was written"}.with("file", name.string());
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::string read_file(const std::filesystem::path& file) {
  const auto descriptor = open_for_reading(file);
  struct stat status {};
  if (::fstat(descriptor.get(), &status) != 0) fail("cannot read", file);
  return read_at(descriptor, 0, static_cast<std::size_t>(status.st_size), file);
}

void sync(const Descriptor& file, const std::filesystem::path& name) {
  if (::fsync(file.get()) != 0) fail("cannot make durable", name);
}

void sync_path(const std::filesystem::path& file_or_directory) {
  sync(open_for_reading(file_or_directory), file_or_directory);
}

void replace_file(const std::filesystem::path& file, std::string_view bytes) {
  auto beside = file;
  beside += ".new";
  {
    const auto fresh = create_file(beside);
    append_all(fresh, bytes, beside);
    sync(fresh, beside);
  }
  if (::rename(beside.c_str(), file.c_str()) != 0) fail("cannot replace", file);
  sync_path(file.parent_path());
}

}  // namespace cundang::indexer
