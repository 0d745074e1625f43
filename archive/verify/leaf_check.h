// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "archive/verify/container_verify.h"

namespace cundang::verify {

/// The evidence of one leaf as it lies in a container: exact bytes.
struct LeafEvidence {
  std::string_view leaf, statement, salt, proof;
};

/// Told of each thing wrong: which of "leaf", "statement", "salt", "proof" it concerns, a code, and why (zh, en).
using LeafComplaint = std::function<void(const char* part, const char* code, const char* zh, const char* en)>;

/// Salt and statement give the commitment, the leaf its hash, the proof the root, the note the signature.
/// @returns the statement and fills `facts`; nothing when statement or leaf cannot be read.
std::optional<evidence::Statement> check_leaf(const LeafEvidence& evidence, const Trust& trust, LeafFacts& facts,
                                              const LeafComplaint& complain);

}  // namespace cundang::verify
