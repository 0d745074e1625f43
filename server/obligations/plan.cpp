// SPDX-License-Identifier: GPL-3.0-or-later
// Duties that a record makes.
#include "server/obligations/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "server/obligations/carried.h"
#include "server/obligations/duty_parts.h"
#include "server/obligations/rule_desk.h"
#include "server/obligations/trigger_conditions.h"
#include "server/obligations/who_owes.h"
#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

/// Words of an element that can be cited: its own text, or that of its child `text`.
std::string words_of(const Node& element) {
  auto words = element.text.empty() ? std::string{element.child_text("text")} : element.text;
  shorten(words);
  return words;
}

/// The paragraph whose sentence a rule cites; null where none says so.
const Paragraph* cited_paragraph(const Rule& rule, const Trigger& trigger) {
  const auto& words = rule.on->cite;
  if (words.empty()) return nullptr;
  for (const auto& paragraph : trigger.body) {
    const auto holds = [&](const auto& word) { return paragraph.text.find(word) != std::string::npos; };
    if (std::all_of(words.begin(), words.end(), holds)) return &paragraph;
  }
  return nullptr;
}

void cite(Duty& duty, const Paragraph* cited) {
  duty.citing_text = cited ? cited->text : duty.rule->text;
  shorten(duty.citing_text);
  if (cited) duty.citing_paragraph_id = cited->id;
}

/// What planning by one rule looks up once, however many units owe.
struct RulePlan {
  const std::shared_ptr<const Rule>& rule;
  const Trigger& trigger;
  const Packs& packs;
  const Paragraph* cited = nullptr;
  std::map<std::string_view, std::vector<const Node*>> items;  ///< elements that become parts, by the unit they name
};

/// Last day of the period a record is about: its child `period` or `year`.
std::optional<Date> period_end(const Node& content) {
  for (const auto* child : {"period", "year"})
    if (const auto period = parse_period(content.child_text(child))) return period->last_day();
  return std::nullopt;
}

std::optional<Date> event_day(const Rule& rule, const Trigger& trigger) {
  if (const auto child = event_child(rule.from); !child.empty()) {
    const auto text = trigger.content.child_text(child);
    if (const auto moment = parse_instant(text)) return beijing_day(*moment);
    return parse_date(text).value_or(trigger.received);
  }
  if (rule.from == Event::Issued) return trigger.issued.value_or(trigger.received);
  if (rule.from == Event::Received) return trigger.received;
  if (rule.from == Event::PeriodEnd) return period_end(trigger.content).value_or(trigger.received);
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
  duty.issued = trigger.issued;
  duty.event_day = event_day(*rule, trigger);
  if (owing == trigger.issuer) duty.held_since = trigger.received;
  return duty;
}

/// The trigger as its own answer: parts that it meets itself.
void meet_by_trigger(Duty& duty, const Trigger& trigger) {
  Record record;
  record.addressees = trigger.addressees;
  record.copies = trigger.copies;
  record.attachments = trigger.attachments;
  const auto carried = carried_by(record, trigger.content);
  Step step;
  step.shown = {trigger.leaf, trigger.number, {}, trigger.received, trigger.content.name, trigger.issuer, {},
                {},           true,           {}};
  step.effect = Effect::Answered;
  for (std::size_t i = 0; i < duty.parts.size(); ++i)
    if (duty.parts[i].by_trigger && carries(carried, duty.parts[i])) step.parts.push_back(i);
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

bool is_met_by_trigger(const Rule& rule) {
  return std::any_of(rule.parts.begin(), rule.parts.end(), [](const auto& part) { return part.met_by_trigger; });
}

bool has_own_date(const Node& element) {
  return !element.attribute("due").empty() || !element.attribute("term").empty();
}

/// A duty for one element: its words are cited; a date of its own goes before the rule's.
Duty begin_item(const RulePlan& plan, const Owing& owing, std::string_view item_attribute) {
  auto duty = begin(plan.rule, plan.trigger, owing.unit, plan.packs);
  const auto& element = *owing.element;
  if (item_attribute == ".") {
    duty.item = element.text;
    cite(duty, plan.cited);
  } else {
    duty.item = element.attribute(item_attribute);
    duty.citing_paragraph_id = duty.item;
    duty.citing_text = words_of(element);
  }
  add_contributing(duty, element);
  duty.fixed_day = parse_date(element.attribute("due"));
  if (const auto term = read_term(element, "term", "days")) duty.term = term;
  if (!plan.rule->to_attribute.empty()) duty.owed_to = {std::string{element.attribute(plan.rule->to_attribute)}};
  return duty;
}

int order_of(const Rule& rule, const Owing& owing) {
  if (rule.order.empty() || !owing.element) return 0;
  return static_cast<int>(read_number(owing.element->attribute(rule.order), 1, 255).value_or(0));
}

/// The duty of a unit as a whole; elements of its own become its parts, those with a date duties of their own.
void plan_whole(const RulePlan& plan, const Owing& owing, std::vector<Duty>& duties) {
  const auto& rule = *plan.rule;
  auto whole = begin(plan.rule, plan.trigger, owing.unit, plan.packs);
  whole.order = order_of(rule, owing);
  cite(whole, plan.cited);
  add_rule_parts(whole, &plan.trigger.content, plan.packs);
  std::vector<Duty> own;
  if (const auto items = plan.items.find(owing.unit.text); items != plan.items.end())
    for (const auto* element : items->second) {
      if (has_own_date(*element)) {
        own.push_back(begin_item(plan, {owing.unit, element}, "id"));
        finish(own.back());
      } else {
        add_contributing(whole, *element);
        whole.parts.push_back({words_of(*element), std::string{element->attribute("id")}, rule.owes, "", std::nullopt});
      }
    }
  if (is_met_by_trigger(rule)) meet_by_trigger(whole, plan.trigger);
  finish(whole);
  duties.push_back(std::move(whole));
  std::move(own.begin(), own.end(), std::back_inserter(duties));
}

RulePlan plan_of(const std::shared_ptr<const Rule>& rule, const Trigger& trigger, const Packs& packs) {
  RulePlan plan{rule, trigger, packs, cited_paragraph(*rule, trigger), {}};
  if (rule->items)
    for (const auto* element : trigger.content.select(rule->items->path))
      plan.items[element->attribute(rule->items->attribute)].push_back(element);
  return plan;
}

void plan_rule(const std::shared_ptr<const Rule>& rule, const Trigger& trigger, const Packs& packs,
               std::vector<Duty>& duties) {
  const auto plan = plan_of(rule, trigger, packs);
  for (const auto& owing : who_owes(*rule, trigger, packs)) {
    if (rule->item_attribute.empty() || !owing.element) {
      plan_whole(plan, owing, duties);
      continue;
    }
    auto duty = begin_item(plan, owing, rule->item_attribute);
    // A lead is not asked to answer to itself.
    if (!rule->to_attribute.empty() && duty.owed_to == duty.owing) continue;
    duty.order = order_of(*rule, owing);
    add_rule_parts(duty, &trigger.content, packs);
    finish(duty);
    duties.push_back(std::move(duty));
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

/// The rule of the packs that speaks of demands for this kind, else the document's word alone (row 0).
std::shared_ptr<const Rule> rule_of(const Demand& demand, const Trigger& trigger, const Packs& packs) {
  for (const auto& rule : packs.rules.demanded(demand.owes, trigger.received)) {
    const auto& series = rule->on->series;
    const bool of_series = series.empty() || std::find(series.begin(), series.end(), trigger.series) != series.end();
    if (of_series && holds(*rule->on, trigger, packs)) return rule;
  }
  return demand_rule(demand);
}

void plan_demand(const Demand& demand, const Trigger& trigger, const Packs& packs, std::vector<Duty>& duties) {
  const auto rule = rule_of(demand, trigger, packs);
  const auto cited = std::find_if(trigger.body.begin(), trigger.body.end(),
                                  [&](const Paragraph& paragraph) { return paragraph.id == demand.id; });
  std::set<UnitCode> seen;
  for (const auto& unit : demand.owed_by.empty() ? trigger.addressees : demand.owed_by) {
    if (unit.code.empty() || !seen.insert(unit.code).second) continue;
    auto duty = begin(rule, trigger, unit.code, packs);
    duty.item = demand.id;
    duty.fixed_day = demand.due;
    if (demand.term_days > 0) duty.term = Term{demand.term_days, demand.working_days};
    if (cited != trigger.body.end()) cite(duty, &*cited);
    add_rule_parts(duty, &trigger.content, packs);
    finish(duty);
    duties.push_back(std::move(duty));
  }
}

}  // namespace

Trigger make_trigger(const Entry& entry) {
  const auto& record = entry.record;
  Trigger trigger{entry.number,
                  entry.leaf,
                  beijing_day(entry.received_at),
                  record.document_date,
                  entry.unit,
                  record.series,
                  record.doc_no,
                  record.addressees,
                  record.copies,
                  record.attachments,
                  {},
                  false,
                  record.content,
                  record.body};
  if (!record.authors.empty() && !record.authors.front().code.empty()) trigger.issuer = record.authors.front().code;
  return trigger;
}

std::vector<Duty> plan_record(const Trigger& trigger, const Packs& packs) {
  std::vector<Duty> duties;
  for (const auto& rule : packs.rules.triggered_by(trigger.content.name, trigger.series, trigger.received))
    if (!(rule->on->first && trigger.goes_on) && holds(*rule->on, trigger, packs))
      plan_rule(rule, trigger, packs, duties);
  return duties;
}

std::vector<Duty> plan_demands(const Trigger& trigger, const std::vector<Demand>& demands, const Packs& packs) {
  std::vector<Duty> duties;
  for (const auto& demand : demands) plan_demand(demand, trigger, packs, duties);
  return duties;
}

}  // namespace cundang::ledger
