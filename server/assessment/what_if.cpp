// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/what_if.h"

#include <algorithm>

namespace cundang::assessment {
namespace {

const Scorecard* card_of(const YearResult& result, const UnitCode& unit) {
  for (const auto& table : result.classes)
    for (const auto& card : table.cards)
      if (card.unit == unit) return &card;
  return nullptr;
}

const ScoreLine* line_of(const ItemScore& item, const ScoreLine& wanted) {
  for (const auto& line : item.lines) {
    if (wanted.duty && line.duty && line.duty->id == wanted.duty->id) return &line;
    if (!wanted.duty && !line.duty && line.records == wanted.records) return &line;
  }
  return nullptr;
}

std::string due_of(const ScoreLine& line) {
  return line.duty && line.duty->due.day ? to_text(*line.duty->due.day) : std::string{"—"};
}

void tell_line(std::vector<Text>& why, const ItemScore& item, const ScoreLine* before, const ScoreLine& after) {
  const auto name = after.duty ? after.duty->name : after.reason;
  const auto from = before ? before->change : Points{};
  if (from == after.change && before && before->verdict == after.verdict) return;
  const auto verdicts = [&](bool zh) {
    const auto old = before ? verdict_name(before->verdict) : Text{"—", "-"};
    const auto now = verdict_name(after.verdict);
    return zh ? old.zh + " → " + now.zh : old.en + " -> " + now.en;
  };
  const auto dues = (before ? due_of(*before) : "—") + " → " + due_of(after);
  why.push_back({item.name + "，" + name.zh + "：时限 " + dues + "，" + verdicts(true) + "，" + to_text(from) + " → " +
                     to_text(after.change) + " 分",
                 item.name + ", " + name.en + ": due " + dues + ", " + verdicts(false) + ", " + to_text(from) + " -> " +
                     to_text(after.change) + " points"});
}

std::vector<Text> reasons(const Scorecard& before, const Scorecard& after) {
  std::vector<Text> why;
  for (const auto& item : after.items) {
    if (item.method == Method::Prompt) continue;
    const auto old = std::find_if(before.items.begin(), before.items.end(),
                                  [&](const ItemScore& each) { return each.id == item.id; });
    if (old == before.items.end() || old->full != item.full || old->method != item.method) {
      why.push_back({item.name + "：另一办法的项目，" + to_text(item.score) + " ÷ " + to_text(item.full),
                     item.name + ": item of another 考核办法, " + to_text(item.score) + " of " + to_text(item.full)});
      continue;
    }
    for (const auto& line : item.lines) tell_line(why, item, line_of(*old, line), line);
  }
  for (const auto& item : before.items)
    if (item.method != Method::Prompt &&
        std::none_of(after.items.begin(), after.items.end(), [&](const ItemScore& each) { return each.id == item.id; }))
      why.push_back({item.name + "：不再计分", item.name + ": scored no more"});
  return why;
}

Text value_text(const ledger::PolicyValue& value) {
  const auto number = std::to_string(value.value);
  switch (value.measure) {
    case ledger::PolicyValue::Measure::Months:
      return {number + " 个月", number + " months"};
    case ledger::PolicyValue::Measure::Percent:
      return {number + "%", number + "%"};
    case ledger::PolicyValue::Measure::Count:
      break;
  }
  return {number + "（次数、起数）", number + " (a count)"};
}

}  // namespace

const Entry& altered(const Entry& original, const WhatIf& what_if, std::optional<Entry>& room) {
  if (original.record.kind != "policy-pack" || what_if.policy_days.empty()) return original;
  auto& entry = room.emplace(original);
  for (auto& node : entry.record.content.children) {
    if (node.name != "policy") continue;
    const auto days = what_if.policy_days.find(std::string{node.attribute("id")});
    if (days == what_if.policy_days.end()) continue;
    for (auto& [name, value] : node.attributes)
      if (name == "days") value = std::to_string(days->second);
  }
  return entry;
}

void PolicyMeasures::take(const Entry& entry) {
  if (entry.record.kind != "policy-pack") return;
  for (const auto* policy : entry.record.content.select("policy")) {
    const std::string id{policy->attribute("id")};
    if (ledger::read_term(*policy)) in_days_.insert(id);
    if (const auto value = ledger::read_policy_value(*policy)) otherwise_[id] = *value;
  }
}

void PolicyMeasures::check(const WhatIf& what_if) const {
  for (const auto& [id, days] : what_if.policy_days) {
    if (in_days_.contains(id)) continue;
    const auto found = otherwise_.find(id);
    if (found == otherwise_.end())
      throw Error{ErrorCode::BadRequest, Text{"没有登记这个执行口径", "no such policy is filed"},
                  Text{"请核对口径名称，如 及时", "check the name of the policy, such as 及时"}}
          .with("policy", id);
    const auto value = value_text(found->second);
    throw Error{
        ErrorCode::BadRequest,
        Text{"执行口径 " + id + " = " + value.zh + "，不以日计，只用于预警，改动它不影响任何得分",
             "policy " + id + " = " + value.en + " is not counted in days: suggestions rest on it, no score does"},
        Text{"请换一个以日计的口径，如 及时；预警口径的作用请看预警页面",
             "name a policy counted in days, such as 及时; what this one does, the page of suggestions shows"}}
        .with("policy", id);
  }
}

std::vector<Move> compare(const YearResult& before, const YearResult& after) {
  std::vector<Move> moves;
  for (const auto& table : after.classes)
    for (const auto& card : table.cards) {
      const auto* old = card_of(before, card.unit);
      if (!old || (old->total == card.total && old->band == card.band && old->rank == card.rank)) continue;
      moves.push_back({card.unit, card.unit_name, old->total, card.total, old->band, card.band, old->rank, card.rank,
                       reasons(*old, card)});
    }
  std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.unit < b.unit; });
  return moves;
}

}  // namespace cundang::assessment
