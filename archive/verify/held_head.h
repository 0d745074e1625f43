// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "archive/verify/log_verify.h"
#include "schema/model/finding.h"

namespace cundang::verify {

/// What somebody outside holds of a log: a checkpoint, or the one inside a receipt or a proof, with the leaf it proves.
struct HeldHead {
  std::string name;  ///< how findings call it, e.g. the file's name
  std::string note;  ///< signed
  std::optional<LeafIndex> leaf_index;
  Sha256 leaf_hash;  ///< where there is an index
};
/// Reads a checkpoint, a receipt or slip, or a tlog-proof. @returns nothing for anything else.
std::optional<HeldHead> parse_held_head(std::string name, std::string_view text);

/// Holds a log against what has left the house. Codes: log.held-unsigned (not by this log's key), log.other-origin,
/// log.rolled-back (fewer leaves than were signed: the tail was removed, or an older state was put back),
/// log.split-view (the same size, another tree), log.forked (not the same leaves up to that size), log.leaf-replaced.
void check_against(LogReport& log, const std::vector<HeldHead>& held);

/// Two heads of one log, the held one and the one shown now, with the proof that leads from the smaller to the larger.
/// @returns what is wrong, by the codes above with `place` as place; empty when the log only grew.
Findings check_consistency(const evidence::Checkpoint& held, const evidence::Checkpoint& shown,
                           const std::vector<Sha256>& path, const std::string& place);

}  // namespace cundang::verify
