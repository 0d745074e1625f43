// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/board.h"

#include <algorithm>

#include "server/obligations/state.h"

namespace cundang::papers {

namespace {

// 2/3 · 2012-07-10 催办
std::string progress_of(const ledger::Obligation& duty, const ledger::HistoryStep* last) {
  std::string text;
  if (duty.parts.size() > 1) {
    const auto met = std::count_if(duty.parts.begin(), duty.parts.end(), [](const auto& part) { return part.met_by; });
    text = "已完成 " + std::to_string(met) + "/" + std::to_string(duty.parts.size());
  }
  if (!last) return text;
  if (!text.empty()) text += "；";
  return text + to_text(last->day) + " " + last->text.zh;
}

const ledger::HistoryStep* last_step(const ledger::Obligation& duty) {
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step)
    if (step->applies) return &*step;
  return nullptr;
}

// 配合, where the ledger tells it.
template <class Duty>
std::string contributing_to(const Duty& duty, const UnitNamer& name) {
  std::string text;
  if constexpr (requires { duty.contributing; })
    for (const auto& unit : duty.contributing) text += (text.empty() ? "" : "、") + name(unit);
  return text;
}

bool counts_days(ledger::State state) {
  using enum ledger::State;
  return state != Waived && state != Withdrawn && state != Absent && state != AwaitingService &&
         state != AwaitingAcknowledgement;
}

}  // namespace

std::string lamp_name(Lamp lamp) {
  switch (lamp) {
    case Lamp::Red:
      return "红（逾期）";
    case Lamp::Amber:
      return "黄（临期）";
    case Lamp::Blue:
      return "蓝（办理中）";
    case Lamp::Green:
      return "绿（已结）";
    case Lamp::Grey:
      break;
  }
  return "灰（未起算、缺席）";
}

BoardRow board_row(const ledger::Obligation& duty, Lamp lamp, const UnitNamer& name) {
  const auto* last = last_step(duty);
  BoardRow row;
  row.id = duty.id.text;
  row.matter = duty.name.zh;
  row.sentence = duty.citing_text;
  row.period = duty.period;
  row.rule = duty.rule;
  row.clause = duty.clause;
  row.basis = duty.basis;
  row.trigger = duty.trigger ? to_text(*duty.trigger) : std::string{};
  row.lead = name(duty.owing);
  row.contributing = contributing_to(duty, name);
  row.owed_to = name(duty.owed_to);
  row.arose = duty.arose;
  row.served = duty.served;
  row.due = duty.due.day;
  row.answered = duty.answered_on;
  row.provisional = duty.due.provisional;
  row.counts_days = counts_days(duty.state);
  row.progress = progress_of(duty, last);
  row.steps = static_cast<int>(duty.history.size());
  row.last_record = last ? to_text(last->record) : std::string{};
  row.state = ledger::state_name(duty.state).zh;
  row.lamp = lamp;
  row.days_overdue = duty.days_overdue;
  row.next_step = duty.next_step.zh;
  return row;
}

}  // namespace cundang::papers
