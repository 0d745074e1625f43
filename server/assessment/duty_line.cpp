// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/duty_line.h"

#include <algorithm>

#include "server/assessment/absence.h"

namespace cundang::assessment {
namespace {

using ledger::State;

/// Where the duty stands, before fairness.
Verdict plain_verdict(const ledger::Obligation& duty) {
  if (duty.state == State::Waived || duty.state == State::Withdrawn) return Verdict::Excused;
  if (duty.state == State::Absent) return Verdict::FoundAbsent;
  if (!duty.due.day)
    return duty.state == State::AwaitingService || duty.state == State::AwaitingAcknowledgement ? Verdict::Unserved
                                                                                                : Verdict::NotDue;
  if (duty.answered_on) return duty.days_overdue > 0 ? Verdict::Late : Verdict::InTime;
  if (!ledger::awaits_answer(duty.state)) return Verdict::Excused;
  if (ledger::is_overdue(duty)) return Verdict::Missing;
  const bool unserved = duty.trigger && !duty.served &&
                        (duty.state == State::AwaitingService || duty.state == State::AwaitingAcknowledgement);
  return unserved ? Verdict::Unserved : Verdict::NotDue;
}

/// What must never cost a point.
Verdict fair_verdict(Verdict plain, const ledger::Obligation& duty, const Authority* authority,
                     const std::set<std::string>& charged) {
  if (plain != Verdict::Late && plain != Verdict::Missing && plain != Verdict::FoundAbsent) return plain;
  if (duty.policy_after_the_fact) return Verdict::PolicyAfterTheFact;
  if (duty.due.provisional) return Verdict::ProvisionalCalendar;
  if (authority && (!authority->in_force || duty.arose <= *authority->in_force)) return Verdict::BeforeAuthority;
  return charged.contains(duty.id.text) ? Verdict::AlreadyCharged : plain;
}

std::string title_of(const ledger::Obligation& duty, bool zh) {
  const auto& name = zh ? duty.name.zh : duty.name.en;
  return name + (duty.period.empty() ? "" : " " + duty.period) + (duty.trigger ? " " + to_text(*duty.trigger) : "");
}

Text reason_of(const ScoreLine& line) {
  const auto& duty = *line.duty;
  const auto due = duty.due.day ? to_text(*duty.due.day) : std::string{"—"};
  const auto verdict = verdict_name(line.verdict);
  Text reason{title_of(duty, true) + "：时限 " + due + "，", title_of(duty, false) + ": due " + due + ", "};
  if (duty.answered_on) {
    reason.zh += to_text(*duty.answered_on) + " 反馈，";
    reason.en += "answered " + to_text(*duty.answered_on) + ", ";
  }
  reason.zh += line.absence ? line.absence->sentence.zh : verdict.zh;
  reason.en += line.absence ? line.absence->sentence.en : verdict.en;
  if (line.absence && line.verdict != Verdict::Missing) {
    reason.zh += "（" + verdict.zh + "）";
    reason.en += " (" + verdict.en + ")";
  }
  return reason;
}

}  // namespace

std::int64_t days_late(const ledger::Obligation& duty, const ledger::Calendar& calendar, bool working) {
  if (!duty.due.day || !duty.answered_on) return 0;
  if (!working) return duty.days_overdue;
  const auto last_day = ledger::plus_days(*duty.answered_on, -duty.days_overdue);
  std::int64_t days = 0;
  for (auto day = next_day(last_day); day <= *duty.answered_on; day = next_day(day))
    if (calendar.is_working_day(day)) ++days;
  return days;
}

ScoreLine duty_line(const ledger::Obligation& duty, const YearFacts& facts, const Authority* authority,
                    const std::set<std::string>& charged) {
  ScoreLine line;
  const auto plain = plain_verdict(duty);
  line.verdict = fair_verdict(plain, duty, authority, charged);
  line.duty = duty;
  line.rule_pack = facts.versions.rule(duty.rule, duty.arose);
  if (!duty.policy.empty()) line.policy_pack = facts.versions.policy(duty.policy, duty.arose);
  if (plain == Verdict::Missing) {
    line.absence = absence_of(duty, facts);
    if (line.verdict == Verdict::Missing && !line.absence->counts()) line.verdict = Verdict::MissingUnproven;
  }
  line.records = duty.discharging;
  line.reason = reason_of(line);
  return line;
}

}  // namespace cundang::assessment
