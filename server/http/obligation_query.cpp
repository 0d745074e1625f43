// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/obligation_query.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/obligations/state.h"

namespace cundang::http {

namespace {

[[noreturn]] void unreadable(const char* name) {
  throw Error{ErrorCode::BadRequest, "a parameter cannot be read"}.with("parameter", std::string{name});
}

// A size of the log, or a time.
void read_known_at(std::string_view text, app::ObligationQuery& query) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    TreeSize size = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (fault != std::errc{}) unreadable("known_at");
    query.known_size = size;
    return;
  }
  query.known_at = parse_instant(text);
  if (!query.known_at) unreadable("known_at");
}

bool is_state(std::string_view text) {
  // The states, and what stands beside them (ledger::in_state).
  static constexpr std::array<std::string_view, 6> beside{"overdue", "逾期",   "due-soon",
                                                          "临期",    "待划转", "awaiting-transfer"};
  return std::find(beside.begin(), beside.end(), text) != beside.end() || ledger::parse_state(text).has_value();
}

}  // namespace

app::ObligationQuery obligation_query(const Call& call) {
  const auto& request = call.request;
  app::ObligationQuery query;
  if (const auto on = request.query_value("on"); !on.empty()) {
    query.on = parse_date(on);
    if (!query.on) unreadable("on");
  }
  if (const auto known = request.query_value("known_at"); !known.empty()) read_known_at(known, query);
  if (const auto month = request.query_value("month"); !month.empty()) {
    const auto first = parse_date(std::string{month} + "-01");
    if (!first) unreadable("month");
    query.month = std::chrono::year_month{first->year(), first->month()};
  }
  query.unit.text = request.query_value("unit");
  query.state = request.query_value("state");
  if (!query.state.empty() && !is_state(query.state)) unreadable("state");
  return query;
}

}  // namespace cundang::http
