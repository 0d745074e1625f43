// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace cundang {

/// What sort of record a kind is. A Document has a body; the others may be made by a click and need none.
enum class KindGroup {
  Document,      ///< a paper of the ten systems, or any other
  Act,           ///< a step on an obligation: 签收, 催办, 核实 …
  Registration,  ///< 登记: what happened outside, corrections, accidents
  Assessment,    ///< 年度考核
  Pack,          ///< 制度, 执行口径, 日历, 名录 …
};

/// One row of kinds.def. Views of static storage.
struct Kind {
  std::string_view name;  ///< the content element's name and Record::kind, e.g. "minutes"
  std::string_view zh;    ///< 会议纪要
  std::string_view en;    ///< minutes
  std::string_view rows;  ///< its rows in the table of the ten systems, e.g. "1b 2b"; empty where it has none
  KindGroup group;
  bool moves_ledger;  ///< the ledger of obligations reads it
};

/// Every kind, in the table's order.
const std::vector<Kind>& all_kinds();
/// @returns nullptr for a name that is no kind. The pointer stays valid.
const Kind* find_kind(std::string_view name);

}  // namespace cundang
