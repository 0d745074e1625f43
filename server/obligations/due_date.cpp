// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/due_date.h"

namespace cundang::ledger {
namespace {

/// Counts from day to day and keeps the reasons: runs of days off are told once.
class Counter {
 public:
  Counter(const Calendar& calendar, DueDate& due, Date day) : calendar_{calendar}, due_{due}, day_{day} {}

  void count(const Term& term) {
    if (!term.working) {
      pass(plus_days(day_, term.days));
      return;
    }
    for (int counted = 0; counted < term.days;) {
      step();
      if (calendar_.is_working_day(day_)) {
        end_run();
        tell_make_up_day();
        ++counted;
      } else {
        skip();
      }
    }
  }

  void move_to_working_day() {
    note_year(day_);
    if (calendar_.is_working_day(day_)) return;
    const auto reason = calendar_.why_off(day_);
    const auto off = day_;
    while (!calendar_.is_working_day(day_)) step();
    due_.arithmetic.push_back({to_text(off) + " 为休息日（" + reason + "），顺延至下一工作日",
                               to_text(off) + " is a day off (" + reason + "): moved to the next working day"});
  }

  void finish() {
    end_run();
    if (due_.provisional)
      due_.arithmetic.push_back({std::to_string(unpublished_) + " 年节假日安排尚未公布，只按周末计算，暂定",
                                 "days off of " + std::to_string(unpublished_) +
                                     " are not published: counted by weekends only, provisional"});
    due_.day = day_;
    due_.arithmetic.push_back({"→ " + to_text(day_) + "（至 24:00）", "→ " + to_text(day_) + " (to 24:00)"});
  }

 private:
  void step() {
    day_ = next_day(day_);
    note_year(day_);
  }

  void pass(Date until) {
    while (day_ < until) step();
  }

  void note_year(Date day) {
    if (calendar_.published(day.year()) || due_.provisional) return;
    due_.provisional = true;
    unpublished_ = static_cast<int>(day.year());
  }

  void skip() {
    const auto reason = calendar_.why_off(day_);
    if (run_open_ && reason != run_reason_) end_run();
    if (!run_open_) run_from_ = day_;
    run_open_ = true;
    run_reason_ = reason;
    run_until_ = day_;
  }

  void end_run() {
    if (!run_open_) return;
    run_open_ = false;
    const auto span = run_from_ == run_until_ ? to_text(run_from_) : to_text(run_from_) + " 至 " + to_text(run_until_);
    const auto span_en =
        run_from_ == run_until_ ? to_text(run_from_) : to_text(run_from_) + " to " + to_text(run_until_);
    due_.arithmetic.push_back(
        {"跳过 " + span + "（" + run_reason_ + "）", "skip " + span_en + " (" + run_reason_ + ")"});
  }

  void tell_make_up_day() {
    if (calendar_.is_make_up_day(day_))
      due_.arithmetic.push_back(
          {"计入 " + to_text(day_) + "（调休上班）", "count " + to_text(day_) + " (make-up working day)"});
  }

  const Calendar& calendar_;
  DueDate& due_;
  Date day_;
  bool run_open_ = false;
  Date run_from_, run_until_;
  std::string run_reason_;
  int unpublished_ = 0;
};

}  // namespace

Text term_text(const Term& term) {
  const auto days = std::to_string(term.days);
  return term.working ? Text{days + " 个工作日", days + " working days"} : Text{days + " 日", days + " calendar days"};
}

DueDate due_after(const Calendar& calendar, const Text& event, Date event_day, const TermSource& source) {
  DueDate due;
  due.arithmetic.push_back(
      {event.zh + " " + to_text(event_day) + "（第 0 日）", event.en + " on " + to_text(event_day) + " (day 0)"});
  due.arithmetic.push_back(source.said);
  Counter counter{calendar, due, event_day};
  counter.count(source.term);
  if (!source.term.working) counter.move_to_working_day();
  counter.finish();
  return due;
}

DueDate due_on(const Calendar& calendar, const Text& said, Date day, bool shift) {
  DueDate due;
  due.arithmetic.push_back(said);
  Counter counter{calendar, due, day};
  if (shift) counter.move_to_working_day();
  counter.finish();
  return due;
}

}  // namespace cundang::ledger
