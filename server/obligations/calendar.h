// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/model/instant.h"
#include "schema/model/node.h"

namespace cundang::ledger {

/// Days off and make-up working days (调休) as the calendar records applied so far have them. Without a record for its
/// year a day is judged by its weekday alone, and what rests on it is 暂定.
class Calendar {
 public:
  /// Takes a calendar record; its days replace what was said of them before.
  void take(const Node& content);

  bool published(std::chrono::year year) const { return years_.contains(static_cast<int>(year)); }
  bool is_working_day(Date day) const;
  /// A working day only by 调休.
  bool is_make_up_day(Date day) const;
  /// Name of the holiday, 周末 for a plain weekend; empty for a working day.
  std::string why_off(Date day) const;

 private:
  struct Ruling {
    bool off;
    std::string name;
  };
  std::map<Date, Ruling> days_;
  std::set<int> years_;
};

/// Calendars as they were known from day to day. What is filed later alters no day on which an earlier duty fell due;
/// only a year that had no calendar yet is fixed by its first one.
class CalendarBook {
 public:
  void take(const Node& content, Date filed);
  /// For what arose on `day`. Lives until the next take().
  const Calendar& known_on(Date day) const;

 private:
  struct Version {
    Date filed;
    Calendar calendar;
  };
  std::vector<Version> versions_;
};

bool is_weekend(Date day);
Date plus_days(Date day, int days);
/// `to` - `from` in calendar days.
int days_between(Date from, Date to);

}  // namespace cundang::ledger
