// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/unit_list.h"

namespace cundang::ledger {

void UnitLists::take(const Node& content) {
  List list{std::string{content.attribute("name")}, pack_validity(content), {}};
  for (const auto* member : content.select("member"))
    if (const auto unit = member->attribute("unit"); !unit.empty()) list.members.push_back({std::string{unit}});
  lists_.push_back(std::move(list));
}

std::vector<UnitCode> UnitLists::members(std::string_view name, Date day) const {
  for (auto list = lists_.rbegin(); list != lists_.rend(); ++list)
    if (list->name == name && list->span.holds(day)) return list->members;
  return {};
}

}  // namespace cundang::ledger
