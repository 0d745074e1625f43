// SPDX-License-Identifier: GPL-3.0-or-later
// One duty with everything that explains it, and the steps that can be taken on it.
#include <algorithm>

#include "server/http/act_outcome.h"
#include "server/http/acts.h"
#include "server/http/duty_view.h"
#include "server/http/filing.h"
#include "server/http/obligation_query.h"
#include "server/http/routes.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

void add_history(const Call& call, web::Data& data, const ledger::Obligation& duty, const std::vector<Unit>& units) {
  for (const auto& step : duty.history)
    data.push("history", web::Data{}
                             .set("at", to_beijing_text(step.at))
                             .set("text", web::in(step.text, call.language))
                             .set("record", step.record.value > 0 ? to_text(step.record) : "")
                             .set("by", unit_name(units, step.by))
                             .set("person", step.person.text)
                             .set("applies", step.applies)
                             .set("why_not", web::in(step.why_not, call.language)));
  data.set("has_history", !duty.history.empty());
}

void add_parts(web::Data& data, const ledger::Obligation& duty) {
  for (const auto& part : duty.parts)
    if (!part.name.empty())
      data.push("parts", web::Data{}.set("name", part.name).set("met", part.met_by ? to_text(*part.met_by) : ""));
  data.set("has_parts", duty.parts.size() > 1 || (!duty.parts.empty() && !duty.parts.front().name.empty()));
  for (const auto& number : duty.discharging) data.push("discharging", web::Data{}.set("number", to_text(number)));
  data.set("has_discharging", !duty.discharging.empty());
}

// The record that made it, by title where he may read it.
std::string trigger_title(const Call& call, AccessionNumber number) {
  try {
    return to_text(number) + " " + call.site.service.record(number, call.viewer()).record.title;
  } catch (const Error&) {
    return to_text(number);
  }
}

// What the two free fields mean in this act.
std::string_view reason_label(std::string_view kind) { return kind == "service" ? "signed-by" : "reason"; }
std::string_view until_label(std::string_view kind) {
  return kind == "service" || kind == "deemed-service" ? "served-on" : "until";
}

void add_acts(const Call& call, web::Data& data, const ledger::Obligation& duty, const std::vector<Unit>& units) {
  const auto acts = acts_for(call.actor(), duty, units);
  for (const auto& act : acts) {
    web::Data row;
    row.set("kind", act.kind)
        .set("name", web::kind_name(act.kind, call.language))
        .set("reason", act.wants_reason)
        .set("reason_label", say(call, reason_label(act.kind)))
        .set("until", act.wants_until)
        .set("until_label", say(call, until_label(act.kind)))
        .set("until_required", !act.until_may_lack)
        .set("proof", act.wants_proof)
        .set("has_choices", !act.chosen_as.empty())
        .set("choice_label", say(call, act.chosen_as == "manner" ? "manner" : "choice"));
    for (const auto& choice : act.choices)
      row.push("choices", web::Data{}.set("value", choice.value).set("text", say(call, choice.text)));
    for (const auto& unit : act.units)
      row.push("choices", web::Data{}.set("value", unit.text).set("text", unit_name(units, unit)));
    data.push("acts", std::move(row));
  }
  data.set("has_acts", !acts.empty());
}

void add_holders(const Call& call, web::Data& data, const ledger::Obligation& duty, const std::vector<Unit>& units) {
  for (const auto& each : duty.earlier)
    data.push("earlier", web::Data{}
                             .set("unit_name", unit_name(units, each.unit))
                             .set("until_day", to_text(each.until))
                             .set("late", each.days_overdue > 0
                                              ? say(call, "days-overdue-before") + std::to_string(each.days_overdue) +
                                                    say(call, "days-overdue-after")
                                              : ""));
  for (const auto& fault : duty.faults)
    data.push("faults", web::Data{}
                            .set("unit_name", unit_name(units, fault.unit))
                            .set("kind", say(call, "fault-" + fault.kind))
                            .set("record", to_text(fault.record))
                            .set("confirmed", fault.stands()));
  data.set("has_faults", !duty.faults.empty())
      .set("verification_due", duty.verification_due ? to_text(*duty.verification_due) : "")
      .set("stage_due", duty.stage_due ? to_text(*duty.stage_due) : "");
  if (duty.verification_days_overdue > 0)
    data.set("verification_late", say(call, "days-overdue-before") + std::to_string(duty.verification_days_overdue) +
                                      say(call, "days-overdue-after") + say(call, "not-the-units"));
}

Response show_duty(Call& call, const Findings& findings, int status) {
  const auto query = obligation_query(call);
  const auto on = day_of(call, query);
  const auto duty = call.site.service.obligation({call.segments.front()}, query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, web::in(duty.name, call.language));
  const auto row = duty_row(call, duty, units);
  for (const auto& [name, value] : std::get<web::Data::Object>(row.value())) data.set(name, value);
  data.set("as_of", say(call, "as-of") + " " + to_text(on))
      .set("citing_text", duty.citing_text)
      .set("paragraph", duty.citing_paragraph_id)
      .set("item", duty.item)
      .set("served", duty.served ? to_text(*duty.served) : "")
      .set("expects", last_step(duty) < 0 ? "" : std::to_string(last_step(duty)))
      .set("not_seen",
           say(call, "not-seen-before") + to_beijing_text(call.site.service.now()) + say(call, "not-seen-after"));
  if (duty.trigger) data.set("trigger_title", trigger_title(call, *duty.trigger));
  for (const auto& step : duty.due.arithmetic)
    data.push("arithmetic", web::Data{}.set("text", web::in(step, call.language)));
  data.set("has_arithmetic", !duty.due.arithmetic.empty());
  add_parts(data, duty);
  add_history(call, data, duty, units);
  add_act_outcome(call, data, duty);
  add_acts(call, data, duty, units);
  add_holders(call, data, duty, units);
  for (const auto& finding : findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language)));
  data.set("has_findings", !findings.empty());
  return page(call, "obligation", data, status);
}

/// The act is no longer offered, for somebody was faster: nothing was registered.
Findings overtaken() {
  return {
      {"act.overtaken",
       Severity::Fault,
       "",
       0,
       {"没有登记：您打开本页之后，事项已有新的一步，此步不再适用",
        "nothing was registered: since you opened this page the duty has taken another step, and this one no longer "
        "fits"},
       {"请看办理经过的最近一步；仍需办理的，从本页所列中选择",
        "look at the last step of the history; if something is still needed, choose from what this page offers"}}};
}

}  // namespace

Response obligation_page(Call& call) { return show_duty(call, {}, 200); }

Response act_on_obligation(Call& call) {
  const auto duty = call.site.service.obligation({call.segments.front()}, {}, call.viewer());
  const auto offered = acts_for(call.actor(), duty, call.site.service.units());
  const auto act =
      std::find_if(offered.begin(), offered.end(), [&](const Act& each) { return each.kind == call.field("act"); });
  if (act == offered.end() && was_overtaken(duty, read_expects(call.field("expects"))))
    return show_duty(call, overtaken(), 409);
  if (act == offered.end()) throw Error{ErrorCode::Forbidden};
  const auto result = file_record(call, act_xml(call, *act, duty, read_act_input(call, *act)));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_duty(call, result.findings, 422);
  if (!result.accession) return Response::see_other("/obligations/" + duty.id.text);
  return Response::see_other(after_act(duty, *result.accession));
}

}  // namespace cundang::http
