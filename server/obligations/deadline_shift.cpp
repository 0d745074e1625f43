// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/deadline_shift.h"

#include <iterator>

#include "server/obligations/due_date.h"

namespace cundang::ledger {

void DeadlineShifts::take(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto day = parse_date(content.child_text("day")), until = parse_date(content.child_text("until"));
  if (!day || !until || *until <= *day) return;
  by_day_.insert_or_assign(*day, Shift{*until, entry.number, std::string{content.child_text("reason")},
                                       std::string{content.child_text("proof")}});
}

void DeadlineShifts::apply(const Calendar& calendar, Date on, DueDate& due) const {
  // Every shift goes onward, so this ends.
  for (auto shift = by_day_.end();
       due.day && (shift = by_day_.find(*due.day)) != by_day_.end() && shift->first <= on;) {
    const auto& [day, to] = *shift;
    const auto number = to_text(to.record);
    auto next =
        due_on(calendar,
               {"顺延：" + to_text(day) + " 系统停止受理（" + to.reason + "；凭证：" + to.proof + "；" + number +
                    "），当日到期的均顺延至 " + to_text(to.until),
                "shifted: the service did not accept on " + to_text(day) + " (" + to.reason + "; proof: " + to.proof +
                    "; " + number + "), whatever was due then is due by " + to_text(to.until)},
               to.until);
    due.day = next.day;
    due.provisional = due.provisional || next.provisional;
    std::move(next.arithmetic.begin(), next.arithmetic.end(), std::back_inserter(due.arithmetic));
  }
}

}  // namespace cundang::ledger
