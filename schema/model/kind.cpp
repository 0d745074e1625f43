// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/kind.h"

#include <unordered_map>

namespace cundang {

const std::vector<Kind>& all_kinds() {
  using enum KindGroup;
  static const std::vector<Kind> table = {
#define CUNDANG_KIND(name, zh, en, rows, group, moves_ledger) {name, zh, en, rows, group, moves_ledger},
#include "schema/model/kinds.def"
#undef CUNDANG_KIND
  };
  return table;
}

const Kind* find_kind(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const Kind*> map;
    for (const auto& kind : all_kinds()) map.emplace(kind.name, &kind);
    return map;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

}  // namespace cundang
