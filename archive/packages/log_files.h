// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "archive/evidence/note.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"

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

/// Publishes the log as files under `log/` (docs/formats/log.md). One publishes at a time; cosignatures may come beside
/// it from another thread.
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
  /// Puts a witness's line (with its LF) on the checkpoint, durably, where that is still the one of `body`.
  /// @returns whether it was; a line that does not hold is not taken either.
  bool add_cosignature(std::string_view body, const evidence::WitnessKey& witness, std::string_view line);
  /// Puts a file of what left the house under outside/DAY/, durably; one that is there already stays as it is.
  void keep_outside(Date day, const std::string& name, std::string_view bytes);

 private:
  void write(const LogTile& tile);
  void sweep(const LogTile& tile);
  std::filesystem::path directory_;
  std::mutex checkpoint_mutex_;
};

}  // namespace cundang::packages
