// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/delegations.h"

#include <algorithm>

namespace cundang::ledger {

void Delegations::take(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto* from = content.child("from-unit");
  const auto* to = content.child("to-unit");
  if (!from || !to) return;
  Delegation delegation{{std::string{from->attribute("code")}},
                        {std::string{to->attribute("code")}},
                        {parse_date(content.child_text("from")), parse_date(content.child_text("until"))},
                        {}};
  for (const auto* kind : content.select("kinds/kind")) delegation.kinds.push_back(kind->text);
  all_.push_back(std::move(delegation));
}

bool Delegations::allow(const Entry& entry, const UnitCode& unit) const {
  const auto day = beijing_day(entry.received_at);
  return std::any_of(all_.begin(), all_.end(), [&](const Delegation& each) {
    const auto& kinds = each.kinds;
    return each.from == unit && each.to == entry.unit && each.span.holds(day) &&
           (kinds.empty() || std::find(kinds.begin(), kinds.end(), entry.record.kind) != kinds.end());
  });
}

}  // namespace cundang::ledger
