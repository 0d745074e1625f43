// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "tests/bench/accept/corpus.h"

namespace cundang::bench {

/// What one thread of this machine can do at best, in the same run: read and validate, digest, seal, state and hash the
/// leaf, and make the same bytes durable in groups of 64 with one fdatasync. No HTTP, no registry.
struct Floor {
  std::size_t documents = 0;
  double seconds = 0;
  double read_us = 0, seal_us = 0, leaf_us = 0, sync_us = 0;  ///< of one document
  double per_second() const { return seconds > 0 ? static_cast<double>(documents) / seconds : 0; }
};

/// Works through the corpus until `seconds` have passed or it ends. @throws std::runtime_error when a record is
/// refused.
Floor measure_floor(const Corpus& corpus, const std::filesystem::path& folder, double seconds);

}  // namespace cundang::bench
