// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "archive/evidence/statement.h"
#include "schema/model/ids.h"

namespace cundang::verify {

/// What a container shows about one leaf once it holds in itself: input to the checks of the whole.
struct LeafFacts {
  LeafIndex index = -1;
  std::string type;                                ///< of the statement
  std::string leaf;                                ///< exact bytes
  std::string place;                               ///< where it was found
  std::int64_t accession = 0;                      ///< records only
  std::string unit;                                ///< records and refusals
  std::int64_t counter = 0;                        ///< unit-counter or refusal-counter
  std::vector<std::string> unit_counters;          ///< day-close only: "UNIT accepted refused"
  std::string ca_sha256, log_key, origin;          ///< genesis only
  std::optional<evidence::Checkpoint> checkpoint;  ///< signed, of its own commit; its proof holds
};

/// Decimal as statements write it: digits without sign or leading zero. @returns −1 for anything else.
std::int64_t count_of(std::string_view text);

}  // namespace cundang::verify
