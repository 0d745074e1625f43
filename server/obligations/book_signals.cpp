// SPDX-License-Identifier: GPL-3.0-or-later
// 预警处理: the paper a person has decided on is owed from the first decision that holds (rows 3a, 4a, 8a).
#include "server/obligations/book.h"

namespace cundang::ledger {
void Ledger::Book::decide_on_signal(const Entry& entry) {
  auto decision = read_signal_decision(entry);
  if (!decision || !is_desk(entry.unit)) return;
  const auto* before = signal_decisions_.holding(decision->signal);
  const auto made_by = before ? before->made_by : AccessionNumber{};
  const bool goes_on = before && before->action == decision->action;
  auto why_not = signal_decisions_.wrong_paper(*decision);
  if (why_not.zh.empty()) why_not = signal_decisions_.overtaken(*decision);
  if (!why_not.zh.empty()) return show_void(entry, made_by, why_not);
  // What has gone out is not unsent: whether its ground has changed the signal says, here nothing is taken back.
  if (!goes_on && before && before->paper) return;
  if (!goes_on) take_back(entry, made_by);
  signal_decisions_.hold(std::move(*decision));
  if (goes_on) return meet_by_named(entry, made_by);
  if (packs_.rules.is_trigger(entry.record.kind)) trigger(entry);
}

/// In the history of what the decision that stands has made.
void Ledger::Book::show_void(const Entry& entry, AccessionNumber made_by, const Text& why_not) {
  for (const auto place : Places{shelf_.by_trigger(made_by)})
    shelf_.add_step(place, begin_step(entry, {"再次处理同一预警", "decides on the same signal again"}, why_not));
}

/// Decided otherwise while the paper is still owed: it is no longer wanted.
void Ledger::Book::take_back(const Entry& entry, AccessionNumber made_by) {
  const auto reason = std::string{entry.record.content.child_text("reason")};
  for (const auto place : Places{shelf_.by_trigger(made_by)}) {
    if (!settle(shelf_.at(place), beijing_day(entry.received_at)).still_owed()) continue;
    auto step = begin_step(entry, {"撤销：预警改作他处", "withdrawn: the signal is decided otherwise"}, {});
    if (!reason.empty()) step.shown.text.zh += "，" + reason, step.shown.text.en += ", " + reason;
    step.effect = Effect::Withdrawn;
    shelf_.add_step(place, std::move(step));
  }
}

}  // namespace cundang::ledger
