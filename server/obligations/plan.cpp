// SPDX-License-Identifier: GPL-3.0-or-later
// Duties that a record makes.
#include "server/obligations/plan.h"

#include <algorithm>
#include <set>

#include "server/obligations/duty_parts.h"
#include "server/obligations/who_owes.h"

namespace cundang::ledger {
namespace {

/// Words of an element that can be cited: its own text, or that of its child `text`.
std::string words_of(const Node& element) {
  return element.text.empty() ? std::string{element.child_text("text")} : element.text;
}

void cite(Duty& duty, const Trigger& trigger) {
  duty.citing_text = duty.rule->text;
  const auto& words = duty.rule->on->cite;
  if (words.empty()) return;
  for (const auto& paragraph : trigger.body) {
    const auto holds = [&](const auto& word) { return paragraph.text.find(word) != std::string::npos; };
    if (!std::all_of(words.begin(), words.end(), holds)) continue;
    duty.citing_paragraph_id = paragraph.id;
    duty.citing_text = paragraph.text;
    return;
  }
}

std::optional<Date> event_day(const Rule& rule, const Trigger& trigger) {
  const auto day_of = [&](std::string_view child) {
    const auto text = trigger.content.child_text(child);
    if (const auto moment = parse_instant(text)) return beijing_day(*moment);
    return parse_date(text).value_or(trigger.received);
  };
  switch (rule.from) {
    case Rule::Event::Issued:
      return trigger.issued.value_or(trigger.received);
    case Rule::Event::Received:
      return trigger.received;
    case Rule::Event::MeetingDate:
      return day_of("meeting-date");
    case Rule::Event::TalkTime:
      return day_of("talk-time");
    case Rule::Event::HeldOn:
      return day_of("held-on");
    case Rule::Event::Served:
    case Rule::Event::FanIn:
    case Rule::Event::PeriodEnd:
      break;
  }
  return std::nullopt;
}

/// A duty of a record without parts and item.
Duty begin(const std::shared_ptr<const Rule>& rule, const Trigger& trigger, const UnitCode& owing, const Packs& packs) {
  Duty duty;
  duty.rule = rule;
  duty.trigger = trigger.number;
  duty.service_record = trigger.number;
  duty.trigger_leaf = trigger.leaf;
  duty.period = trigger.content.child_text("period");
  duty.arose = trigger.received;
  duty.owing = owing;
  duty.owed_to = in_role(rule->to, &trigger, packs, trigger.received);
  duty.issuer = trigger.issuer;
  if (!rule->policy.empty()) duty.policy = packs.policies.in_force(rule->policy, trigger.received);
  duty.term = rule->term;
  duty.event_day = event_day(*rule, trigger);
  if (owing == trigger.issuer) duty.held_since = trigger.received;
  return duty;
}

void meet_by_trigger(Duty& duty, const Trigger& trigger) {
  Step step;
  step.shown = {trigger.leaf, trigger.number, {}, trigger.received, trigger.content.name, trigger.issuer, {},
                {},           true,           {}};
  step.effect = Effect::Answered;
  for (std::size_t i = 0; i < duty.rule->parts.size(); ++i)
    if (duty.rule->parts[i].met_by_trigger) step.parts.push_back(i);
  if (!step.parts.empty()) duty.steps.push_back(std::move(step));
}

/// 配合: units that an element names beside its 牵头.
void add_contributing(Duty& duty, const Node& element) {
  for (const auto* unit : element.select("contributing/unit")) {
    const UnitCode code{std::string{unit->attribute("code")}};
    auto& all = duty.contributing;
    if (!code.empty() && code != duty.owing && std::find(all.begin(), all.end(), code) == all.end())
      all.push_back(code);
  }
}

bool has_own_date(const Node& element) {
  return !element.attribute("due").empty() || !element.attribute("term").empty();
}

/// A duty for one element: its words are cited; a date of its own goes before the rule's.
Duty begin_item(const std::shared_ptr<const Rule>& rule, const Trigger& trigger, const Owing& owing, const Packs& packs,
                std::string_view id_attribute) {
  auto duty = begin(rule, trigger, owing.unit, packs);
  duty.item = owing.element->attribute(id_attribute);
  duty.citing_paragraph_id = duty.item;
  duty.citing_text = words_of(*owing.element);
  add_contributing(duty, *owing.element);
  duty.fixed_day = parse_date(owing.element->attribute("due"));
  if (const auto term = read_term(*owing.element, "term", "days")) duty.term = term;
  return duty;
}

void plan_rule(const std::shared_ptr<const Rule>& rule, const Trigger& trigger, const Packs& packs,
               std::vector<Duty>& duties) {
  for (const auto& owing : who_owes(*rule, trigger, packs)) {
    if (!rule->item_attribute.empty() && owing.element) {
      auto duty = begin_item(rule, trigger, owing, packs, rule->item_attribute);
      add_rule_parts(duty);
      finish(duty);
      duties.push_back(std::move(duty));
      continue;
    }
    auto whole = begin(rule, trigger, owing.unit, packs);
    cite(whole, trigger);
    add_rule_parts(whole);
    std::vector<Duty> own;
    if (rule->items)
      for (const auto* element : trigger.content.select(rule->items->path)) {
        if (element->attribute(rule->items->attribute) != owing.unit.text) continue;
        if (has_own_date(*element)) {
          own.push_back(begin_item(rule, trigger, {owing.unit, element}, packs, "id"));
          finish(own.back());
        } else {
          add_contributing(whole, *element);
          whole.parts.push_back(
              {words_of(*element), std::string{element->attribute("id")}, rule->owes, "", std::nullopt});
        }
      }
    meet_by_trigger(whole, trigger);
    finish(whole);
    duties.push_back(std::move(whole));
    std::move(own.begin(), own.end(), std::back_inserter(duties));
  }
}

std::shared_ptr<const Rule> demand_rule(const Demand& demand) {
  Rule rule;
  rule.id = demand_rule_id;
  rule.row = "0";
  rule.basis = "文件原文";
  rule.name = {"按文件要求反馈", "answer as the document demands"};
  rule.on = Rule::OnRecord{};
  rule.owes = demand.owes.empty() ? "feedback" : demand.owes;
  if (demand.term_days > 0) rule.term = Term{demand.term_days, demand.working_days};
  if (!demand.due && !rule.term) rule.policy = "及时";
  return std::make_shared<const Rule>(std::move(rule));
}

}  // namespace

Trigger make_trigger(const Entry& entry) {
  const auto& record = entry.record;
  Trigger trigger{entry.number,         entry.leaf,        beijing_day(entry.received_at),
                  record.document_date, entry.unit,        record.series,
                  record.doc_no,        record.addressees, record.copies,
                  record.content,       record.body};
  if (!record.authors.empty() && !record.authors.front().code.empty()) trigger.issuer = record.authors.front().code;
  return trigger;
}

std::vector<Duty> plan_record(const Trigger& trigger, const Packs& packs) {
  std::vector<Duty> duties;
  for (const auto& rule : packs.rules.triggered_by(trigger.content.name, trigger.series, trigger.received))
    if (rule->on->without.empty() || !trigger.content.child(rule->on->without)) plan_rule(rule, trigger, packs, duties);
  return duties;
}

std::vector<Duty> plan_demands(const Trigger& trigger, const std::vector<Demand>& demands, const Packs& packs) {
  std::vector<Duty> duties;
  for (const auto& demand : demands) {
    const auto rule = demand_rule(demand);
    std::set<UnitCode> seen;
    for (const auto& unit : demand.owed_by.empty() ? trigger.addressees : demand.owed_by) {
      if (unit.code.empty() || !seen.insert(unit.code).second) continue;
      auto duty = begin(rule, trigger, unit.code, packs);
      duty.item = demand.id;
      duty.fixed_day = demand.due;
      for (const auto& paragraph : trigger.body)
        if (paragraph.id == demand.id) duty.citing_paragraph_id = paragraph.id, duty.citing_text = paragraph.text;
      finish(duty);
      duties.push_back(std::move(duty));
    }
  }
  return duties;
}

}  // namespace cundang::ledger
