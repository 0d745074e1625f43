// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "archive/evidence/checkpoint.h"

namespace cundang::evidence {

/// What a witness answers to a request (C2SP tlog-witness, add-checkpoint); pure.
struct WitnessDecision {
  enum class Kind {
    Cosign,         ///< 200
    Malformed,      ///< 400: no such request, or it begins beyond its own checkpoint
    NotSigned,      ///< 403: no signature by the log's key holds
    UnknownLog,     ///< 404
    OtherSize,      ///< 409: the log was last seen at `last_size`
    OtherRoot,      ///< 409: the same size and another tree
    NotConsistent,  ///< 422
  };
  Kind kind = Kind::Malformed;
  TreeSize last_size = 0;  ///< with OtherSize and OtherRoot
  Checkpoint checkpoint;   ///< with Cosign
  std::string note;        ///< with Cosign: as it came
};

/// @param logs keys of the logs that are witnessed; the name of each is its origin
/// @param last the largest checkpoint cosigned for an origin, nothing where there was none
WitnessDecision judge_request(std::string_view request, const std::vector<LogKey>& logs,
                              const std::function<std::optional<Checkpoint>(const std::string& origin)>& last);

}  // namespace cundang::evidence
