// SPDX-License-Identifier: GPL-3.0-or-later
// 督办台账 by unit and month.
#include <map>

#include "server/http/duty_view.h"
#include "server/http/encoding.h"
#include "server/http/obligation_query.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

struct Tally {
  int overdue = 0, soon = 0, open = 0, done = 0;
};

Tally tally_of(const std::vector<ledger::Obligation>& duties, Date on) {
  Tally tally;
  for (const auto& duty : duties) {
    const auto lamp = lamp_of(duty, on);
    if (lamp == "red") ++tally.overdue;
    if (lamp == "amber") ++tally.soon;
    ++(ledger::has_ended(duty.state) ? tally.done : tally.open);
  }
  return tally;
}

void add_choices(const Call& call, web::Data& data, const app::ObligationQuery& query, const std::vector<Unit>& units) {
  for (const auto& unit : units)
    data.push("units", web::Data{}
                           .set("code", unit.code.text)
                           .set("name", unit_name(units, unit.code))
                           .set("chosen", unit.code == query.unit));
  const auto asked = ledger::parse_state(query.state);
  const bool overdue = query.state == "overdue" || query.state == "逾期";
  data.push("states",
            web::Data{}.set("value", "overdue").set("name", say(call, "overdue-state")).set("chosen", overdue));
  for (const auto state : ledger::all_states())
    data.push("states", web::Data{}
                            .set("value", ledger::state_code(state))
                            .set("name", web::in(ledger::state_name(state), call.language))
                            .set("chosen", asked == state));
}

void add_counts(const Call& call, web::Data& data, const Tally& tally, const std::string& filter) {
  const auto add = [&](const char* lamp, int count, std::string_view key, const std::string& state) {
    data.push("counts", web::Data{}
                            .set("lamp", lamp)
                            .set("count", count)
                            .set("name", say(call, key))
                            .set("link", "/board?" + filter + (state.empty() ? "" : "&state=" + state)));
  };
  add("red", tally.overdue, "count-overdue", "overdue");
  add("amber", tally.soon, "count-soon", "");
  add("blue", tally.open, "count-open", "");
  add("green", tally.done, "count-done", "");
}

std::string month_of(const Call& call, const ledger::Obligation& duty) {
  if (!duty.due.day) return say(call, "without-month");
  return to_text(*duty.due.day).substr(0, 7);
}

// By unit, within it by month: each pair is one group of the table.
void add_groups(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties, Date on,
                const std::vector<Unit>& units) {
  std::map<std::pair<std::string, std::string>, web::Data::List> groups;
  for (const auto& duty : duties)
    groups[{duty.owing.text, month_of(call, duty)}].push_back(duty_row(call, duty, on, units));
  for (auto& [key, rows] : groups) {
    web::Data group;
    group.set("unit_name", unit_name(units, {key.first}))
        .set("month_name", key.second)
        .set("count", static_cast<int>(rows.size()));
    data.push("groups", std::move(group.set("rows", std::move(rows))));
  }
}

}  // namespace

Response board_page(Call& call) {
  const auto query = obligation_query(call);
  const auto on = day_of(call, query);
  const auto duties = call.site.service.obligations(query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "board"));
  data.set("as_of", say(call, "as-of") + " " + to_text(on) + " · " + say(call, "total") + " " +
                        std::to_string(duties.size()) + " " + say(call, "items"))
      .set("on", query.on ? to_text(*query.on) : "")
      .set("month", call.request.query_value("month"))
      .set("filter_unit", query.unit.text)
      .set("filter_state", query.state)
      .set("has_rows", !duties.empty());
  add_choices(call, data, query, units);
  std::string filter = "unit=" + percent_encode(query.unit.text) +
                       "&month=" + percent_encode(call.request.query_value("month")) +
                       "&on=" + (query.on ? to_text(*query.on) : "");
  add_counts(call, data, tally_of(duties, on), filter);
  add_groups(call, data, duties, on, units);
  return page(call, "board", data);
}

}  // namespace cundang::http
