// SPDX-License-Identifier: GPL-3.0-or-later
// The office's paper of a quarter, drawn from what the units filed; edited here and filed by the upload page.
#include "server/http/routes.h"
#include "server/http/signal_view.h"

namespace cundang::http {

Response drafts_page(Call& call) {
  if (!call.viewer().sees_all) throw Error{ErrorCode::NotFound};
  auto data = page_data(call, say(call, "drafts"));
  const auto what = call.request.query_value("what");
  const auto period = call.request.query_value("period");
  data.set("period", period).set("summary", what == "summary").set("forecast", what == "forecast");
  if (what.empty() && period.empty()) return page(call, "drafts", data);
  const auto quarter = signals::parse_quarter(period);
  if (!quarter)
    throw Error{ErrorCode::BadRequest, Text{"季度无法读取", "the quarter cannot be read"},
                Text{"请写作 2012-Q2", "write it as 2012-Q2"}};
  if (what != "summary" && what != "forecast")
    throw Error{ErrorCode::BadRequest, Text{"没有这种草稿", "no such draft"},
                Text{"请选择落实情况汇总（summary）或形势分析预测报告（forecast）", "choose summary or forecast"}};
  const auto paper = what == "summary" ? app::QuarterPaper::Summary : app::QuarterPaper::Forecast;
  const auto draft = signal_service(call).quarter_draft(paper, *quarter, signal_day(call), call.viewer());
  const auto units = call.site.service.units();
  data.set("xml", draft.xml);
  for (const auto number : draft.sources) data.push("sources", web::Data{}.set("number", to_text(number)));
  for (const auto& unit : draft.missing) data.push("missing", web::Data{}.set("name", unit_name(units, unit)));
  data.set("has_missing", !draft.missing.empty()).set("has_sources", !draft.sources.empty());
  return page(call, "drafts", data);
}

}  // namespace cundang::http
