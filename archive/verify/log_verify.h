// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "schema/model/bytes.h"
#include "schema/model/finding.h"

namespace cundang::verify {

/// The published log as far as it holds.
struct LogReport {
  std::optional<evidence::LogKey> key;             ///< from log/vkey
  std::string ca_pem;                              ///< empty when log/ca.pem is not one PEM certificate
  std::string ca_sha256;                           ///< hex, of its DER
  std::optional<evidence::Checkpoint> checkpoint;  ///< signed by `key`
  std::string checkpoint_note;
  std::vector<Sha256> hashes;       ///< leaf hashes in order; as many as bundles could be read without a gap
  std::vector<Sha256> commitments;  ///< of the same leaves
  std::int64_t bytes = 0;
  Findings findings;
  TreeSize size() const { return static_cast<TreeSize>(hashes.size()); }
};

/// Reads log/ and computes everything in it again from the entry bundles: leaf hashes, every tile, the root.
LogReport check_log(const std::filesystem::path& log);

/// Roots of the trees of the first n leaves, for each n of `sizes` (ascending, none beyond the leaves there are).
std::vector<Sha256> roots_at(const std::vector<Sha256>& hashes, const std::vector<TreeSize>& sizes);

}  // namespace cundang::verify
