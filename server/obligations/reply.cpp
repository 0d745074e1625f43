// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/reply.h"

#include <algorithm>

#include "schema/model/kind.h"

namespace cundang::ledger {
namespace {

bool part_fits(const Duty::DutyPart& part, std::string_view kind) {
  return part.kind == kind || (part.kind == "feedback" && is_document(kind));
}

bool has(const Reply& reply, const Duty::DutyPart& part) { return reply.unseen || carries(reply.carried, part); }

/// The day on which the thing was done, where the rule counts that and the reply says it; never later than it came.
Date day_of(const Duty& duty, const Reply& reply) {
  if (duty.rule->counts_on.empty()) return reply.day;
  for (const auto& [path, value] : reply.carried.facts) {
    if (path != duty.rule->counts_on) continue;
    if (const auto moment = parse_instant(value)) return std::min(beijing_day(*moment), reply.day);
    if (const auto day = parse_date(value)) return std::min(*day, reply.day);
  }
  return reply.day;
}

Text too_early(const Duty& duty, Date day) {
  if (!duty.rule->not_before_trigger || !duty.issued || *duty.issued <= day) return {};
  return {to_text(day) + " 早于所依据文件的日期 " + to_text(*duty.issued),
          to_text(day) + " lies before the date of the document it rests on, " + to_text(*duty.issued)};
}

Text extent_text(const Answer& answer, const Duty& duty, const Reply& reply, const std::vector<std::size_t>& parts) {
  if (answer.extent == Answer::Extent::Stage) return {"阶段反馈", "interim answer"};
  if (reply.classified) return {"涉密件登记单：机要移交", "classified paper handed over through 机要"};
  if (parts.empty()) return {"部分反馈", "answer in part"};
  std::string names;
  for (const auto index : parts) names += (names.empty() ? "" : "、") + duty.parts[index].name;
  return {"反馈：" + names, "answers: " + names};
}

Text why_not(const UnitRegister& units, const Duty& duty, const Reply& reply, const Answer& answer,
             const Standing& standing) {
  if (!reply.why_not.zh.empty()) return reply.why_not;
  if (reply.unit != standing.owing && reply.unit != owing_on(duty, reply.day)) {
    const auto called = units.called(reply.unit, reply.day);
    return {"报送单位 " + called.zh + " 不是承办单位", called.en + " does not owe this"};
  }
  if (standing.has_ended()) return {"事项已结束", "the duty has ended"};
  if (auto early = too_early(duty, day_of(duty, reply)); !early.zh.empty()) return early;
  if (!reply.classified && !fits(duty, reply.kind))
    return {"文种不符：应为 " + duty.rule->owes, "wrong kind of document: " + duty.rule->owes + " is owed"};
  if (!is_about(duty, reply))
    return {"所报不是本事项（" + duty.item + "）", "the reply is not about this item (" + duty.item + ")"};
  if (!answer.part.empty() && parts_met(duty, reply, answer).empty() && answer.extent != Answer::Extent::Stage)
    return {"没有名为“" + answer.part + "”的部分", "there is no part \"" + answer.part + "\""};
  return {};
}

}  // namespace

bool is_document(std::string_view kind) {
  const auto* known = find_kind(kind);
  return known && known->group == KindGroup::Document;
}

std::optional<AccessionNumber> record_named(const Node& content) {
  const auto* record = content.child("record");
  return record ? parse_accession_number(record->attribute("id")) : std::nullopt;
}

bool is_about(const Duty& duty, const Reply& reply) {
  const auto& path = duty.rule->item_in;
  return path.empty() || reply.unseen || reply.classified || reply.carried.states(path, duty.item);
}

bool fits(const Duty& duty, std::string_view kind) {
  return std::any_of(duty.parts.begin(), duty.parts.end(), [&](const auto& part) { return part_fits(part, kind); });
}

std::vector<std::size_t> parts_met(const Duty& duty, const Reply& reply, const Answer& answer) {
  std::vector<std::size_t> met;
  if (answer.extent == Answer::Extent::Stage) return met;
  const bool named = !answer.part.empty();
  // An item that is the duty itself says no more than the duty.
  const bool narrowed = !answer.item.empty() && answer.item != duty.item;
  if (answer.extent == Answer::Extent::Part && !named && !narrowed) return met;
  for (std::size_t i = 0; i < duty.parts.size(); ++i) {
    const auto& part = duty.parts[i];
    if (reply.classified) {
      met.push_back(i);
      continue;
    }
    if (!part_fits(part, reply.kind)) continue;
    if (named ? part.name == answer.part : narrowed ? part.item == answer.item : has(reply, part)) met.push_back(i);
  }
  return met;
}

Step answer_step(const UnitRegister& units, const Duty& duty, const Reply& reply, const Answer& answer) {
  const auto parts = parts_met(duty, reply, answer);
  Step step;
  step.shown = {reply.leaf, reply.number, reply.at, day_of(duty, reply), reply.kind, reply.unit, reply.person,
                {},         true,         {}};
  step.shown.text = extent_text(answer, duty, reply, parts);
  if (step.shown.day < reply.day) {
    step.shown.text.zh += "（" + to_text(step.shown.day) + " 办理，" + to_text(reply.day) + " 登记）";
    step.shown.text.en += " (done on " + to_text(step.shown.day) + ", filed on " + to_text(reply.day) + ")";
  }
  if (!reply.note.zh.empty()) {
    step.shown.text.zh += "；" + reply.note.zh;
    step.shown.text.en += "; " + reply.note.en;
  }
  step.shown.why_not = why_not(units, duty, reply, answer, settle(duty, beijing_day(reply.at)));
  step.shown.applies = step.shown.why_not.zh.empty();
  step.effect = Effect::Answered;
  step.parts = parts;
  step.answer = reply.number;
  return step;
}

}  // namespace cundang::ledger
