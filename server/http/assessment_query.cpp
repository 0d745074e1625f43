// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/assessment_query.h"

#include <algorithm>
#include <charconv>

namespace cundang::http {
namespace {

template <class Number>
std::optional<Number> whole_number(std::string_view text, Number low, Number high) {
  Number number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number < low || number > high) return std::nullopt;
  return number;
}

[[noreturn]] void unreadable(const char* name) {
  throw Error{ErrorCode::BadRequest, Text{"参数无法读取", "a parameter cannot be read"},
              Text{"请核对地址中的年度、日期和单位代码", "check year, day and unit code in the address"}}
      .with("parameter", std::string{name});
}

/// From March on the year itself; before, the one whose books are being closed.
int default_year(Date today) {
  const auto year = static_cast<int>(today.year());
  return today.month() < std::chrono::March ? year - 1 : year;
}

}  // namespace

const app::AssessmentService& assessment_of(const Call& call) {
  if (!call.site.assessment) throw Error{ErrorCode::NotFound};
  return *call.site.assessment;
}

app::AssessmentQuery assessment_query(const Call& call, std::string_view year) {
  app::AssessmentQuery query;
  const auto asked = year.empty() ? call.request.query_value("year") : year;
  query.year = default_year(beijing_day(call.site.service.now()));
  if (!asked.empty()) {
    const auto number = whole_number(asked, 1990, 2200);
    if (!number) unreadable("year");
    query.year = *number;
  }
  if (const auto on = call.request.query_value("on"); !on.empty()) {
    query.on = parse_date(on);
    if (!query.on) unreadable("on");
  }
  if (const auto known = call.request.query_value("known_at"); !known.empty()) {
    query.known.size = whole_number<TreeSize>(known, 0, std::numeric_limits<TreeSize>::max());
    if (!query.known.size) query.known.at = parse_instant(known);
    if (!query.known.size && !query.known.at) unreadable("known_at");
  }
  return query;
}

}  // namespace cundang::http
