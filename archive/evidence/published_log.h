// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "archive/evidence/checkpoint.h"
#include "archive/evidence/merkle.h"

namespace cundang::evidence {

/// Gives a file of a published log by its path below log/ ("checkpoint", "tile/0/000.p/5"), from a directory or over
/// HTTP; nothing where it is not there.
using LogFiles = std::function<std::optional<std::string>(const std::string& path)>;

/// A log as its static files show it, without a registry: enough for every proof.
struct PublishedLog {
  std::string note;       ///< as published, cosignatures included
  Checkpoint checkpoint;  ///< what it says
  Tree tree;              ///< whose root is the checkpoint's; reads full tiles through the files it came from
};

/// Reads checkpoint and unfinished tiles, and computes the root. Tries again where the log moves on meanwhile.
/// @throws Error{SignatureInvalid} unless `key` signed the checkpoint; Error{LogInconsistent} where a tile is missing
/// or the tiles do not give the root that was signed.
PublishedLog read_published_log(const LogFiles& files, const LogKey& key);

/// The leaf of that index out of its entry bundle. Requires index < size.
/// @throws Error{LogInconsistent} where the bundle is missing or malformed.
std::string read_published_leaf(const LogFiles& files, LeafIndex index, TreeSize size);

}  // namespace cundang::evidence
