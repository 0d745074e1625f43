// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/book.h"

#include <algorithm>

#include "schema/model/kind.h"

namespace cundang::ledger {

void Ledger::Book::apply(const Entry& entry) {
  const auto& record = entry.record;
  if (record.historical) return;
  const auto& kind = record.kind;
  const auto day = beijing_day(entry.received_at);
  advance(day);
  if (const auto* known = find_kind(kind); known && known->group == KindGroup::Pack) return take_pack(entry, day);
  if (is_act(kind)) return act(entry);
  if (kind == "match-confirmation") return confirm_match(entry);
  if (kind == "delegation") {
    if (is_desk(entry.unit)) delegations_.take(entry);
    return;
  }
  if (kind == "outside-filing") return file_outside(entry);
  if (kind == "classified-handover") return hand_over(entry);
  if (kind == "correction") return correct(entry);
  if (kind == "duty-transfer") return transfer_duties(entry);
  if (kind == "day-recognition") return recognise_day(entry);
  if (kind == "fault-finding") find_fault(entry);  // and it may be a trigger
  if (kind == "signal-decision") return decide_on_signal(entry);
  if (kind == "deadline-shift" && is_desk(entry.unit)) return packs_.shifts.take(entry);
  if (kind == "paper-receipt") return answer(entry);
  answer(entry);
  signal_decisions_.take_paper(entry);
  state_facts(entry, record.content);
  remember_previous(entry);
  if (kind == "accident") follow_up(entry);
  // Acts and registrations make duties only by the hand of who supervises.
  if (is_document(kind) || (packs_.rules.is_trigger(kind) && is_supervising(entry.unit))) trigger(entry);
}

void Ledger::Book::take_pack(const Entry& entry, Date day) {
  if (!packs_.units.empty() && !is_desk(entry.unit)) return;
  if (packs_.take(entry.record.content, day)) start(turns_open(packs_, day));
}

/// Whoever files for another holds a 代报授权 in force, or is the desk that enters what came on paper.
bool Ledger::Book::may_file_for(const Entry& entry, const UnitCode& unit) const {
  return unit == entry.unit || is_desk(entry.unit) || delegations_.allow(entry, unit);
}

Ledger::Book::Party Ledger::Book::party(const Entry& entry) const {
  const auto& behalf = entry.record.on_behalf_of;
  if (!behalf || behalf->code.empty()) return {entry.unit, {}};
  if (may_file_for(entry, behalf->code)) return {behalf->code, {}};
  const auto called = packs_.units.called(entry.unit, beijing_day(entry.received_at));
  return {behalf->code, {called.zh + " 没有有效的代报授权", called.en + " holds no delegation in force"}};
}

bool Ledger::Book::is_desk(const UnitCode& code) const { return packs_.units.is_desk(code); }

bool Ledger::Book::is_supervising(const UnitCode& code) const { return packs_.units.is_supervising(code); }

AccessionNumber Ledger::Book::first_version(AccessionNumber number) const {
  const auto found = corrected_.find(number.value);
  return found == corrected_.end() ? number : found->second;
}

}  // namespace cundang::ledger
