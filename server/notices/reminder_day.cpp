// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/reminder_day.h"

namespace cundang::notices {

ReminderDay reminder_day(const ledger::Ledger& ledger, Date on) {
  const auto& calendar = ledger.calendar();
  const auto policy = ledger.policy("提醒", on);
  const auto term = policy ? policy->term : ledger::Term{3, true};
  auto last = on;
  for (int counted = 0; counted < term.days;) {
    last = next_day(last);
    if (!term.working || calendar.is_working_day(last)) ++counted;
  }
  return {calendar.is_working_day(on), last};
}

}  // namespace cundang::notices
