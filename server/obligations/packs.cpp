// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/packs.h"

#include <algorithm>

#include "server/obligations/rule_reader.h"
#include "server/obligations/rules_check.h"

namespace cundang::ledger {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  const auto place = std::lower_bound(names.begin(), names.end(), name);
  if (place == names.end() || *place != name) names.insert(place, name);
}

}  // namespace

void RuleBook::take(const Node& content) {
  Findings ignored;
  for (const auto* node : content.select("rule")) {
    auto rule = read_rule(*node, ignored);
    if (!rule) continue;
    if (rule->on) add_once(ids_by_kind_[rule->on->kind], rule->id);
    auto& vias = vias_[rule->owes];
    if (!rule->via.empty()) add_once(vias, rule->via);
    for (const auto& part : rule->parts) vias_[part.kind];
    by_id_[rule->id].push_back(std::make_shared<const Rule>(std::move(*rule)));
  }
}

RuleBook::Version RuleBook::in_force(std::string_view id, Date day) const {
  const auto versions = by_id_.find(id);
  if (versions == by_id_.end()) return nullptr;
  for (auto version = versions->second.rbegin(); version != versions->second.rend(); ++version)
    if ((*version)->span.holds(day)) return *version;
  return nullptr;
}

std::vector<RuleBook::Version> RuleBook::triggered_by(std::string_view kind, std::string_view series, Date day) const {
  std::vector<Version> rules;
  const auto ids = ids_by_kind_.find(kind);
  if (ids == ids_by_kind_.end()) return rules;
  for (const auto& id : ids->second) {
    auto rule = in_force(id, day);
    if (!rule || !rule->on || rule->on->kind != kind) continue;
    if (rule->on->series.empty() || rule->on->series == series) rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<RuleBook::Version> RuleBook::of_calendar() const {
  std::vector<Version> rules;
  for (const auto& [id, versions] : by_id_)
    for (const auto& version : versions)
      if (version->every) rules.push_back(version);
  return rules;
}

const std::vector<std::string>& RuleBook::vias(std::string_view kind) const {
  static const std::vector<std::string> none;
  const auto found = vias_.find(kind);
  return found == vias_.end() ? none : found->second;
}

bool Packs::take(const Node& content) {
  const auto& kind = content.name;
  if (kind != "rule-pack" && kind != "policy-pack" && kind != "calendar" && kind != "list" && kind != "unit-register")
    return false;
  if (has_fault(rules_check(content))) return true;
  if (kind == "rule-pack") rules.take(content);
  if (kind == "policy-pack") policies.take(content);
  if (kind == "calendar") calendar.take(content);
  if (kind == "list") lists.take(content);
  if (kind == "unit-register") units.take(content);
  return true;
}

}  // namespace cundang::ledger
