// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/ids.h"

namespace cundang::evidence {

/// Body of a C2SP tlog-checkpoint.
struct Checkpoint {
  std::string origin;
  TreeSize size = 0;
  Sha256 root;
  bool operator==(const Checkpoint&) const = default;
};

/// Signs the note body (with its trailing LF) and gives 64 bytes of Ed25519.
using NoteSigner = std::function<std::string(std::string_view body)>;

/// A C2SP verifier key: "NAME+HEXID+BASE64(0x01 ‖ 32 bytes)".
struct LogKey {
  std::string name;
  std::string public_key;  ///< 32 raw bytes
  std::string vkey() const;
  static std::optional<LogKey> parse(std::string_view vkey);
};

/// The signed note (C2SP signed-note) of a checkpoint, one signature under the origin's name.
std::string sign_checkpoint(const Checkpoint& checkpoint, const LogKey& key, const NoteSigner& sign);
/// @returns nothing unless the note is well formed and a signature by `key` holds; other signatures are passed over.
std::optional<Checkpoint> open_checkpoint(std::string_view note, const LogKey& key);
/// Reads the body without checking any signature.
std::optional<Checkpoint> parse_checkpoint(std::string_view note);

/// C2SP tlog-proof text: index, path and checkpoint note.
std::string proof_text(LeafIndex index, const std::vector<Sha256>& path, std::string_view checkpoint_note);
struct ProofText {
  LeafIndex index = 0;
  std::vector<Sha256> path;
  std::string checkpoint_note;
};
std::optional<ProofText> parse_proof_text(std::string_view text);

}  // namespace cundang::evidence
