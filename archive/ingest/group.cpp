// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/group.h"

#include "archive/evidence/leaf.h"

namespace cundang::ingest {

Group::Group(registry::Transaction& tx, evidence::Tree tree, Numbers numbers, Instant logged)
    : tx_{tx}, tree_{std::move(tree)}, numbers_{std::move(numbers)}, logged_{logged} {}

void Group::begin_again(evidence::Tree tree, Numbers numbers) {
  tree_ = std::move(tree);
  numbers_ = std::move(numbers);
  leaves_.clear();
  touched_.clear();
}

registry::UnitCounters& Group::unit(const UnitCode& code) {
  touched_.push_back(code);
  auto& counters = numbers_.units[code];
  counters.unit = code;
  return counters;
}

registry::LeafRow Group::append(const evidence::Statement& statement, std::string salt, Instant received) {
  registry::LeafRow row;
  row.type = statement.type();
  row.statement = statement.text();
  row.leaf = evidence::to_text(evidence::Leaf{received, logged_, evidence::commit_to(salt, row.statement)});
  row.salt = std::move(salt);
  row.index = tree_.append(evidence::leaf_hash(row.leaf));
  leaves_.push_back(row);
  return row;
}

}  // namespace cundang::ingest
