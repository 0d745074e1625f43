// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/unit_list.h"

namespace cundang::ledger {

void UnitLists::take(const Node& content) {
  List list{std::string{content.attribute("name")}, pack_validity(content), {}};
  for (const auto* member : content.select("member"))
    list.members.push_back({{std::string{member->attribute("unit")}}, member->text, read_span(*member)});
  lists_.push_back(std::move(list));
}

const UnitLists::List* UnitLists::in_force(std::string_view name, Date day) const {
  for (auto list = lists_.rbegin(); list != lists_.rend(); ++list)
    if (list->name == name && list->span.holds(day)) return &*list;
  return nullptr;
}

std::vector<UnitCode> UnitLists::members(std::string_view name, Date day) const {
  std::vector<UnitCode> units;
  if (const auto* list = in_force(name, day))
    for (const auto& member : list->members)
      if (!member.unit.empty() && member.span.holds(day)) units.push_back(member.unit);
  return units;
}

std::vector<std::string> UnitLists::texts(std::string_view name, Date day) const {
  std::vector<std::string> texts;
  if (const auto* list = in_force(name, day))
    for (const auto& member : list->members)
      if (member.unit.empty() && !member.text.empty() && member.span.holds(day)) texts.push_back(member.text);
  return texts;
}

}  // namespace cundang::ledger
