// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/unit.h"

#include <array>
#include <utility>

namespace cundang {
namespace {

constexpr std::array<std::pair<UnitClass, std::string_view>, 9> class_names{{
    {UnitClass::Committee, "committee"},
    {UnitClass::Office, "office"},
    {UnitClass::Government, "government"},
    {UnitClass::Bureau, "bureau"},
    {UnitClass::Department, "department"},
    {UnitClass::District, "district"},
    {UnitClass::DistrictOffice, "district-office"},
    {UnitClass::Enterprise, "enterprise"},
    {UnitClass::Other, "other"},
}};

}  // namespace

std::string to_text(UnitClass unit_class) {
  for (const auto& [value, name] : class_names)
    if (value == unit_class) return std::string{name};
  return "other";
}

std::optional<UnitClass> parse_unit_class(std::string_view text) {
  for (const auto& [value, name] : class_names)
    if (name == text) return value;
  return std::nullopt;
}

}  // namespace cundang
