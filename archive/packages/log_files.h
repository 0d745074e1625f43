// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/ids.h"

namespace cundang::packages {

/// A tile of hashes, or an entry bundle, to be published; unfinished while width < 256.
struct LogTile {
  int level = 0;           ///< −1: entry bundle
  std::int64_t index = 0;  ///< n-th of its level
  int width = 256;         ///< hashes or leaves in it, 1–256
  std::string bytes;
};

/// C2SP tlog-tiles entry bundle: each leaf as uint16 big-endian length ‖ bytes. @throws Error{Internal} beyond 65535.
std::string encode_entry_bundle(const std::vector<std::string>& leaves);

/// Publishes the log as files under `log/` (docs/formats/log.md). One writer at a time.
class LogPublisher {
 public:
  /// Touches nothing yet.
  explicit LogPublisher(std::filesystem::path directory);
  /// The key and the CA certificate that a reader needs; durable on return.
  void publish_keys(std::string_view vkey, std::string_view ca_pem);
  /// Writes tiles and bundles, makes them durable together, then replaces the checkpoint and makes it durable: a reader
  /// who sees a checkpoint finds all its tiles. An empty checkpoint leaves the one there is. Repeating a call changes
  /// nothing. Unfinished tiles older than the last checkpoint before this one are removed. @throws Error{StorageFull |
  /// StorageFailed}.
  void publish(const std::vector<LogTile>& tiles, const std::vector<LogTile>& bundles, std::string_view checkpoint);
  /// The checkpoint published last, empty where there is none.
  std::string checkpoint() const;

 private:
  void write(const LogTile& tile);
  void sweep(const LogTile& tile);
  std::filesystem::path directory_;
};

}  // namespace cundang::packages
