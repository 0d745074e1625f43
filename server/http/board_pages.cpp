// SPDX-License-Identifier: GPL-3.0-or-later
// 督办台账 by unit and month.
#include <algorithm>
#include <map>

#include "server/http/board_choices.h"
#include "server/http/board_filter.h"
#include "server/http/duty_view.h"
#include "server/http/encoding.h"
#include "server/http/obligation_query.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr int rows_of_page = 300;

struct Tally {
  int overdue = 0, soon = 0, open = 0, done = 0;
};

Tally tally_of(const std::vector<ledger::Obligation>& duties) {
  Tally tally;
  for (const auto& duty : duties) {
    const auto lamp = lamp_of(duty);
    if (lamp == "red") ++tally.overdue;
    if (lamp == "amber") ++tally.soon;
    ++(ledger::has_ended(duty.state) ? tally.done : tally.open);
  }
  return tally;
}

std::string age_name(const Call& call, const Age& age) {
  const auto from = std::to_string(age.from);
  if (&age == &ages.back()) return from + say(call, "age-and-more");
  return from + "–" + std::to_string(age.until) + say(call, "ageing-days");
}

void add_ageing(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties,
                const std::vector<Unit>& units, const std::string& filter) {
  for (const auto& age : ages)
    if (const auto count =
            std::count_if(duties.begin(), duties.end(), [&](const auto& duty) { return is_of_age(duty, age); }))
      data.push("ages", web::Data{}
                            .set("name", age_name(call, age))
                            .set("count", static_cast<int>(count))
                            .set("link", "/board?" + filter + "&age=" + std::string{age.code}));
  std::map<std::string, int> turns;
  for (const auto& duty : duties)
    if (!duty.whose_turn.empty() && duty.whose_turn.find(' ') == std::string::npos) ++turns[duty.whose_turn];
  std::vector<std::pair<std::string, int>> most{turns.begin(), turns.end()};
  std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (most.size() > 12) most.resize(12);
  for (const auto& [unit, count] : most)
    data.push("turns", web::Data{}
                           .set("name", unit_name(units, {unit}))
                           .set("count", count)
                           .set("link", "/board?" + filter + "&turn=" + percent_encode(unit)));
  data.set("has_ages", std::any_of(duties.begin(), duties.end(), ledger::is_overdue)).set("has_turns", !most.empty());
}

void add_choices(const Call& call, web::Data& data, const app::ObligationQuery& query, const std::vector<Unit>& units) {
  for (const auto& unit : units)
    data.push("units", web::Data{}
                           .set("code", unit.code.text)
                           .set("name", unit.names.empty() ? unit.code.text : unit.full_name())
                           .set("chosen", unit.code == query.unit));
  for (const auto& state : board_states(call, query.state)) data.push("states", state);
}

void add_counts(const Call& call, web::Data& data, const Tally& tally, const std::string& filter) {
  const auto add = [&](const char* lamp, int count, std::string_view key, const std::string& state) {
    data.push("counts", web::Data{}
                            .set("lamp", lamp)
                            .set("count", count)
                            .set("name", say(call, key))
                            .set("link", state.empty() ? "" : "/board?" + filter + "&state=" + state));
  };
  add("red", tally.overdue, "count-overdue", "overdue");
  add("amber", tally.soon, "count-soon", "due-soon");
  add("blue", tally.open, "count-open", "");
  add("green", tally.done, "count-done", "");
}

std::string month_of(const Call& call, const ledger::Obligation& duty) {
  if (!duty.due.day) return say(call, "without-month");
  return to_text(*duty.due.day).substr(0, 7);
}

/// By unit, within it by month: each pair is one group of the table. One page of them.
void add_groups(const Call& call, web::Data& data, std::vector<ledger::Obligation> duties,
                const std::vector<Unit>& units, const std::string& address) {
  std::stable_sort(duties.begin(), duties.end(), [&](const auto& a, const auto& b) {
    return std::pair{a.owing, a.due.day} < std::pair{b.owing, b.due.day};
  });
  const auto pages = static_cast<int>((duties.size() + rows_of_page - 1) / rows_of_page);
  const auto asked = call.number("page", 1, 1, 1'000'000);
  const auto begin = std::min(duties.size(), static_cast<std::size_t>(asked - 1) * rows_of_page);
  const auto end = std::min(duties.size(), begin + rows_of_page);
  const bool office = call.actor().has(Role::Office);
  std::map<std::pair<std::string, std::string>, web::Data::List> groups;
  for (auto at = begin; at < end; ++at) {
    const auto& duty = duties[at];
    auto row = duty_row(call, duty, units);
    row.set("may_choose", office && !ledger::has_ended(duty.state) && duty.owing != call.actor().unit);
    groups[{duty.owing.text, month_of(call, duty)}].push_back(std::move(row));
  }
  for (auto& [key, rows] : groups) {
    web::Data group;
    group.set("unit_name", unit_name(units, {key.first}))
        .set("month_name", key.second)
        .set("count", static_cast<int>(rows.size()));
    data.push("groups", std::move(group.set("rows", std::move(rows))));
  }
  data.set("may_urge_several", office)
      .set("previous_page", asked > 1 ? address + "&page=" + std::to_string(asked - 1) : "")
      .set("next_page", asked < pages ? address + "&page=" + std::to_string(asked + 1) : "");
}

}  // namespace

Response board_page(Call& call) {
  const auto query = obligation_query(call);
  const auto on = day_of(call, query);
  const auto asked = board_filter(call);
  auto duties = call.site.service.obligations(query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "board"));
  const std::string filter = "unit=" + percent_encode(query.unit.text) +
                             "&month=" + percent_encode(call.request.query_value("month")) +
                             "&on=" + (query.on ? to_text(*query.on) : "") +
                             "&known_at=" + percent_encode(call.request.query_value("known_at"));
  add_choices(call, data, query, units);
  add_counts(call, data, tally_of(duties), filter);
  add_ageing(call, data, duties, units, filter);
  asked.narrow(duties);
  data.set("as_of", say(call, "as-of") + " " + to_text(on) + " · " + say(call, "total") + " " +
                        std::to_string(duties.size()) + " " + say(call, "items"))
      .set("on", query.on ? to_text(*query.on) : "")
      .set("month", call.request.query_value("month"))
      .set("filter_unit", query.unit.text)
      .set("filter_state", query.state)
      .set("has_rows", !duties.empty());
  const auto file_query = filter + "&state=" + percent_encode(query.state) + asked.query();
  const auto address = "/board?" + file_query;
  data.set("file_query", file_query);
  add_groups(call, data, std::move(duties), units, address);
  if (call.actor().has(Role::Office)) add_takers(call, data, units);
  return page(call, "board", data);
}

}  // namespace cundang::http
