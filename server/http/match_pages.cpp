// SPDX-License-Identifier: GPL-3.0-or-later
// Replies that name no duty: the office says which they answer, with one click each.
#include "server/http/act_outcome.h"
#include "server/http/acts.h"
#include "server/http/desk_view.h"
#include "server/http/duty_view.h"
#include "server/http/filing.h"
#include "server/http/list_page.h"
#include "server/http/routes.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

constexpr std::size_t replies_shown = 50;

Response show_matches(Call& call, const Findings& findings, int status) {
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "matches"));
  const auto replies =
      call.site.duties ? call.site.duties->unmatched(call.viewer()) : std::vector<app::UnmatchedReply>{};
  add_acts_outcome(call, data, units);
  const auto shown = list_page(call, "replies", replies.size(), replies_shown);
  auto list = list_data(shown, "replies", say(call, "matches"));
  for (auto at = shown.begin; at < shown.end; ++at) {
    const auto& reply = replies[at];
    web::Data row;
    row.set("number", to_text(reply.number))
        .set("doc_title", reply.title)
        .set("kind_name", web::kind_name(reply.kind, call.language))
        .set("unit_name", unit_name(units, reply.unit))
        .set("received", to_beijing_text(reply.received_at));
    for (const auto& each : reply.possible) {
      auto possible = duty_row(call, each.duty, units);
      possible.set("reason", web::in(each.reason, call.language)).set("number", to_text(reply.number));
      possible.set("expects", last_step(each.duty) < 0 ? std::string{} : std::to_string(last_step(each.duty)));
      row.push("possible", std::move(possible));
    }
    list.push("replies", std::move(row));
  }
  data.push("list", std::move(list));
  for (const auto& finding : findings)
    data.push("findings", web::Data{}
                              .set("reason", web::in(finding.reason, call.language))
                              .set("cure", web::in(finding.cure, call.language)));
  data.set("has_findings", !findings.empty());
  return page(call, "matches", data, status);
}

}  // namespace

Response matches_page(Call& call) {
  require_office(call);
  return show_matches(call, {}, 200);
}

Response decide_match(Call& call) {
  require_office(call);
  const auto record = parse_accession_number(call.field("record"));
  const auto decision = call.field("confirmed");
  if (!record || (decision != "true" && decision != "false"))
    throw Error{ErrorCode::BadRequest, Text{"没有写明来件或结论", "record or decision is missing"},
                Text{"请在页面上点“是它的反馈”或“不是”", "choose one of the page's two buttons"}};
  const auto duty = call.site.service.obligation({std::string{call.field("duty")}}, {}, call.viewer());
  const auto result =
      file_record(call, match_xml(call, duty, *record, decision == "true", read_expects(call.field("expects"))));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_matches(call, result.findings, 422);
  ActsTaken taken{"match-confirmation", {}, 1, {}, {}};
  if (result.accession) taken.records.push_back(*result.accession);
  return Response::see_other(after_acts("/matches", taken));
}

}  // namespace cundang::http
