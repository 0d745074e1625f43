// SPDX-License-Identifier: GPL-3.0-or-later
// Replies that name no duty: the office says which they answer, with one click each.
#include "server/http/acts.h"
#include "server/http/duty_view.h"
#include "server/http/filing.h"
#include "server/http/routes.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

void require_office(const Call& call) {
  if (!call.actor().has(Role::Office)) throw Error{ErrorCode::Forbidden};
}

Response show_matches(Call& call, const Findings& findings, int status) {
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "matches"));
  const auto replies =
      call.site.duties ? call.site.duties->unmatched(call.viewer()) : std::vector<app::UnmatchedReply>{};
  for (const auto& reply : replies) {
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
    data.push("replies", std::move(row));
  }
  data.set("has_replies", !replies.empty());
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
  const auto result = file_record(call, match_xml(call, duty, *record, decision == "true", seen_step(call)));
  if (result.kind == app::AccessionResult::Kind::Refused) return show_matches(call, result.findings, 422);
  return Response::see_other("/matches");
}

}  // namespace cundang::http
