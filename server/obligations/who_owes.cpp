// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/who_owes.h"

#include <algorithm>
#include <set>

namespace cundang::ledger {
namespace {

UnitCode of_class(const Packs& packs, UnitClass unit_class, Date day) {
  const auto* unit = packs.units.of_class(unit_class, day);
  return unit ? unit->code : UnitCode{};
}

bool passes(const Rule& rule, const Node& element) {
  if (rule.where.empty()) return true;
  auto value = element.attribute(rule.where);
  if (value.empty()) value = rule.where_default;
  return std::find(rule.in.begin(), rule.in.end(), value) != rule.in.end();
}

/// Who owes, in the document's order; without items each unit once.
class OwingList {
 public:
  void add(UnitCode unit, const Node* element, bool once) {
    if (unit.empty() || (!seen_.insert(unit).second && once)) return;
    owing_.push_back({std::move(unit), element});
  }
  std::vector<Owing> take() { return std::move(owing_); }

 private:
  std::vector<Owing> owing_;
  std::set<UnitCode> seen_;
};

/// Units that elements of the trigger name; `by`: a role owes one duty an element.
void add_named(const Rule& rule, const Trigger& trigger, const Packs& packs, OwingList& owing) {
  const bool once = rule.item_attribute.empty();
  for (const auto* element : trigger.content.select(rule.units.path)) {
    if (!passes(rule, *element)) continue;
    if (rule.by) {
      owing.add(in_role(*rule.by, &trigger, packs, trigger.received), element, once);
    } else if (!rule.within.empty()) {
      for (const auto* unit : element->select(rule.within))
        owing.add({std::string{unit->attribute(rule.units.attribute)}}, element, once);
    } else {
      owing.add({std::string{element->attribute(rule.units.attribute)}}, element, once);
    }
  }
}

}  // namespace

UnitCode in_role(Rule::Role role, const Trigger* trigger, const Packs& packs, Date day) {
  switch (role) {
    case Rule::Role::Author:
      return trigger ? trigger->issuer : UnitCode{};
    case Rule::Role::Lead: {
      const auto* lead = trigger ? trigger->content.child("lead") : nullptr;
      return lead ? UnitCode{std::string{lead->attribute("unit")}} : UnitCode{};
    }
    case Rule::Role::Office:
      return of_class(packs, UnitClass::Office, day);
    case Rule::Role::Bureau:
      return of_class(packs, UnitClass::Bureau, day);
    case Rule::Role::Committee:
      return of_class(packs, UnitClass::Committee, day);
    case Rule::Role::Government:
      return of_class(packs, UnitClass::Government, day);
  }
  return {};
}

std::vector<UnitCode> listed_in_being(const std::string& list, const Packs& packs, Date day) {
  std::vector<UnitCode> units;
  for (const auto& member : packs.lists.members(list, day))
    for (auto& unit : packs.units.standing_for(member, day))
      if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(std::move(unit));
  return units;
}

std::vector<Owing> who_owes(const Rule& rule, const Trigger& trigger, const Packs& packs) {
  OwingList list;
  switch (rule.select) {
    case Rule::Select::One:
      list.add(in_role(*rule.by, &trigger, packs, trigger.received), nullptr, true);
      break;
    case Rule::Select::List:
      for (auto& unit : listed_in_being(rule.list, packs, trigger.received)) list.add(std::move(unit), nullptr, true);
      break;
    case Rule::Select::Addressees:
      for (const auto& unit : trigger.addressees) list.add(unit.code, nullptr, true);
      break;
    case Rule::Select::Copies:
      for (const auto& unit : trigger.copies) list.add(unit.code, nullptr, true);
      break;
    case Rule::Select::Demanded:  // the demand says who: plan_demands
      break;
    case Rule::Select::Content:
      add_named(rule, trigger, packs, list);
      break;
  }
  for (const auto& path : rule.also)
    for (const auto* element : trigger.content.select(path.path))
      list.add({std::string{element->attribute(path.attribute)}}, element, true);
  auto owing = list.take();
  if (!rule.classes.empty()) {
    std::erase_if(owing, [&](const Owing& each) {
      const auto* unit = packs.units.find(each.unit);
      return !unit || std::find(rule.classes.begin(), rule.classes.end(), unit->unit_class) == rule.classes.end();
    });
  }
  return owing;
}

}  // namespace cundang::ledger
