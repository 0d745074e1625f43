// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/duty_parts.h"

#include <algorithm>

#include "server/obligations/obligation_id.h"
#include "server/obligations/who_owes.h"

namespace cundang::ledger {
namespace {

/// Units a record must reach: members of a list and units of classes, but not the one that sends it.
std::vector<UnitCode> reach_of(const RequiredPart& part, const Duty& duty, const Packs& packs) {
  std::vector<UnitCode> reach;
  const auto add = [&](const UnitCode& unit) {
    if (unit != duty.owing && std::find(reach.begin(), reach.end(), unit) == reach.end()) reach.push_back(unit);
  };
  if (!part.copies_list.empty())
    for (const auto& unit : listed_in_being(part.copies_list, packs, duty.arose)) add(unit);
  for (const auto unit_class : part.copies_classes)
    for (const auto& unit : packs.units.all())
      if (unit.unit_class == unit_class && SpanOfDays{unit.from, unit.until}.holds(duty.arose)) add(unit.code);
  return reach;
}

/// One part a unit that the trigger names: 督查意见 to each unit inspected.
void add_each_unit(Duty& duty, const Duty::DutyPart& plain, const UnitPath& each, const Node& content,
                   const Packs& packs) {
  for (const auto* element : content.select(each.path)) {
    const UnitCode unit{std::string{element->attribute(each.attribute)}};
    if (unit.empty()) continue;
    auto part = plain;
    const auto* known = packs.units.find(unit);
    part.name += "：" + (known ? known->full_name() : unit.text);
    part.reach.push_back(unit);
    duty.parts.push_back(std::move(part));
  }
}

}  // namespace

void add_rule_parts(Duty& duty, const Node* content, const Packs& packs) {
  for (const auto& required : duty.rule->parts) {
    Duty::DutyPart part{required.name,          "",
                        required.kind,          required.element,
                        required.filed_to,      required.value,
                        required.attachment,    reach_of(required, duty, packs),
                        required.met_by_trigger};
    if (required.each) {
      if (content) add_each_unit(duty, part, *required.each, *content, packs);
    } else if (!required.list.empty()) {
      for (const auto& member : packs.lists.texts(required.list, duty.arose)) {
        auto one = part;
        one.name += "：" + member;
        one.value = member;
        duty.parts.push_back(std::move(one));
      }
    } else {
      duty.parts.push_back(std::move(part));
    }
  }
}

void finish(Duty& duty) {
  if (duty.parts.empty()) duty.parts.push_back({duty.rule->name.zh, duty.item, duty.rule->owes, "", std::nullopt});
  duty.id = obligation_id(duty.rule->id, duty.trigger ? to_text(*duty.trigger) : duty.period, duty.owing, duty.item);
}

}  // namespace cundang::ledger
