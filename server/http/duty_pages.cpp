// SPDX-License-Identifier: GPL-3.0-or-later
// One duty with everything that explains it, and the steps that can be taken on it.
#include <algorithm>
#include <thread>

#include "server/http/acts.h"
#include "server/http/duty_view.h"
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

void add_acts(const Call& call, web::Data& data, const ledger::Obligation& duty) {
  const auto acts = acts_for(call.actor(), duty);
  for (const auto& act : acts)
    data.push("acts", web::Data{}
                          .set("kind", act.kind)
                          .set("name", web::kind_name(act.kind, call.language))
                          .set("reason", act.wants_reason)
                          .set("until", act.wants_until));
  data.set("has_acts", !acts.empty());
}

Response show_duty(Call& call, const Findings& findings, int status) {
  const auto query = obligation_query(call);
  const auto on = day_of(call, query);
  const auto duty = call.site.service.obligation({call.segments.front()}, query, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, web::in(duty.name, call.language));
  const auto row = duty_row(call, duty, on, units);
  for (const auto& [name, value] : std::get<web::Data::Object>(row.value())) data.set(name, value);
  data.set("as_of", say(call, "as-of") + " " + to_text(on))
      .set("citing_text", duty.citing_text)
      .set("paragraph", duty.citing_paragraph_id)
      .set("item", duty.item)
      .set("served", duty.served ? to_text(*duty.served) : "")
      .set("not_seen",
           say(call, "not-seen-before") + to_beijing_text(call.site.service.now()) + say(call, "not-seen-after"));
  if (duty.trigger) data.set("trigger_title", trigger_title(call, *duty.trigger));
  for (const auto& step : duty.due.arithmetic)
    data.push("arithmetic", web::Data{}.set("text", web::in(step, call.language)));
  data.set("has_arithmetic", !duty.due.arithmetic.empty());
  add_parts(data, duty);
  add_history(call, data, duty, units);
  add_acts(call, data, duty);
  for (const auto& finding : findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language)));
  data.set("has_findings", !findings.empty());
  return page(call, "obligation", data, status);
}

}  // namespace

void await_settled(const Call& call, AccessionNumber number) {
  for (int turn = 0; turn < 50; ++turn) {
    if (call.site.service.status(number, call.viewer()).settled.done) return;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

Response obligation_page(Call& call) { return show_duty(call, {}, 200); }

Response act_on_obligation(Call& call) {
  const auto duty = call.site.service.obligation({call.segments.front()}, {}, call.viewer());
  const auto offered = acts_for(call.actor(), duty);
  const auto act =
      std::find_if(offered.begin(), offered.end(), [&](const Act& each) { return each.kind == call.field("act"); });
  if (act == offered.end()) throw Error{ErrorCode::Forbidden};
  ActInput input{std::string{call.field("reason")}, {}};
  if (act->wants_until) {
    input.until = parse_date(call.field("until"));
    if (!input.until)
      throw Error{ErrorCode::BadRequest,
                  Text{"没有写明延至哪一天，或写的不是日期", "the day to extend to is missing or is no date"},
                  Text{"请填写日期，如 2012-07-20", "write the day, such as 2012-07-20"}};
  }
  app::Submission submission;
  submission.actor = call.actor();
  submission.record_xml = act_xml(call, *act, duty, input);
  const auto result = call.site.service.submit(std::move(submission));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_duty(call, result.findings, 422);
  if (result.accession) await_settled(call, *result.accession);
  return Response::see_other("/obligations/" + duty.id.text);
}

}  // namespace cundang::http
