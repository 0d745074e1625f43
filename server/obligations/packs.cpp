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

/// A rule holds no longer than its pack.
SpanOfDays within(SpanOfDays rule, SpanOfDays pack) {
  if (pack.from) rule.from = std::max(rule.from.value_or(*pack.from), *pack.from);
  if (pack.until) rule.until = std::min(rule.until.value_or(*pack.until), *pack.until);
  return rule;
}

const std::vector<std::string>& find_or_none(const std::map<std::string, std::vector<std::string>, std::less<>>& map,
                                             std::string_view key) {
  static const std::vector<std::string> none;
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

}  // namespace

void RuleBook::take(const Node& content, Date filed) {
  Findings ignored;
  for (const auto* node : content.select("rule")) {
    auto rule = read_rule(*node, ignored);
    if (!rule) continue;
    rule->span = within(rule->span, pack_validity(content));
    if (rule->on) add_once((rule->on->demand ? ids_by_demand_ : ids_by_kind_)[rule->on->kind], rule->id);
    if (rule->stated) add_once(states_[rule->stated->kind], rule->stated->via);
    auto& vias = vias_[rule->owes];
    if (!rule->via.empty()) add_once(vias, rule->via);
    for (const auto& part : rule->parts) vias_[part.kind];
    auto version = std::make_shared<const Rule>(std::move(*rule));
    by_id_[version->id].push_back({filed, version});
  }
}

RuleBook::Version RuleBook::in_force(std::string_view id, Date day) const {
  const auto versions = by_id_.find(id);
  if (versions == by_id_.end()) return nullptr;
  for (auto version = versions->second.rbegin(); version != versions->second.rend(); ++version)
    if (version->day <= day && version->rule->span.holds(day)) return version->rule;
  return nullptr;
}

std::vector<RuleBook::Version> RuleBook::named(const std::vector<std::string>& ids, Date day) const {
  std::vector<Version> rules;
  for (const auto& id : ids)
    if (auto rule = in_force(id, day); rule && rule->on) rules.push_back(std::move(rule));
  return rules;
}

std::vector<RuleBook::Version> RuleBook::triggered_by(std::string_view kind, std::string_view series, Date day) const {
  auto rules = named(find_or_none(ids_by_kind_, kind), day);
  std::erase_if(rules, [&](const Version& rule) {
    const auto& wanted = rule->on->series;
    return rule->on->demand || rule->on->kind != kind ||
           (!wanted.empty() && std::find(wanted.begin(), wanted.end(), series) == wanted.end());
  });
  return rules;
}

std::vector<RuleBook::Version> RuleBook::demanded(std::string_view kind, Date day) const {
  auto rules = named(find_or_none(ids_by_demand_, kind), day);
  std::erase_if(rules, [&](const Version& rule) { return !rule->on->demand || rule->on->kind != kind; });
  return rules;
}

std::vector<RuleBook::Version> RuleBook::of_calendar() const {
  std::vector<Version> rules;
  for (const auto& [id, versions] : by_id_)
    for (const auto& version : versions)
      if (version.rule->of_calendar()) rules.push_back(version.rule);
  return rules;
}

std::vector<RuleBook::Version> RuleBook::newest() const {
  std::vector<Version> rules;
  rules.reserve(by_id_.size());
  for (const auto& [id, versions] : by_id_) rules.push_back(versions.back().rule);
  return rules;
}

const std::vector<std::string>& RuleBook::vias(std::string_view kind) const { return find_or_none(vias_, kind); }
const std::vector<std::string>& RuleBook::states(std::string_view kind) const { return find_or_none(states_, kind); }

bool Packs::take(const Node& content, Date filed) {
  const auto& kind = content.name;
  if (kind != "rule-pack" && kind != "policy-pack" && kind != "calendar" && kind != "special-periods" &&
      kind != "list" && kind != "unit-register")
    return false;
  if (has_fault(rules_check(content))) return true;
  if (kind == "rule-pack") rules.take(content, filed);
  if (kind == "policy-pack") policies.take(content, filed);
  if (kind == "calendar") calendar.take(content), calendars.take(content, filed);
  if (kind == "special-periods") special_periods.take(content);
  if (kind == "list") lists.take(content);
  if (kind == "unit-register") units.take(content);
  return true;
}

}  // namespace cundang::ledger
