// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/ids.h"
#include "server/obligations/span_of_days.h"

namespace cundang::ledger {

/// 名单: 市有关部门, 有关成员单位 … are dated lists with a source, not classes.
class UnitLists {
 public:
  void take(const Node& content);
  /// Members with a code, in the list's order, of the list filed last that is in force on `day`; empty where none is.
  std::vector<UnitCode> members(std::string_view name, Date day) const;

 private:
  struct List {
    std::string name;
    SpanOfDays span;
    std::vector<UnitCode> members;
  };
  std::vector<List> lists_;
};

}  // namespace cundang::ledger
