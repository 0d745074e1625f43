// SPDX-License-Identifier: GPL-3.0-or-later
// What another's record says of a unit: the minutes say who came to the meeting (应到, 实到, 请假, 缺席).
#include <algorithm>

#include "server/obligations/book.h"
#include "server/obligations/rule_desk.h"

namespace cundang::ledger {
namespace {

/// Day of what is stated: the meeting's, never later than the record that states it.
Date day_stated(const Node& content, const Duty& duty, Date received) {
  const auto child = event_child(duty.rule->from);
  const auto day = child.empty() ? std::nullopt : parse_date(content.child_text(child));
  return std::min(day.value_or(duty.event_day.value_or(received)), received);
}

struct Statement {
  Effect effect;
  Text text;
};

Statement statement(const StatedFact& fact, const Node& element) {
  auto value = element.attribute(fact.where);
  if (value.empty()) value = fact.fallback;
  const auto is = [&](const auto& values) { return std::find(values.begin(), values.end(), value) != values.end(); };
  if (is(fact.met)) return {Effect::Answered, {"纪要载明：到会", "the record states: came"}};
  if (is(fact.excused)) return {Effect::Waived, {"纪要载明：请假", "the record states: excused"}};
  return {Effect::Missed, {"纪要载明：缺席", "the record states: absent"}};
}

/// Corrected minutes repeat most of what the first said: that is no new step.
bool is_repeated(const Duty& duty, Effect effect) {
  for (auto step = duty.steps.rbegin(); step != duty.steps.rend(); ++step)
    if (step->shown.act == duty.rule->stated->kind && step->shown.applies && step->effect != Effect::Closed)
      return step->effect == effect;
  return false;
}

/// Nothing but an earlier statement has ended it: the record that said so may say otherwise.
bool is_ended_by_statement(const Duty& duty) {
  for (auto step = duty.steps.rbegin(); step != duty.steps.rend(); ++step) {
    if (!step->shown.applies) continue;
    switch (step->effect) {
      case Effect::Closed:
      case Effect::Waived:
        return step->shown.act == duty.rule->stated->kind;
      case Effect::Completed:
      case Effect::Withdrawn:
        return false;
      default:
        break;
    }
  }
  return false;
}

}  // namespace

void Ledger::Book::state_facts(const Entry& entry, const Node& content) {
  for (const auto& via : packs_.rules.states(content.name)) {
    const auto path = read_unit_path(via, "record");
    for (const auto* reference : content.select(path.path)) {
      Answer answer;
      answer.record = parse_accession_number(reference->attribute(path.attribute));
      answer.doc_no = reference->attribute("doc-no");
      const auto triggers = named(answer);
      if (triggers.size() == 1) state_facts_on(entry, content, shelf_.by_trigger(triggers.front()));
    }
  }
}

void Ledger::Book::state_facts_on(const Entry& entry, const Node& content, const Places& places) {
  const auto received = beijing_day(entry.received_at);
  for (const auto place : places) {
    const auto& duty = shelf_.at(place);
    const auto& fact = duty.rule->stated;
    if (!fact || fact->kind != content.name || (entry.unit != duty.issuer && !is_supervising(entry.unit))) continue;
    for (const auto* element : content.select(fact->units.path)) {
      if (element->attribute(fact->units.attribute) != duty.owing.text) continue;
      const auto said = statement(*fact, *element);
      if (is_repeated(duty, said.effect)) continue;
      const auto standing = settle(duty);
      const bool restates = standing.has_ended() && is_ended_by_statement(duty);
      const bool open = restates || !standing.has_ended() || standing.phase == Standing::Phase::Absent;
      auto step = begin_step(entry, restates ? Text{"更正：" + said.text.zh, "corrected: " + said.text.en} : said.text,
                             open ? Text{} : Text{"事项已结束", "the duty has ended"});
      step.shown.day = day_stated(content, duty, received);
      step.shown.act = content.name;
      step.effect = said.effect;
      step.restates = restates;
      step.answer = entry.number;
      if (said.effect == Effect::Answered)
        for (std::size_t part = 0; part < duty.parts.size(); ++part) step.parts.push_back(part);
      shelf_.add_step(place, step);
      if (said.effect != Effect::Answered || !step.shown.applies) continue;
      // The supervising body's own record needs no verification by it.
      step.effect = Effect::Closed;
      step.restates = false;
      step.parts.clear();
      step.shown.text = {"销号：以纪要为准", "closed: the record says so"};
      shelf_.add_step(place, std::move(step));
    }
  }
}

}  // namespace cundang::ledger
