// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/unit_register.h"

#include <algorithm>

#include "server/obligations/span_of_days.h"

namespace cundang::ledger {
namespace {

Unit::NamePeriod read_name(const Node& node) {
  Unit::NamePeriod name;
  name.full = node.child_text("full");
  for (const auto* each : node.select("short")) name.short_names.push_back(each->text);
  name.from = parse_date(node.attribute("from"));
  name.until = parse_date(node.attribute("until"));
  return name;
}

Unit::Contact read_contact(const Node& node) {
  return {node.text, std::string{node.attribute("phone")}, std::string{node.attribute("email")},
          parse_date(node.attribute("from")), parse_date(node.attribute("until"))};
}

bool bears(const Unit::NamePeriod& name, std::string_view text) {
  if (name.full == text) return true;
  for (const auto& each : name.short_names)
    if (each == text) return true;
  return false;
}

}  // namespace

std::optional<Unit> read_unit(const Node& node) {
  Unit unit;
  unit.code.text = node.attribute("code");
  unit.unit_class = parse_unit_class(node.attribute("class")).value_or(UnitClass::Other);
  unit.fonds = node.attribute("fonds");
  unit.from = parse_date(node.attribute("from"));
  unit.until = parse_date(node.attribute("until"));
  for (const auto* name : node.select("name"))
    if (!name->child_text("full").empty()) unit.names.push_back(read_name(*name));
  for (const auto* each : node.select("successor")) unit.successors.push_back({std::string{each->attribute("unit")}});
  for (const auto* each : node.select("contact")) unit.contacts.push_back(read_contact(*each));
  if (unit.code.empty() || unit.names.empty()) return std::nullopt;
  return unit;
}

void UnitRegister::take(const Node& content) {
  for (const auto* node : content.select("unit"))
    if (auto unit = read_unit(*node)) units_.insert_or_assign(unit->code, std::move(*unit));
}

std::vector<Unit> UnitRegister::all() const {
  std::vector<Unit> units;
  for (const auto& [code, unit] : units_) units.push_back(unit);
  return units;
}

const Unit* UnitRegister::find(const UnitCode& code) const {
  const auto found = units_.find(code);
  return found == units_.end() ? nullptr : &found->second;
}

bool UnitRegister::is_abolished(const UnitCode& code, Date day) const {
  const auto* unit = find(code);
  return unit && unit->until && *unit->until < day;
}

std::vector<UnitCode> UnitRegister::standing_for(const UnitCode& code, Date day) const {
  std::vector<UnitCode> found, seen, ahead{code};
  // Successors of successors are followed, each unit once, so that a ring in the register ends.
  while (!ahead.empty()) {
    const auto next = ahead.front();
    ahead.erase(ahead.begin());
    if (std::find(seen.begin(), seen.end(), next) != seen.end()) continue;
    seen.push_back(next);
    if (!is_abolished(next, day))
      found.push_back(next);
    else
      for (const auto& successor : find(next)->successors) ahead.push_back(successor);
  }
  return found;
}

Text UnitRegister::called(const UnitCode& code, Date day) const {
  const auto* unit = find(code);
  if (!unit) return {"单位（" + code.text + "）", "unit (" + code.text + ")"};
  const auto& names = unit->names;
  const auto then = std::find_if(names.begin(), names.end(), [&](const Unit::NamePeriod& period) {
    return SpanOfDays{period.from, period.until}.holds(day);
  });
  const auto& name = then == names.end() ? names.back() : *then;
  const auto& word = name.short_names.empty() ? name.full : name.short_names.front();
  return {word, word};
}

bool UnitRegister::is_desk(const UnitCode& code) const {
  const auto* unit = find(code);
  return unit && (unit->unit_class == UnitClass::Office || unit->unit_class == UnitClass::Bureau);
}

bool UnitRegister::is_supervising(const UnitCode& code) const {
  const auto* unit = find(code);
  return is_desk(code) ||
         (unit && (unit->unit_class == UnitClass::Committee || unit->unit_class == UnitClass::Government));
}

const Unit* UnitRegister::of_class(UnitClass unit_class, Date day) const {
  for (const auto& [code, unit] : units_)
    if (unit.unit_class == unit_class && SpanOfDays{unit.from, unit.until}.holds(day)) return &unit;
  return nullptr;
}

const Unit* UnitRegister::named(std::string_view name, Date day) const {
  for (const auto& [code, unit] : units_)
    for (const auto& period : unit.names)
      if (SpanOfDays{period.from, period.until}.holds(day) && bears(period, name)) return &unit;
  return nullptr;
}

}  // namespace cundang::ledger
