// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/trigger_conditions.h"

#include <algorithm>

namespace cundang::ledger {
namespace {

bool is_of_class(const UnitCode& code, const std::vector<UnitClass>& classes, const Packs& packs) {
  const auto* unit = packs.units.find(code);
  return unit && std::find(classes.begin(), classes.end(), unit->unit_class) != classes.end();
}

bool has_value(const Condition& condition, const Node& element, const Packs& packs) {
  auto value =
      condition.at.attribute.empty() ? std::string_view{element.text} : element.attribute(condition.at.attribute);
  if (value.empty()) value = condition.fallback;
  if (!condition.classes.empty()) return is_of_class({std::string{value}}, condition.classes, packs);
  if (!condition.in.empty()) return std::find(condition.in.begin(), condition.in.end(), value) != condition.in.end();
  // Without values the element, or its attribute, need only be there.
  return condition.at.attribute.empty() || !value.empty();
}

bool is_met(const Condition& condition, const Trigger& trigger, const Packs& packs) {
  if (condition.system != 0) return trigger.systems.contains(condition.system);
  const auto elements = trigger.content.select(condition.at.path);
  return std::any_of(elements.begin(), elements.end(),
                     [&](const Node* element) { return has_value(condition, *element, packs); });
}

}  // namespace

bool holds(const Rule::OnRecord& on, const Trigger& trigger, const Packs& packs) {
  if (!on.issuer.empty() && !is_of_class(trigger.issuer, on.issuer, packs)) return false;
  return std::all_of(on.conditions.begin(), on.conditions.end(),
                     [&](const Condition& condition) { return is_met(condition, trigger, packs) == condition.wanted; });
}

}  // namespace cundang::ledger
