// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/log_state.h"

#include "archive/evidence/leaf.h"

namespace cundang::ingest {

evidence::Tree load_tree(const registry::Registry& registry) {
  const auto size = registry.tree_size();
  const auto full_leaves = size / 256 * 256;
  std::vector<Sha256> edge;
  for (const auto& row : registry.leaves(full_leaves, size)) edge.push_back(evidence::leaf_hash(row.leaf));
  return {[&registry](int level, std::int64_t index) { return registry.full_tile(level, index); }, full_leaves, edge};
}

Numbers load_numbers(const registry::Registry& registry) {
  Numbers numbers;
  numbers.last_accession = registry.last_accession();
  for (auto& counters : registry.counters()) numbers.units[counters.unit] = counters;
  return numbers;
}

Instant last_logged(const registry::Registry& registry) {
  const auto size = registry.tree_size();
  if (size == 0) return {};
  const auto row = registry.leaf(size - 1);
  const auto leaf = row ? evidence::parse_leaf(row->leaf) : std::nullopt;
  if (!leaf) throw Error{ErrorCode::LogInconsistent, "last leaf is unreadable"};
  return leaf->logged;
}

Date first_open_day(const registry::Registry& registry) {
  const auto day = parse_date(registry.meta("open_day"));
  if (!day) throw Error{ErrorCode::LogInconsistent, "no open day in the registry"};
  return *day;
}

}  // namespace cundang::ingest
