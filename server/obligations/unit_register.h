// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/node.h"
#include "schema/model/unit.h"

namespace cundang::ledger {

/// 单位名册 as the unit-register records applied so far have it. A later record replaces the units it lists.
class UnitRegister {
 public:
  /// Takes the units of a unit-register record (docs/formats/rules.md, Unit register).
  void take(const Node& content);

  /// By code; empty before the first register.
  std::vector<Unit> all() const;
  /// Lives until the next take(). Null where the code is unknown.
  const Unit* find(const UnitCode& code) const;
  /// The first by code of that class in being on `day`.
  const Unit* of_class(UnitClass unit_class, Date day) const;
  /// The unit that bore this full or short name on `day`.
  const Unit* named(std::string_view name, Date day) const;
  /// Who stands for `code` on `day`: itself while it is in being, else its 继任单位 in being, in the register's order
  /// and once each; none where an abolished unit has no successor. An unknown unit stands for itself.
  std::vector<UnitCode> standing_for(const UnitCode& code, Date day) const;
  /// The unit was, and on `day` is no more.
  bool is_abolished(const UnitCode& code, Date day) const;
  /// How a text calls it on `day`: by its short name then, else by its full name; of a code that the register does not
  /// have, by the code in brackets.
  Text called(const UnitCode& code, Date day) const;
  /// Office or bureau: who enters paper, files packs and decides for the city. Nobody is before the first register.
  bool is_desk(const UnitCode& code) const;
  /// The desk, the committee or the government: whose word counts on what another unit owes or reports.
  bool is_supervising(const UnitCode& code) const;
  bool empty() const { return units_.empty(); }

 private:
  std::map<UnitCode, Unit> units_;
};

/// One `unit` element. Nothing where it has no code or no name.
std::optional<Unit> read_unit(const Node& node);

}  // namespace cundang::ledger
