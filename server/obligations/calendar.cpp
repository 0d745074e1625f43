// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/calendar.h"

#include <cstdlib>

namespace cundang::ledger {

using std::chrono::days;
using std::chrono::sys_days;

bool is_weekend(Date day) {
  const std::chrono::weekday weekday{sys_days{day}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

Date plus_days(Date day, int count) { return Date{sys_days{day} + days{count}}; }

int days_between(Date from, Date to) { return static_cast<int>((sys_days{to} - sys_days{from}).count()); }

void Calendar::take(const Node& content) {
  for (const auto* node : content.select("day")) {
    const auto date = parse_date(node->attribute("date"));
    if (!date) continue;
    days_.insert_or_assign(*date, Ruling{node->attribute("off") == "true", std::string{node->attribute("name")}});
  }
  const int year = std::atoi(std::string{content.attribute("year")}.c_str());
  if (year > 0) years_.insert(year);
}

bool Calendar::is_working_day(Date day) const {
  const auto ruling = days_.find(day);
  return ruling == days_.end() ? !is_weekend(day) : !ruling->second.off;
}

bool Calendar::is_make_up_day(Date day) const { return is_weekend(day) && is_working_day(day); }

std::string Calendar::why_off(Date day) const {
  const auto ruling = days_.find(day);
  if (ruling != days_.end()) return ruling->second.off ? ruling->second.name : "";
  return is_weekend(day) ? "周末" : "";
}

void CalendarBook::take(const Node& content, Date filed) {
  const int year = std::atoi(std::string{content.attribute("year")}.c_str());
  auto latest = versions_.empty() ? Calendar{} : versions_.back().calendar;
  for (auto& version : versions_)
    if (!version.calendar.published(std::chrono::year{year})) version.calendar.take(content);
  latest.take(content);
  if (!versions_.empty() && versions_.back().filed == filed)
    versions_.back().calendar = std::move(latest);
  else
    versions_.push_back({filed, std::move(latest)});
}

const Calendar& CalendarBook::known_on(Date day) const {
  static const Calendar none;
  if (versions_.empty()) return none;
  for (auto version = versions_.rbegin(); version != versions_.rend(); ++version)
    if (version->filed <= day) return version->calendar;
  return versions_.front().calendar;
}

}  // namespace cundang::ledger
