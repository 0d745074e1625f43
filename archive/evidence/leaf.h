// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/model/bytes.h"
#include "schema/model/instant.h"

namespace cundang::evidence {

/// The public leaf of docs/formats/log.md.
struct Leaf {
  Instant received;
  Instant logged;
  Sha256 commitment;
  bool operator==(const Leaf&) const = default;
};
std::string to_text(const Leaf& leaf);
/// Accepts exactly what to_text() writes.
std::optional<Leaf> parse_leaf(std::string_view text);

/// SHA-256(salt ‖ statement); the salt is 32 random bytes.
Sha256 commit_to(std::string_view salt, std::string_view statement);

}  // namespace cundang::evidence
