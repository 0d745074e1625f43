// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/obligation_query.h"

#include <algorithm>
#include <charconv>

#include "server/obligations/state.h"

namespace cundang::http {

namespace {

[[noreturn]] void unreadable(const char* name, Text cure) {
  throw Error{ErrorCode::BadRequest,
              Text{std::string{"参数 "} + name + " 无法读取", std::string{"the parameter "} + name + " cannot be read"},
              std::move(cure)}
      .with("parameter", std::string{name});
}

Text known_at_form() {
  return {"请填写日志条数，或时间如 2012-07-20T09:00:00+08:00",
          "write a size of the log, or a time such as 2012-07-20T09:00:00+08:00"};
}

// A size of the log, or a time.
void read_known_at(std::string_view text, DayAsked& query) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    TreeSize size = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (fault != std::errc{}) unreadable("known_at", known_at_form());
    query.known_size = size;
    return;
  }
  query.known_at = parse_instant(text);
  if (!query.known_at) unreadable("known_at", known_at_form());
}

}  // namespace

bool is_state_word(std::string_view text) {
  return ledger::parse_state(text) || std::any_of(beside_states.begin(), beside_states.end(),
                                                  [&](const BesideState& each) { return each.is_named(text); });
}

DayAsked day_asked(const Request& request) {
  DayAsked asked;
  if (const auto on = request.query_value("on"); !on.empty()) {
    asked.on = parse_date(on);
    if (!asked.on) unreadable("on", {"日期请写作 2012-07-20", "write the day as 2012-07-20"});
  }
  if (const auto known = request.query_value("known_at"); !known.empty()) read_known_at(known, asked);
  return asked;
}

app::ObligationQuery obligation_query(const Call& call) {
  const auto& request = call.request;
  app::ObligationQuery query;
  const auto asked = day_asked(request);
  query.on = asked.on;
  query.known_size = asked.known_size;
  query.known_at = asked.known_at;
  if (const auto month = request.query_value("month"); !month.empty()) {
    const auto first = parse_date(std::string{month} + "-01");
    if (!first) unreadable("month", {"月份请写作 2012-07", "write the month as 2012-07"});
    query.month = std::chrono::year_month{first->year(), first->month()};
  }
  query.unit = call.unit("unit");
  query.state = request.query_value("state");
  if (!query.state.empty() && !is_state_word(query.state))
    unreadable("state",
               {"请用状态的代码或名称，如 overdue 或 逾期", "use a state's code or name, such as overdue or 逾期"});
  return query;
}

}  // namespace cundang::http
