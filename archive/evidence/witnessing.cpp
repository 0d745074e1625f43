// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/witnessing.h"

#include <algorithm>

#include "archive/evidence/merkle.h"

namespace cundang::evidence {
namespace {

/// RFC 6962 knows no proof from the empty tree: there the proof is empty and everything follows from it.
bool follows(const std::optional<Checkpoint>& last, const Checkpoint& next, const std::vector<Sha256>& path) {
  if (!last || last->size == 0) return path.empty();
  return verify_consistency(last->size, next.size, last->root, next.root, path);
}

}  // namespace

WitnessDecision judge_request(std::string_view request, const std::vector<LogKey>& logs,
                              const std::function<std::optional<Checkpoint>(const std::string& origin)>& last) {
  using enum WitnessDecision::Kind;
  auto asked = parse_consistency_text(request);
  const auto claimed = asked ? parse_checkpoint(asked->checkpoint_note) : std::nullopt;
  if (!claimed) return {Malformed, 0, {}, {}};
  const auto log =
      std::find_if(logs.begin(), logs.end(), [&](const auto& each) { return each.name == claimed->origin; });
  if (log == logs.end()) return {UnknownLog, 0, {}, {}};
  if (!open_checkpoint(asked->checkpoint_note, *log)) return {NotSigned, 0, {}, {}};
  if (asked->from > claimed->size) return {Malformed, 0, {}, {}};
  const auto seen = last(claimed->origin);
  const auto seen_size = seen ? seen->size : 0;
  if (asked->from != seen_size) return {OtherSize, seen_size, {}, {}};
  if (seen && seen->size == claimed->size && seen->root != claimed->root) return {OtherRoot, seen_size, {}, {}};
  if (!follows(seen, *claimed, asked->path)) return {NotConsistent, 0, {}, {}};
  return {Cosign, seen_size, *claimed, std::move(asked->checkpoint_note)};
}

}  // namespace cundang::evidence
