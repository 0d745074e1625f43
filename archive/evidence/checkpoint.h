// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/evidence/note.h"
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

/// The signed note (C2SP signed-note) of a checkpoint, one signature under the origin's name.
std::string sign_checkpoint(const Checkpoint& checkpoint, const LogKey& key, const NoteSigner& sign);
/// @returns nothing unless the note is well formed and a signature by `key` holds; other signatures are passed over.
std::optional<Checkpoint> open_checkpoint(std::string_view note, const LogKey& key);
/// Reads the body without checking any signature.
std::optional<Checkpoint> parse_checkpoint(std::string_view note);

/// C2SP tlog-proof text: index, path and checkpoint note. @param extra opaque bytes that go along; none where empty
std::string proof_text(LeafIndex index, const std::vector<Sha256>& path, std::string_view checkpoint_note,
                       std::string_view extra = {});
struct ProofText {
  LeafIndex index = 0;
  std::vector<Sha256> path;
  std::string checkpoint_note;
  std::string extra;  ///< of `cundang log prove` the leaf itself; never trusted before the path holds for it
};
std::optional<ProofText> parse_proof_text(std::string_view text);

/// How a tree of `from` leaves became that of the checkpoint, in the form in which a witness is asked (C2SP
/// tlog-witness, add-checkpoint).
struct ConsistencyText {
  TreeSize from = 0;
  std::vector<Sha256> path;
  std::string checkpoint_note;
};
std::string consistency_text(TreeSize from, const std::vector<Sha256>& path, std::string_view checkpoint_note);
std::optional<ConsistencyText> parse_consistency_text(std::string_view text);

}  // namespace cundang::evidence
