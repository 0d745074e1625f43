// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/file_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "archive/crypto/digest.h"

namespace cundang::verify {
namespace {

constexpr std::size_t held_max = 64 << 20;
constexpr std::size_t piece = 256 << 10;

struct Descriptor {
  explicit Descriptor(const std::filesystem::path& path)
      : number{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)} {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  std::optional<std::size_t> regular_size() const {
    struct stat about {};
    if (number < 0 || ::fstat(number, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    return static_cast<std::size_t>(about.st_size);
  }
  int number;
};

/// Fills `buffer`; less only at the end of the file. @returns nothing on an error of the disk.
std::optional<std::size_t> fill(int descriptor, char* buffer, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const auto got = ::read(descriptor, buffer + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  return have;
}

std::optional<Sha512> hash_through(int descriptor) {
  crypto::Hasher hasher{crypto::Hasher::Algorithm::Sha512};
  std::vector<char> buffer(piece);
  for (;;) {
    const auto got = fill(descriptor, buffer.data(), buffer.size());
    if (!got) return std::nullopt;
    hasher.update({buffer.data(), *got});
    if (*got < buffer.size()) return Sha512::from_bytes(hasher.finish());
  }
}

}  // namespace

std::optional<FileBytes> FileBytes::read(const std::filesystem::path& path) {
  const Descriptor file{path};
  const auto size = file.regular_size();
  if (!size) return std::nullopt;
  FileBytes bytes;
  if (*size <= held_max) {
    auto text = std::make_shared<std::string>(*size, '\0');
    if (fill(file.number, text->data(), *size) != *size) return std::nullopt;
    bytes.view_ = *text;
    bytes.hold_ = std::move(text);
    bytes.sha512_ = crypto::sha512(bytes.view_);
    return bytes;
  }
  const auto digest = hash_through(file.number);
  void* mapped = digest ? ::mmap(nullptr, *size, PROT_READ, MAP_PRIVATE, file.number, 0) : MAP_FAILED;
  if (mapped == MAP_FAILED) return std::nullopt;
  bytes.hold_ = std::shared_ptr<const void>{mapped, [length = *size](void* at) { ::munmap(at, length); }};
  bytes.view_ = {static_cast<const char*>(mapped), *size};
  bytes.sha512_ = *digest;
  return bytes;
}

std::optional<std::string> read_text(const std::filesystem::path& path, std::int64_t size_max) {
  const Descriptor file{path};
  const auto size = file.regular_size();
  if (!size || *size > static_cast<std::size_t>(size_max)) return std::nullopt;
  std::string text(*size, '\0');
  return fill(file.number, text.data(), *size) == *size ? std::optional{std::move(text)} : std::nullopt;
}

std::optional<std::vector<std::string>> names_in(const std::filesystem::path& directory) {
  std::error_code problem;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator each{directory, problem}, end; !problem && each != end;
       each.increment(problem))
    names.push_back(each->path().filename().string());
  if (problem) return std::nullopt;
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace cundang::verify
