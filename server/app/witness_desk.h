// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "archive/crypto/note_key.h"
#include "archive/evidence/checkpoint.h"
#include "schema/model/instant.h"
#include "server/app/data_directory.h"
#include "server/app/witness_service.h"

namespace cundang::app {

struct WitnessOptions {
  std::string name;                    ///< of this witness, a schema-less URL; empty: it is none
  std::vector<evidence::LogKey> logs;  ///< the logs it witnesses
  bool configured() const { return !name.empty(); }
};

/// Keeps what it has seen in files (docs/formats/log.md, "A witness's memory") and reads them again for every request:
/// what is on the disk decides, also after a write that failed. The key is made at the first start.
class WitnessDesk final : public WitnessService {
 public:
  /// @param real clock of the cosignatures; outlives this. @throws Error{KeyUnusable | StorageFailed | StorageFull}
  WitnessDesk(const DataLayout& layout, WitnessOptions options, const Clock& real);

  WitnessReply add_checkpoint(std::string_view request) override;
  const std::string& vkey() const override { return vkey_; }
  std::vector<WitnessedLog> logs() const override;

 private:
  std::filesystem::path file_of(const std::string& origin) const;
  std::optional<std::string> last_note(const std::string& origin) const;
  std::optional<evidence::Checkpoint> last_seen(const std::string& origin) const;

  const std::filesystem::path folder_;
  const WitnessOptions options_;
  const Clock& real_;
  crypto::NoteKeyFile key_file_;
  evidence::WitnessKey key_;
  std::string vkey_;
  std::mutex mutex_;  ///< one request at a time from reading what was seen until it is durable
};

}  // namespace cundang::app
