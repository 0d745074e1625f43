// SPDX-License-Identifier: GPL-3.0-or-later
// 外部见证: where the checkpoints of closed days go, and the page to print of each.
#include "archive/evidence/checkpoint.h"
#include "server/app/outside_service.h"
#include "server/http/checkpoint_page.h"
#include "server/http/page.h"
#include "server/http/paper_response.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr int days_shown = 31;

app::OutsideService& outside_of(const Call& call) {
  if (!call.viewer().sees_all) throw Error{ErrorCode::Forbidden};
  if (call.site.outside == nullptr) throw Error{ErrorCode::NotFound};
  return *call.site.outside;
}

web::Data row_of(const Call& call, const app::OutletStatus& outlet) {
  web::Data row;
  row.set("name", outlet.name)
      .set("kind", say(call, "outlet-kind-" + outlet.kind))
      .set("target", outlet.target)
      .set("last", outlet.last_day ? to_text(*outlet.last_day) : say(call, "outlet-never"))
      .set("answer", outlet.last_answer)
      .set("waiting", std::to_string(outlet.waiting));
  if (!outlet.trouble.en.empty())
    row.set("trouble", to_beijing_text(outlet.trouble_since) + " " + web::in(outlet.trouble, call.language))
        .set("lamp", "red");
  else
    row.set("lamp", outlet.last_day ? "green" : "grey");
  return row;
}

}  // namespace

papers::CheckpointPage checkpoint_page(const app::ClosedDay& day, const std::string& vkey, bool exercise) {
  const auto checkpoint = evidence::parse_checkpoint(day.note);
  if (!checkpoint) throw Error{ErrorCode::LogInconsistent, "a checkpoint cannot be read"}.with("day", to_text(day.day));
  return {day.day, day.closed_at, checkpoint->origin, checkpoint->size, checkpoint->root.hex(), day.note,
          vkey,    exercise};
}

Response outside_page(Call& call) {
  const auto& outside = outside_of(call);
  auto data = page_data(call, say(call, "outside"));
  const auto outlets = outside.outlets();
  data.set("has_outlets", !outlets.empty());
  for (const auto& outlet : outlets) data.push("outlets", row_of(call, outlet));
  for (const auto& warning : standing_warnings(call))
    data.push("warnings", web::Data{}.set("text", web::in(warning, call.language)));
  const auto days = outside.closed_days(days_shown);
  data.set("has_days", !days.empty());
  for (const auto& day : days)
    data.push("days", web::Data{}.set("day", to_text(day.day)).set("size", std::to_string(day.size)));
  return page(call, "outside", data);
}

Response retry_outside(Call& call) {
  outside_of(call).retry_now();
  return Response::see_other("/outside");
}

Response checkpoint_print(Call& call) {
  const auto& outside = outside_of(call);
  const auto day = parse_date(call.segments.front());
  const auto closed = day ? outside.closed_day(*day) : std::nullopt;
  if (!closed) throw Error{ErrorCode::NotFound};
  const auto name = to_text(closed->day);
  return paper_response(papers::checkpoint_pdf(checkpoint_page(*closed, outside.vkey(), call.site.service.simulated())),
                        "pdf", "checkpoint-" + name, "日结检查点-" + name);
}

}  // namespace cundang::http
