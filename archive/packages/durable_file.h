// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cundang::packages {

// Every call below asks the fault hook first (fault_hook.h) and throws Error{StorageFull} for ENOSPC and EDQUOT,
// Error{StorageFailed} for any other failure, both with "path" and "call".

/// A file open for writing; bytes are in the page cache only until sync(). Closes itself.
class OutputFile {
 public:
  enum class Existing { Refuse, Truncate };
  OutputFile(std::filesystem::path path, Existing existing);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();
  void write(std::string_view bytes);
  /// fdatasync: after it the bytes are on the disk, the name perhaps not.
  void sync();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

/// Puts `bytes` under `path`, replacing what was there: the old file or the new one is found after a crash, never a
/// mixture. Durable on return. Leaves no temporary file behind when it throws.
void write_durably(const std::filesystem::path& path, std::string_view bytes);
/// Puts `bytes` under `path`, not synced: a syncfs must follow. Replaces what was there.
void write_unsynced(const std::filesystem::path& path, std::string_view bytes);
/// As write_unsynced(), but through a temporary name, so that a reader never sees half a file.
void replace_unsynced(const std::filesystem::path& path, std::string_view bytes);

/// fdatasync of a file that is there already.
void sync_file(const std::filesystem::path& path);
/// fsync of a folder: names made, renamed or removed in it are durable on return.
void sync_directory(const std::filesystem::path& directory);
/// syncfs of the file system that holds `path`: everything written to it so far is durable on return.
void sync_filesystem(const std::filesystem::path& path);

/// Renames; not durable before the parent folders are synced.
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);
/// Makes a folder and what is missing above it, each one synced into its parent.
void make_directories_durably(const std::filesystem::path& directory);
/// Makes a folder and what is missing above it; a syncfs must follow.
void make_directories(const std::filesystem::path& directory);
/// Removes a file; it may be gone already.
void remove_file(const std::filesystem::path& path);
/// Removes a folder with all it holds; it may be gone already.
void remove_tree(const std::filesystem::path& directory);

/// Whole content of a file. @throws Error{FileUnreadable} when it cannot be read or is longer than `size_max` bytes.
std::string read_bounded(const std::filesystem::path& path, std::int64_t size_max);
/// Tells the page cache to forget a synced file, so that the next read comes from the disk.
void drop_from_cache(const std::filesystem::path& path) noexcept;

}  // namespace cundang::packages
