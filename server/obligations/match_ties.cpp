// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/match_ties.h"

#include <algorithm>
#include <set>

namespace cundang::ledger {
namespace {

std::string_view fact(const Reply& reply, std::string_view path) {
  for (const auto& [at, value] : reply.carried.facts)
    if (at == path) return value;
  return {};
}

bool mentions(const Reply& reply, std::string_view words) {
  return std::any_of(reply.carried.facts.begin(), reply.carried.facts.end(),
                     [&](const auto& each) { return each.second.find(words) != std::string::npos; });
}

void add_units(const Node& element, std::set<UnitCode>& units) {
  for (const auto& name : {"code", "unit"})
    if (const auto code = element.attribute(name); !code.empty()) units.insert(UnitCode{std::string{code}});
  for (const auto& child : element.children) add_units(child, units);
}

/// Units the trigger is about, beside those the duty runs between.
std::set<UnitCode> units_of(const Trigger& trigger, const Duty& duty) {
  std::set<UnitCode> units;
  for (const auto& unit : trigger.addressees)
    if (!unit.code.empty()) units.insert(unit.code);
  add_units(trigger.content, units);
  for (const auto* party : {&duty.owing, &duty.owed_to, &trigger.issuer}) units.erase(*party);
  return units;
}

bool reaches_one(const Reply& reply, const std::set<UnitCode>& units) {
  if (std::any_of(reply.carried.reached.begin(), reply.carried.reached.end(),
                  [&](const auto& unit) { return units.contains(unit); }))
    return true;
  return std::any_of(reply.carried.facts.begin(), reply.carried.facts.end(), [&](const auto& each) {
    return (each.first.ends_with("@unit") || each.first.ends_with("@code")) && units.contains({each.second});
  });
}

void add_references(const Node& element, std::set<std::string>& numbers) {
  if (const auto number = element.attribute("record"); !number.empty()) numbers.emplace(number);
  for (const auto& child : element.children) add_references(child, numbers);
}

/// Both rest on one earlier record: an opinion and the spot check it follows name the same plan.
void tie_reference(const Reply& reply, const Trigger& trigger, Ties& found) {
  std::set<std::string> numbers;
  add_references(trigger.content, numbers);
  for (const auto& [path, value] : reply.carried.facts)
    if (path.ends_with("@record") && numbers.contains(value)) {
      found.strength += 2;
      return add_reason(found.reason, "同引 " + value, "both name " + value);
    }
}

/// The period the reply reports on, against the duty's.
void tie_period(const Reply& reply, const Duty& duty, Ties& found) {
  auto said = fact(reply, "period");
  if (said.empty()) said = fact(reply, "year");
  if (said.empty() || duty.period.empty()) return;
  if (said != duty.period) {
    found.contradicts = true;
    return;
  }
  found.strength += 2;
  add_reason(found.reason, "期间同为 " + duty.period, "it is about the same period, " + duty.period);
}

/// A paper a 预警处理 has led to gives its ground: which signal, which trigger.
void tie_signal(const Reply& reply, const Trigger& trigger, Ties& found) {
  const auto* signal = trigger.content.child("signal");
  if (!signal) return;
  if (mentions(reply, signal->attribute("id"))) {
    found.strength += 3;
    return add_reason(found.reason, "写明同一预警", "it names the same signal");
  }
  const auto ground = fact(reply, "grounds@trigger");
  if (ground.empty()) return;
  if (ground != trigger.content.child_text("trigger")) {
    found.contradicts = true;
    return;
  }
  found.strength += 1;
  add_reason(found.reason, "触发情形同为 " + std::string{ground},
             "it rests on the same ground, " + std::string{ground});
}

}  // namespace

Ties ties(const Reply& reply, const Duty& duty, const Trigger* trigger) {
  Ties found;
  tie_period(reply, duty, found);
  if (reply.carried.reaches(duty.owed_to)) {
    found.strength += 1;
    add_reason(found.reason, "发往受理单位", "it goes to the unit it is owed to");
  }
  if (!trigger) return found;
  tie_signal(reply, *trigger, found);
  tie_reference(reply, *trigger, found);
  if (mentions(reply, to_text(trigger->number))) {
    found.strength += 3;
    add_reason(found.reason, "写明来件登记号 " + to_text(trigger->number), "it names " + to_text(trigger->number));
  }
  if (reaches_one(reply, units_of(*trigger, duty))) {
    found.strength += 1;
    add_reason(found.reason, "所涉单位相符", "it is about a unit of the record it would answer");
  }
  return found;
}

void add_reason(Text& reason, const std::string& zh, const std::string& en) {
  if (!reason.zh.empty()) reason.zh += "；", reason.en += "; ";
  reason.zh += zh;
  reason.en += en;
}

}  // namespace cundang::ledger
