// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang {

/// What kind of body a unit is; rules and packs name classes, never single units where they can help it.
enum class UnitClass {
  Committee,       ///< 安委会
  Office,          ///< 安委办
  Government,      ///< 市政府 (同级政府)
  Bureau,          ///< 综合监管部门 (安全监管局)
  Department,      ///< 市有关部门
  District,        ///< 区县政府
  DistrictOffice,  ///< 区县安委办、安监局
  Enterprise,      ///< 企业
  Other,
};
std::string to_text(
    UnitClass unit_class);  ///< committee office government bureau department district district-office enterprise other
std::optional<UnitClass> parse_unit_class(std::string_view text);

/// One body from its founding to its end. Renaming keeps the unit; merging ends it and names successors.
struct Unit {
  UnitCode code;
  UnitClass unit_class = UnitClass::Other;
  struct NamePeriod {
    std::string full;                      ///< 铭远市安全生产监督管理局
    std::vector<std::string> short_names;  ///< 市安监局, 安监局
    std::optional<Date> from, until;       ///< both days included
  };
  std::vector<NamePeriod> names;  ///< in time order; the last is today's
  std::optional<Date> from, until;
  std::vector<UnitCode> successors;
  std::string fonds;  ///< 全宗号, where it keeps a fonds
  /// 联络员, for the days named.
  struct Contact {
    std::string name, phone, email;   ///< what is not known is empty
    std::optional<Date> from, until;  ///< both days included
  };
  std::vector<Contact> contacts;
  const std::string& full_name() const { return names.back().full; }
};

}  // namespace cundang
