// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/entry_source.h"

#include "archive/evidence/leaf.h"

namespace cundang::app {

EntrySource::EntrySource(const registry::Registry& registry, const RecordReader& reader)
    : registry_{registry}, reader_{reader} {}

void EntrySource::replay(LeafIndex& through, LeafIndex until, const std::function<void(const Entry&)>& take) const {
  for (;;) {
    const auto rows = registry_.ledger(through, 500);
    if (rows.empty()) return;
    for (const auto& row : rows) {
      if (row.leaf_index >= until) return;
      auto read = reader_.read(row.record_xml);
      if (!read) throw Error{ErrorCode::RegistryUnreadable, "ledger entry"}.with("record", to_text(row.accession));
      take({row.leaf_index, row.accession, row.received_at, row.unit, row.person, std::move(read.value())});
      through = row.leaf_index;
    }
  }
}

LeafIndex EntrySource::known_until(const Knowledge& knowledge, Date on, Date today) const {
  if (knowledge.size) {
    if (*knowledge.size > registry_.tree_size())
      throw Error{ErrorCode::BadRequest, Text{"日志没有这么多条", "the log is shorter"},
                  Text{"请填写不超过 " + std::to_string(registry_.tree_size()) + " 的条数",
                       "name at most " + std::to_string(registry_.tree_size()) + " leaves"}}
          .with("size", std::to_string(registry_.tree_size()));
    return *knowledge.size;
  }
  if (knowledge.at) {
    // logged_at never decreases: the first leaf logged later ends what was known.
    LeafIndex low = 0;
    LeafIndex high = registry_.tree_size();
    while (low < high) {
      const auto middle = low + (high - low) / 2;
      const auto row = registry_.leaf(middle);
      const auto leaf = row ? evidence::parse_leaf(row->leaf) : std::nullopt;
      if (!leaf) throw Error{ErrorCode::LogInconsistent, "unreadable leaf"}.with("leaf", std::to_string(middle));
      if (leaf->logged > *knowledge.at)
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  }
  if (on >= today) return no_end;
  const auto day_close = registry_.mark("day-close " + to_text(on));
  return day_close < 0 ? LeafIndex{0} : day_close;
}

}  // namespace cundang::app
