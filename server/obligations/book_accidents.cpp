// SPDX-License-Identifier: GPL-3.0-or-later
// 事故: reports of one chain are one accident. What its first report made is told by a 续报, and falls with a 核销.
#include "server/obligations/book.h"

namespace cundang::ledger {

void Ledger::Book::remember_previous(const Entry& entry) {
  const auto* before = entry.record.content.child("previous");
  const auto number = before ? parse_accession_number(before->attribute("record")) : std::nullopt;
  if (number && *number < entry.number) previous_.emplace(entry.number.value, first_version(*number));
}

/// Earlier reports of the chain that made duties, the nearest first.
std::vector<AccessionNumber> Ledger::Book::makers_before(AccessionNumber number) const {
  std::vector<AccessionNumber> makers;
  // Every link goes to a smaller number, so the chain ends.
  for (auto before = previous_.find(number.value); before != previous_.end();
       before = previous_.find(before->second.value))
    if (triggers_.contains(before->second.value)) makers.push_back(before->second);
  return makers;
}

void Ledger::Book::follow_up(const Entry& entry) {
  for (const auto maker : makers_before(entry.number)) follow_up(entry, maker);
}

void Ledger::Book::follow_up(const Entry& entry, AccessionNumber maker) {
  const bool cancelled = entry.record.content.child_text("report") == "cancelled";
  const auto why_not = may_not_report(entry, triggers_.at(maker.value));
  for (const auto place : Places{shelf_.by_trigger(maker)}) {
    const bool owed = settle(shelf_.at(place), beijing_day(entry.received_at)).still_owed();
    auto step =
        cancelled
            ? begin_step(entry, {"事故核销", "the accident is cancelled"}, why_not)
            : begin_step(entry, {"事故续报，数字以续报为准", "followed up: its figures are those that count"}, why_not);
    // What is answered stands: a bulletin that went out was right by what was known.
    if (cancelled && owed) {
      step.effect = Effect::Withdrawn;
      step.shown.text = {"撤销：事故已核销", "withdrawn: the accident is cancelled"};
    }
    shelf_.add_step(place, std::move(step));
  }
}

/// As with suggestions: who reported it first, the district it lies in, or a supervising body.
Text Ledger::Book::may_not_report(const Entry& entry, const Trigger& trigger) const {
  if (entry.unit == trigger.issuer || entry.unit.text == trigger.content.child_text("district") ||
      is_supervising(entry.unit))
    return {};
  const auto called = packs_.units.called(entry.unit, beijing_day(entry.received_at));
  return {called.zh + " 不是报告单位，也不是事故所在区县",
          called.en + " neither reported it nor is the district it lies in"};
}

}  // namespace cundang::ledger
