// SPDX-License-Identifier: GPL-3.0-or-later
// The office's desk: what waits for a decision, extensions by granter, waivers; days of receipt.
#include <algorithm>

#include "server/http/act_outcome.h"
#include "server/http/acts.h"
#include "server/http/desk_view.h"
#include "server/http/duty_view.h"
#include "server/http/filing.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }

/// How many duties a 顺延 just registered has moved: those whose arithmetic names it.
void add_shift_outcome(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties) {
  const auto record = parse_accession_number(call.request.query_value("shift"));
  const auto from = parse_date(call.request.query_value("from")), until = parse_date(call.request.query_value("until"));
  if (!record || !from || !until) return;
  const auto number = to_text(*record);
  const auto moved = std::count_if(duties.begin(), duties.end(), [&](const ledger::Obligation& duty) {
    return std::any_of(duty.due.arithmetic.begin(), duty.due.arithmetic.end(),
                       [&](const Text& step) { return step.zh.find(number) != std::string::npos; });
  });
  data.push("shift_outcome", web::Data{}
                                 .set("record", number)
                                 .set("from", to_text(*from))
                                 .set("until", to_text(*until))
                                 .set("moved", static_cast<long>(moved))
                                 .set("none", moved == 0));
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

void require_office(const Call& call) {
  if (!call.actor().has(Role::Office)) throw Error{ErrorCode::Forbidden};
}

Response show_desk(const Call& call, const Findings& findings, int status) {
  const auto duties = call.site.service.obligations({}, call.viewer());
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "desk"));
  data.set("as_of", say(call, "as-of") + " " + to_text(day_of(call, {})));
  add_acts_outcome(call, data, units);
  add_shift_outcome(call, data, duties);
  add_desk_lists(call, data, duties, units);
  add_takers(call, data, units);
  const auto unmatched = call.site.duties ? call.site.duties->unmatched(call.viewer()).size() : 0;
  data.set("has_unmatched", unmatched > 0).set("unmatched", static_cast<long>(unmatched));
  for (const auto& finding : findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language)));
  data.set("has_findings", !findings.empty());
  return page(call, "desk", data, status);
}

Response desk_page(Call& call) {
  require_office(call);
  return show_desk(call, {}, 200);
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
  if (result.kind == app::AccessionResult::Kind::Refused) return show_desk(call, result.findings, 422);
  ActsTaken taken{"day-recognition", {}, 0, {}, {}};
  if (result.accession) taken.records.push_back(*result.accession);
  return Response::see_other(after_acts("/desk", taken));
}

}  // namespace cundang::http
