// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/ids.h"
#include "server/obligations/span_of_days.h"

namespace cundang::ledger {

/// 名单: 市有关部门, 有关成员单位, 重点行业 … are dated lists with a source, not classes.
class UnitLists {
 public:
  void take(const Node& content);
  /// Members with a code, in the list's order, of the list filed last that is in force on `day`; empty where none is.
  /// A member with days of its own belongs to it on those alone.
  std::vector<UnitCode> members(std::string_view name, Date day) const;
  /// The same of the members without a code: 建筑施工, 危险化学品.
  std::vector<std::string> texts(std::string_view name, Date day) const;

 private:
  struct Member {
    UnitCode unit;  ///< empty: `text` says it
    std::string text;
    SpanOfDays span;
  };
  struct List {
    std::string name;
    SpanOfDays span;
    std::vector<Member> members;
  };
  const List* in_force(std::string_view name, Date day) const;

  std::vector<List> lists_;
};

}  // namespace cundang::ledger
