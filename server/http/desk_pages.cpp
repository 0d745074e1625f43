// SPDX-License-Identifier: GPL-3.0-or-later
// The office's desk: what waits for a decision, extensions by granter, waivers; urging several at once; days of
// receipt.
#include <algorithm>
#include <map>

#include "server/http/acts.h"
#include "server/http/duty_view.h"
#include "server/http/filing.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr std::size_t urged_max = 500;

void require_office(const Call& call) {
  if (!call.actor().has(Role::Office)) throw Error{ErrorCode::Forbidden};
}

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }

const ledger::HistoryStep* last_applying(const ledger::Obligation& duty, std::string_view act) {
  for (auto step = duty.history.rbegin(); step != duty.history.rend(); ++step)
    if (step->applies && step->act == act) return &*step;
  return nullptr;
}

bool waits_for_extension(const ledger::Obligation& duty) {
  const auto* asked = last_applying(duty, "extension-request");
  const auto* decided = last_applying(duty, "extension-decision");
  return asked && ledger::awaits_answer(duty.state) && (!decided || decided->leaf < asked->leaf);
}

/// What waits for a decision of the office, each list with the step that made it wait.
void add_waiting(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties,
                 const std::vector<Unit>& units) {
  const auto add = [&](const char* list, const ledger::Obligation& duty, const ledger::HistoryStep* step) {
    auto row = duty_row(call, duty, units);
    if (step) row.set("said", to_text(step->day) + " " + web::in(step->text, call.language));
    data.push(list, std::move(row)).set(std::string{"has_"} + list, true);
  };
  for (const auto& duty : duties) {
    if (waits_for_extension(duty)) add("extensions", duty, last_applying(duty, "extension-request"));
    if (duty.service_disputed) add("objections", duty, last_applying(duty, "service-objection"));
    if (duty.awaits_transfer) add("orphans", duty, nullptr);
    if (duty.state == ledger::State::Answered && duty.verification_days_overdue > 0) add("unverified", duty, nullptr);
    if (std::any_of(duty.faults.begin(), duty.faults.end(), [](const auto& fault) { return !fault.stands(); }))
      add("blames", duty, last_applying(duty, "fault-finding"));
    // Excused by the minutes, it was waived without a record of that kind.
    const auto* waived = last_applying(duty, "waiver");
    if (!waived && !duty.history.empty()) waived = &duty.history.back();
    if (duty.state == ledger::State::Waived) add("waivers", duty, waived);
  }
}

/// 延期一览: by the unit and person who granted or refused it.
void add_granters(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties,
                  const std::vector<Unit>& units) {
  std::map<std::pair<UnitCode, PersonId>, web::Data::List> granters;
  for (const auto& duty : duties)
    for (const auto& step : duty.history)
      if (step.applies && step.act == "extension-decision")
        granters[{step.by, step.person}].push_back(web::Data{}
                                                       .set("id", duty.id.text)
                                                       .set("name", web::in(duty.name, call.language))
                                                       .set("owing_name", unit_name(units, duty.owing))
                                                       .set("day", to_text(step.day))
                                                       .set("text", web::in(step.text, call.language))
                                                       .set("record", to_text(step.record)));
  for (auto& [granter, rows] : granters) {
    web::Data group;
    group.set("granter", unit_name(units, granter.first) + " " + granter.second.text)
        .set("count", static_cast<int>(rows.size()));
    data.push("granters", std::move(group.set("rows", std::move(rows))));
  }
  data.set("has_granters", !granters.empty());
}

void add_late_papers(const Call& call, web::Data& data, const std::vector<Unit>& units) {
  if (!call.site.duties) return;
  const auto papers = call.site.duties->late_papers(call.viewer());
  for (const auto& paper : papers)
    data.push("papers", web::Data{}
                            .set("record", to_text(paper.record))
                            .set("unit_name", unit_name(units, paper.unit))
                            .set("arrived", to_text(paper.arrived))
                            .set("entered", to_text(paper.entered))
                            .set("person_name", paper.person.text)
                            .set("by_other", paper.person != call.actor().person));
  data.set("has_papers", !papers.empty());
}

Response show_desk(Call& call, const Findings& findings, const std::string& done, int status) {
  const auto duties = call.site.service.obligations({}, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "desk"));
  data.set("as_of", say(call, "as-of") + " " + to_text(day_of(call, {}))).set("done", done);
  add_waiting(call, data, duties, units);
  add_granters(call, data, duties, units);
  add_late_papers(call, data, units);
  const auto unmatched = call.site.duties ? call.site.duties->unmatched(call.viewer()).size() : 0;
  data.set("has_unmatched", unmatched > 0).set("unmatched", static_cast<long>(unmatched));
  for (const auto& finding : findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language)));
  data.set("has_findings", !findings.empty());
  return page(call, "desk", data, status);
}

/// The day, and the slip where a first attempt is meant: its digest and day are those of the log.
Node recognition(const Call& call, AccessionNumber record) {
  Node content;
  content.name = "day-recognition";
  content.children.push_back({"record", {{"id", to_text(record)}}, {}, {}, 0});
  if (const auto written = call.field("leaf"); !written.empty()) {
    const auto digits = written.find_first_not_of("0123456789") == std::string_view::npos && written.size() < 18;
    const auto slip = digits && call.site.duties
                          ? call.site.duties->slip(std::stoll(std::string{written}), call.viewer())
                          : std::nullopt;
    if (!slip || slip->digest.empty())
      throw Error{ErrorCode::NotFound, Text{"没有这个序号的退件单", "no slip has that leaf"},
                  Text{"请核对退件单上的日志序号", "check the leaf written on the slip"}}
          .with("leaf", std::string{written});
    content.children.push_back(leaf("day", to_text(slip->day)));
    content.children.push_back({"slip", {{"leaf", std::string{written}}, {"digest", slip->digest}}, {}, {}, 0});
  } else {
    const auto day = parse_date(call.field("day"));
    if (!day)
      throw Error{ErrorCode::BadRequest, Text{"日期无法读取", "the day cannot be read"},
                  Text{"请写作 2012-07-20", "write it as 2012-07-20"}};
    content.children.push_back(leaf("day", to_text(*day)));
  }
  content.children.push_back(leaf("recognised", call.field("recognised") == "false" ? "false" : "true"));
  content.children.push_back(leaf("reason", std::string{call.field("reason")}));
  return content;
}

}  // namespace

Response desk_page(Call& call) {
  require_office(call);
  return show_desk(call, {}, std::string{call.request.query_value("done")} == "urged" ? say(call, "urged") : "", 200);
}

Response urge_several(Call& call) {
  require_office(call);
  const std::string text{call.field("text")}, manner{call.field("manner")};
  if (text.empty())
    throw Error{ErrorCode::BadRequest, Text{"没有写催办内容", "the urging has no words"},
                Text{"请写一段催办内容", "write what is urged"}};
  std::vector<std::string> chosen;
  for (const auto& [name, value] : call.form)
    if (name == "duty" && std::find(chosen.begin(), chosen.end(), value) == chosen.end()) chosen.push_back(value);
  if (chosen.empty() || chosen.size() > urged_max)
    throw Error{ErrorCode::BadRequest, Text{"没有勾选事项，或一次勾选过多", "no duty is chosen, or too many at once"},
                Text{"请勾选要催办的事项，一次不超过页面所列", "choose the duties to urge, at most a page at once"}};
  const auto units = call.site.service.units();
  for (const auto& id : chosen) {
    const auto duty = call.site.service.obligation({id}, {}, call.viewer());
    const auto offered = acts_for(call.actor(), duty, units);
    const auto urging =
        std::find_if(offered.begin(), offered.end(), [](const Act& each) { return each.kind == "urging"; });
    // Meanwhile answered, or the office's own: it is passed over.
    if (urging == offered.end()) continue;
    const bool known = std::any_of(urging->choices.begin(), urging->choices.end(),
                                   [&](const auto& each) { return each.value == manner; });
    if (!known)
      throw Error{ErrorCode::BadRequest, Text{"不认识的催办方式", "an unknown manner of urging"},
                  Text{"请选择系统、电话或函", "choose system, telephone or letter"}};
    const auto result = file_record(call, act_xml(call, *urging, duty, {text, {}, manner, {}}));
    if (result.kind == app::AccessionResult::Kind::Refused) return show_desk(call, result.findings, "", 422);
  }
  return Response::see_other("/desk?done=urged");
}

Response recognise_day(Call& call) {
  require_office(call);
  const auto record = parse_accession_number(call.field("record"));
  if (!record)
    throw Error{ErrorCode::BadRequest, Text{"登记号无法读取", "the accession number cannot be read"},
                Text{"请写作 R0000012", "write it as R0000012"}};
  auto content = recognition(call, *record);
  const auto title = "收到日认定：" + to_text(*record);
  const auto result = file_record(call, registration_xml(call, title, std::move(content), {}));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_desk(call, result.findings, "", 422);
  return Response::see_other("/desk");
}

}  // namespace cundang::http
