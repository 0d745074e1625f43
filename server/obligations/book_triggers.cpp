// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/obligations/book.h"

namespace cundang::ledger {
namespace {

/// An earlier correction has left it out; what a person has ended since stays ended.
bool is_dropped(const Duty& duty) {
  bool dropped = false;
  for (const auto& step : duty.steps) {
    if (!step.shown.applies) continue;
    if (step.effect == Effect::Withdrawn) dropped = step.shown.act == "correction";
    if (step.effect == Effect::Reinstated) dropped = false;
  }
  return dropped;
}

constexpr int days_ahead_max = 800;  ///< calendar duties of two years are foreseen

std::string turn_key(const Turn& turn) { return turn.rule->id + "\n" + turn.period; }

}  // namespace

void Ledger::Book::trigger(const Entry& entry) {
  auto trigger = make_trigger(entry);
  // It speaks for its 责任者 only by the hand of who may file for that unit: nobody issues another's letters.
  if (!may_file_for(entry, trigger.issuer)) trigger.issuer = entry.unit;
  trigger.systems = systems_of(entry);
  trigger.goes_on = goes_on_from(entry);
  auto duties = plan_record(trigger, packs_);
  if (is_document(entry.record.kind)) {
    auto demanded = plan_demands(trigger, entry.record.demands, packs_);
    std::move(demanded.begin(), demanded.end(), std::back_inserter(duties));
  }
  if (duties.empty()) return;
  for (auto& duty : duties) add_duty(std::move(duty), entry);
  meet_by_named(entry, entry.number);
  triggers_.emplace(entry.number.value, std::move(trigger));
  const auto name_it = [&](auto& names, const std::string& prefix, const std::string& name) {
    if (name.empty()) return;
    names[name].push_back(entry.number);
    const auto waiting = waiting_.find(prefix + name);
    if (waiting == waiting_.end()) return;
    const auto replies = std::move(waiting->second);
    waiting_.erase(waiting);
    for (const auto& [reply, answer] : replies) answer_by(reply, answer);
  };
  name_it(doc_nos_, "doc:", normal_doc_no(entry.record.doc_no));
  name_it(sources_, "src:", entry.record.source_id);
}

/// Systems of the duties an act is about; where it names a unit, of that unit's.
std::set<int> Ledger::Book::systems_of(const Entry& entry) const {
  std::set<int> systems;
  if (is_document(entry.record.kind)) return systems;
  const auto* named = entry.record.content.child("unit");
  const UnitCode unit{named ? std::string{named->attribute("code")} : std::string{}};
  for (const auto place : targets(entry, entry.unit)) {
    const auto& duty = shelf_.at(place);
    if (unit.empty() || owing_on(duty, beijing_day(entry.received_at)) == unit) systems.insert(duty.rule->system);
  }
  return systems;
}

/// The record answers, or comes after, one of its kind that made a duty.
bool Ledger::Book::goes_on_from(const Entry& entry) const {
  const auto made_one = [&](AccessionNumber number) {
    const auto trigger = triggers_.find(first_version(number).value);
    return trigger != triggers_.end() && trigger->second.content.name == entry.record.kind;
  };
  for (const auto& answer : entry.record.answers) {
    if (!answer.record && answer.doc_no.empty() && answer.source_id.empty()) continue;
    const auto earlier = named(answer);
    if (std::any_of(earlier.begin(), earlier.end(), made_one)) return true;
  }
  // Every link goes to a smaller number, so the chain ends.
  for (auto before = previous_.find(entry.number.value); before != previous_.end();
       before = previous_.find(before->second.value))
    if (made_one(before->second)) return true;
  return false;
}

/// A decision may name the paper it has led to already: 预警处理 with the 约谈通知. Office or bureau may have issued
/// it: the desk is one, and what has gone out is not owed again.
void Ledger::Book::meet_by_named(const Entry& entry, AccessionNumber made_by) {
  const auto* reference = entry.record.content.child("record");
  const auto number = reference ? parse_accession_number(reference->attribute("id")) : std::nullopt;
  const auto reply = number ? replies_.find(number->value) : replies_.end();
  if (reply == replies_.end()) return;
  const auto& paper = *reply->second;
  for (const auto place : Places{shelf_.by_trigger(made_by)}) {
    const auto& duty = shelf_.at(place);
    if (!fits(duty, paper.kind) || !settle(duty, beijing_day(entry.received_at)).still_owed()) continue;
    if (duty.owing == paper.unit) {
      step_on(reply->second, {}, {place});
    } else if (is_desk(duty.owing) && is_desk(paper.unit)) {
      auto taken = paper;
      taken.unit = duty.owing;
      auto step = answer_step(packs_.units, duty, taken, {});
      step.shown.by = paper.unit;
      shelf_.add_step(place, std::move(step));
    }
  }
}

/// Adds a duty made by a record: its history begins with that record.
void Ledger::Book::add_duty(Duty duty, const Entry& entry) {
  if (shelf_.by_id(duty.id.text)) return;
  for (auto& step : duty.steps) {
    step.shown.at = entry.received_at;
    step.shown.person = entry.person;
    step.shown.leaf = entry.leaf;
    step.shown.text = {"本件即办理结果", "this record itself meets a part"};
  }
  auto arose = begin_step(entry, {"立项：" + duty.rule->name.zh, "arose: " + duty.rule->name.en}, {});
  arose.shown.act = "trigger";
  duty.steps.insert(duty.steps.begin(), std::move(arose));
  duty.trigger_leaf = entry.leaf;
  shelf_.add(std::move(duty));
}

/// 更正: what both versions make keeps id, history and date; new duties start now; dropped ones are withdrawn.
void Ledger::Book::correct(const Entry& entry) {
  const auto* corrects = entry.record.content.child("corrects");
  const auto number = corrects ? parse_accession_number(corrects->attribute("record")) : std::nullopt;
  if (!number) return;
  const auto first = first_version(*number);
  const auto found = triggers_.find(first.value);
  if (found == triggers_.end()) {
    // Minutes need not make duties to say who came.
    const auto* restated = entry.record.content.child("replacement");
    if (restated && !restated->children.empty()) state_facts(entry, restated->children.front());
    return;
  }
  const auto before = shelf_.by_trigger(first);
  auto step = begin_step(entry,
                         {"更正：" + std::string{entry.record.content.child_text("reason")},
                          "correction: " + std::string{entry.record.content.child_text("reason")}},
                         {});
  if (entry.unit != found->second.issuer) {
    step.shown.applies = false;
    step.shown.why_not = {"只有发文单位可以更正", "only the issuing unit may correct it"};
    for (const auto place : before) shelf_.add_step(place, step);
    return;
  }
  corrected_.emplace(entry.number.value, first);
  const auto* replacement = entry.record.content.child("replacement");
  if (replacement && !replacement->children.empty()) state_facts(entry, replacement->children.front());
  if (!replacement || replacement->children.empty()) {
    for (const auto place : before) shelf_.add_step(place, step);
    return;
  }
  auto& trigger = found->second;
  trigger.content = replacement->children.front();
  auto planned = plan_record(trigger, packs_);
  for (const auto place : before) {
    const auto& duty = shelf_.at(place);
    const auto same = [&](const Duty& each) { return each.id == duty.id; };
    // Demands stand in the document, not in the kind element: a replacement leaves them.
    const bool kept = duty.rule->id == demand_rule_id || std::any_of(planned.begin(), planned.end(), same);
    auto change = step;
    if (!kept && !settle(duty, step.shown.day).has_ended()) {
      change.effect = Effect::Withdrawn;
      change.shown.text.zh += "；更正后不再承办";
      change.shown.text.en += "; not owed after the correction";
    } else if (kept && is_dropped(duty)) {
      change.effect = Effect::Reinstated;
      change.shown.text.zh += "；更正后恢复承办，须重新送达";
      change.shown.text.en += "; owed again after the correction, to be served anew";
      shelf_.serve_by(place, entry.number);
    }
    shelf_.add_step(place, std::move(change));
  }
  for (auto& duty : planned) {
    duty.arose = beijing_day(entry.received_at);
    duty.service_record = entry.number;
    if (duty.held_since) duty.held_since = duty.arose;
    add_duty(std::move(duty), entry);
  }
}

void Ledger::Book::advance(Date day) {
  if (!last_day_.ok()) last_day_ = day;
  if (day <= last_day_) return;
  start(turns_arising(packs_, last_day_, day));
  last_day_ = day;
}

void Ledger::Book::start(const std::vector<Turn>& turns) {
  for (const auto& turn : turns) {
    if (turns_made_.contains(turn_key(turn))) continue;
    auto duties = plan_turn(turn, packs_);
    if (duties.empty()) continue;
    turns_made_.insert(turn_key(turn));
    for (auto& duty : duties) {
      attach_waiting(duty);
      shelf_.add(std::move(duty));
    }
  }
}

std::vector<Duty> Ledger::Book::duties_ahead(Date on) const {
  std::vector<Duty> ahead;
  if (!last_day_.ok() || on <= last_day_) return ahead;
  // However far ahead one asks, the work stays bounded.
  for (const auto& turn : turns_arising(packs_, last_day_, std::min(on, plus_days(last_day_, days_ahead_max)))) {
    if (turns_made_.contains(turn_key(turn))) continue;
    for (auto& duty : plan_turn(turn, packs_)) {
      attach_waiting(duty);
      ahead.push_back(std::move(duty));
    }
  }
  return ahead;
}

/// Replies that came before the duty arose, in their order, each with the 收到日认定 it has had.
void Ledger::Book::attach_waiting(Duty& duty) const {
  for (const auto& key : {"per:" + duty.rule->id + "\n" + duty.period, "id:" + duty.id.text}) {
    const auto waiting = waiting_.find(key);
    if (waiting == waiting_.end()) continue;
    for (const auto& [reply, answer] : waiting->second) {
      if (reply->unit != duty.owing) continue;
      duty.steps.push_back(answer_step(packs_.units, duty, *reply, answer));
      if (const auto recognised = recognised_.find(reply->number.value); recognised != recognised_.end())
        duty.steps.push_back(recognised->second);
    }
  }
}

}  // namespace cundang::ledger
