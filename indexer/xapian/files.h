// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cundang::indexer {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_{fd} {}
  Descriptor(Descriptor&& other) noexcept : fd_{other.release()} {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int release() noexcept;
  int fd_ = -1;
};

/// All of these throw Error{IndexUnreadable} naming the file, except where they say otherwise.
Descriptor open_for_reading(const std::filesystem::path& file);
Descriptor create_file(const std::filesystem::path& file);
void append_all(const Descriptor& to, std::string_view bytes, const std::filesystem::path& name);
/// Exactly `size` bytes from `offset` on; fewer are a torn file.
std::string read_at(const Descriptor& from, std::uint64_t offset, std::size_t size, const std::filesystem::path& name);
std::string read_file(const std::filesystem::path& file);
void sync(const Descriptor& file, const std::filesystem::path& name);
void sync_path(const std::filesystem::path& file_or_directory);
/// Writes beside it, syncs, renames, syncs the directory: a reader finds the old bytes or the new ones.
void replace_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace cundang::indexer
