// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/carried.h"

#include <algorithm>

namespace cundang::ledger {
namespace {

constexpr std::size_t fact_bytes_max = 300;  ///< longer texts are prose, which no part asks for by value
constexpr std::size_t facts_max = 500;       ///< a record kept for the whole year costs no more than this

void add_facts(const Node& element, const std::string& path, std::vector<std::pair<std::string, std::string>>& facts) {
  if (facts.size() >= facts_max) return;
  const auto attribute = path + "@";
  for (const auto& [name, value] : element.attributes)
    if (value.size() <= fact_bytes_max) facts.emplace_back(attribute + name, value);
  if (!element.text.empty() && element.text.size() <= fact_bytes_max) facts.emplace_back(path, element.text);
  for (const auto& child : element.children) {
    auto below = path;
    add_facts(child, below.append("/").append(child.name), facts);
  }
}

bool has_element(const Carried& carried, const Duty::DutyPart& part) {
  if (part.element.empty()) return true;
  if (!part.value.empty()) return carried.states(part.element, part.value);
  return std::find(carried.filled.begin(), carried.filled.end(), part.element) != carried.filled.end();
}

}  // namespace

bool Carried::states(std::string_view path, std::string_view value) const {
  return std::any_of(facts.begin(), facts.end(),
                     [&](const auto& fact) { return fact.first == path && fact.second == value; });
}

bool Carried::reaches(const UnitCode& unit) const {
  return std::find(reached.begin(), reached.end(), unit) != reached.end();
}

Carried carried_by(const Record& record, const Node& content) {
  Carried carried;
  for (const auto& child : content.children) {
    if (!child.text.empty() || !child.children.empty()) carried.filled.push_back(child.name);
    add_facts(child, child.name, carried.facts);
  }
  for (const auto* units : {&record.addressees, &record.copies})
    for (const auto& unit : *units)
      if (!unit.code.empty()) carried.reached.push_back(unit.code);
  for (const auto& attachment : record.attachments) carried.roles.push_back(attachment.role);
  return carried;
}

bool carries(const Carried& carried, const Duty::DutyPart& part) {
  if (!part.attachment.empty() &&
      std::find(carried.roles.begin(), carried.roles.end(), part.attachment) == carried.roles.end())
    return false;
  return has_element(carried, part) &&
         std::all_of(part.reach.begin(), part.reach.end(), [&](const auto& unit) { return carried.reaches(unit); });
}

}  // namespace cundang::ledger
