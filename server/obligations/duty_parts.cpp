// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/duty_parts.h"

#include "server/obligations/obligation_id.h"

namespace cundang::ledger {

void add_rule_parts(Duty& duty) {
  for (const auto& part : duty.rule->parts)
    duty.parts.push_back({part.name, "", part.kind, part.element, part.filed_to});
}

void finish(Duty& duty) {
  if (duty.parts.empty()) duty.parts.push_back({duty.rule->name.zh, duty.item, duty.rule->owes, "", std::nullopt});
  duty.id = obligation_id(duty.rule->id, duty.trigger ? to_text(*duty.trigger) : duty.period, duty.owing, duty.item);
}

}  // namespace cundang::ledger
