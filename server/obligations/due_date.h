// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/obligations/calendar.h"
#include "server/obligations/obligation.h"
#include "server/obligations/policy.h"

namespace cundang::ledger {

/// What a term is called in the arithmetic: 及时 and where its number comes from.
struct TermSource {
  Term term;
  Text said;  ///< e.g. 及时 = 10 个工作日（执行口径 及时，来源 假定）
};

/// `term` from an event: the event's day is day 0; working days skip days off and count make-up days; a calendar term
/// that ends on a day off moves to the next working day. `event` says what happened, e.g. 送达.
DueDate due_after(const Calendar& calendar, const Text& event, Date event_day, const TermSource& source);

/// "X日前": includes X to 24:00; a day off moves to the next working day where `shift`. `said`: e.g. 7月10日前.
DueDate due_on(const Calendar& calendar, const Text& said, Date day, bool shift = true);

/// How a term is written: 10 个工作日 / 10 working days.
Text term_text(const Term& term);

}  // namespace cundang::ledger
