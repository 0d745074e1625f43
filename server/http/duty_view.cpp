// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/duty_view.h"

#include <algorithm>

#include "server/web/official_document.h"

namespace cundang::http {

namespace {

std::string progress_of(const Call& call, const ledger::Obligation& duty) {
  const auto met = std::count_if(duty.parts.begin(), duty.parts.end(), [](const auto& part) { return part.met_by; });
  std::string text;
  if (duty.parts.size() > 1) text = std::to_string(met) + "/" + std::to_string(duty.parts.size());
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step) {
    if (!step->applies) continue;
    if (!text.empty()) text += " · ";
    return text + to_text(step->day) + " " + web::in(step->text, call.language);
  }
  return text;
}

std::string unit_names(const std::vector<Unit>& units, const std::vector<UnitCode>& codes) {
  std::string names;
  for (const auto& code : codes) names += (names.empty() ? "" : "、") + unit_name(units, code);
  return names;
}

}  // namespace

std::string_view lamp_of(const ledger::Obligation& duty) {
  if (ledger::is_overdue(duty)) return "red";
  if (duty.state == ledger::State::Absent) return "grey";  // neither met nor open
  if (ledger::has_ended(duty.state)) return "green";
  if (!ledger::awaits_answer(duty.state)) return "blue";
  if (!duty.due.day) return "grey";
  return duty.due_soon ? "amber" : "blue";
}

std::string overdue_text(const Call& call, const ledger::Obligation& duty) {
  if (!ledger::is_overdue(duty)) return {};
  return say(call, "days-overdue-before") + std::to_string(duty.days_overdue) + say(call, "days-overdue-after");
}

Date day_of(const Call& call, const app::ObligationQuery& query) {
  return query.on.value_or(beijing_day(call.site.service.now()));
}

web::Data duty_row(const Call& call, const ledger::Obligation& duty, const std::vector<Unit>& units) {
  web::Data row;
  // The step names its unit already; a unit without a step stands alone.
  auto turn = web::in(duty.next_step, call.language);
  if (turn.empty() && !duty.whose_turn.empty()) turn = unit_name(units, {duty.whose_turn});
  row.set("id", duty.id.text)
      .set("name", web::in(duty.name, call.language))
      .set("about", duty.citing_text)
      .set("clause", duty.clause)
      .set("rule", duty.rule)
      .set("period", duty.period)
      .set("trigger", duty.trigger ? to_text(*duty.trigger) : "")
      .set("owing_name", unit_name(units, duty.owing))
      .set("owed_to_name", unit_name(units, duty.owed_to))
      .set("contributing", unit_names(units, duty.contributing))
      .set("awaits_transfer", duty.awaits_transfer)
      .set("due", duty.due.day ? to_text(*duty.due.day) : say(call, "no-due"))
      .set("provisional", duty.due.provisional)
      .set("overdue", overdue_text(call, duty))
      .set("progress", progress_of(call, duty))
      .set("state", web::in(ledger::state_name(duty.state), call.language))
      .set("lamp", lamp_of(duty))
      .set("turn", turn);
  return row;
}

void add_takers(const Call& call, web::Data& data, const std::vector<Unit>& units) {
  const auto today = beijing_day(call.site.service.now());
  for (const auto& unit : units)
    if (!unit.until || today <= *unit.until)
      data.push("takers", web::Data{}.set("code", unit.code.text).set("name", unit_name(units, unit.code)));
  data.set("today", to_text(today));
}

}  // namespace cundang::http
