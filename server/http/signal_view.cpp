// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/signal_view.h"

#include <algorithm>

#include "server/http/obligation_query.h"
#include "server/web/official_document.h"

namespace cundang::http {
namespace {

/// Amber waits for a person, red has changed under one, green is done.
std::string_view lamp_of(const signals::Signal& signal) {
  if (!signal.changes.empty()) return "red";
  if (signal.state == signals::SignalState::Pending) return "amber";
  return signal.state == signals::SignalState::Lapsed ? "grey" : "green";
}

bool is_trigger(std::string_view text) {
  const auto& all = signals::all_triggers();
  return std::any_of(all.begin(), all.end(), [&](const auto& row) { return row.code.starts_with(text); });
}

}  // namespace

app::SignalService& signal_service(const Call& call) {
  if (call.site.signals == nullptr) throw Error{ErrorCode::NotFound};
  return *call.site.signals;
}

app::SignalQuery signal_day(const Call& call) {
  const auto asked = day_asked(call.request);
  app::SignalQuery query;
  query.on = asked.on;
  query.knowledge = {asked.known_size, asked.known_at};
  return query;
}

app::SignalQuery signal_query(const Call& call) {
  auto query = signal_day(call);
  query.trigger = call.request.query_value("trigger");
  query.state = call.request.query_value("state");
  query.unit = call.unit("unit");
  if (!query.trigger.empty() && !is_trigger(query.trigger))
    throw Error{ErrorCode::BadRequest, Text{"筛选条件无法读取", "a filter cannot be read"},
                Text{"请从页面的下拉框中选择", "choose from the lists of the page"}}
        .with("parameter", "trigger");
  if (!query.state.empty() && query.state != "basis-changed" && query.state != "依据变化" &&
      !signals::parse_state(query.state))
    throw Error{ErrorCode::BadRequest, Text{"筛选条件无法读取", "a filter cannot be read"},
                Text{"请从页面的下拉框中选择", "choose from the lists of the page"}}
        .with("parameter", "state");
  return query;
}

std::string subject_name(const signals::Signal& signal, const std::vector<Unit>& units) {
  if (!signal.subject.unit.empty()) return unit_name(units, signal.subject.unit);
  if (!signal.subject.name.empty()) return signal.subject.name;
  std::string names;
  for (const auto& unit : signal.targets) names += (names.empty() ? "" : "、") + unit_name(units, unit);
  if (names.empty() && signal.trigger == signals::Trigger::T2Quota) return "全市";
  return names;
}

web::Data signal_row(const Call& call, const signals::Signal& signal, const std::vector<Unit>& units) {
  const auto& info = signals::trigger_info(signal.trigger);
  return web::Data{}
      .set("id", signal.id)
      .set("trigger", info.code)
      .set("clause", info.clause)
      .set("name", web::in({std::string{info.zh}, std::string{info.en}}, call.language))
      .set("about", signal.about)
      .set("subject", subject_name(signal, units))
      .set("raised_on", to_text(signal.raised_on))
      .set("fact_count", static_cast<int>(signal.facts.size()))
      .set("state", web::in(signals::state_name(signal.state), call.language))
      .set("changed", !signal.changes.empty())
      .set("lamp", lamp_of(signal))
      .set("paper_name", web::kind_name(info.paper, call.language));
}

}  // namespace cundang::http
