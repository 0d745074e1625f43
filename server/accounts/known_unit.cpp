// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/known_unit.h"

#include <algorithm>
#include <string>

#include "schema/model/error.h"

namespace cundang::accounts {
namespace {

constexpr std::size_t code_bytes_max = 32;  // as in docs/formats/record.md
constexpr std::size_t shown_max = 6;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_unit_code(std::string_view code) {
  return !code.empty() && code.size() <= code_bytes_max && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// Letters to change, add, leave out or swap with their neighbour (Damerau-Levenshtein), upper and lower case alike.
int distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  const auto same = [&](std::size_t i, std::size_t j) { return upper(a[i - 1]) == upper(b[j - 1]); };
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same(i, j) ? 0 : 1)});
      if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j)) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

/// How many wrong letters are still a slip: in a short code two make it another one.
int near(std::string_view typed) { return typed.size() <= 4 ? 1 : 2; }

/// 0 is nearest; a name that was typed in place of the code counts as near as can be.
int farness(const Unit& unit, std::string_view typed) {
  for (const auto& period : unit.names) {
    if (period.full.find(typed) != std::string::npos) return 0;
    for (const auto& name : period.short_names)
      if (name.find(typed) != std::string::npos) return 0;
  }
  return distance(unit.code.text, typed);
}

std::string name_of(const Unit& unit) { return unit.code.text + (unit.names.empty() ? "" : " " + unit.full_name()); }

/// The nearest units, or where none is near the first ones of the register.
std::string proposals(const std::vector<Unit>& units, std::string_view typed) {
  std::vector<std::pair<int, const Unit*>> ranked;
  for (const auto& unit : units) ranked.emplace_back(farness(unit, typed), &unit);
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const bool any_near = ranked.front().first <= near(typed);
  std::string listed;
  std::size_t count = 0;
  for (const auto& [far, unit] : ranked) {
    if ((any_near && far > near(typed)) || count++ == shown_max) break;
    listed += (listed.empty() ? "" : ", ") + name_of(*unit);
  }
  return listed;
}

}  // namespace

void require_known_unit(const std::vector<Unit>& units, std::string_view code) {
  const auto same = [code](const Unit& unit) { return unit.code.text == code; };
  if (std::any_of(units.begin(), units.end(), same)) return;
  if (units.empty()) {
    if (is_unit_code(code)) return;
    throw Error{ErrorCode::BadRequest, Text{"这不是单位代码", "this is no unit code"},
                Text{"单位代码由 1 至 32 个大写字母、数字或 - 组成", "a unit code is 1 to 32 of A-Z, 0-9 and -"}};
  }
  const auto known = proposals(units, code.substr(0, code_bytes_max * 3));
  throw Error{ErrorCode::BadRequest, Text{"单位名录中没有此单位", "the unit register has no such unit"},
              Text{"请核对单位代码，例如：" + known + "；新单位须先登记单位名录",
                   "check the code; perhaps: " + known + "; a new unit is filed in the unit register first"}}
      .with("unit", std::string{code});
}

}  // namespace cundang::accounts
