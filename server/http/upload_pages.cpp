// SPDX-License-Identifier: GPL-3.0-or-later
// Upload by hand, with the findings beside the lines they speak of.
#include <algorithm>
#include <map>
#include <set>

#include "schema/xml/record_reader.h"
#include "server/http/encoding.h"
#include "server/http/gate.h"
#include "server/http/incoming.h"
#include "server/http/page.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr int lines_whole_max = 400;  // a longer text shows only what surrounds a finding
constexpr int lines_around = 3;
constexpr std::size_t line_bytes_max = 2000;

web::Data finding_row(const Call& call, const Finding& finding) {
  return web::Data{}
      .set("severity", finding.severity == Severity::Fault ? "fault" : "warning")
      .set("reason", web::in(finding.reason, call.language))
      .set("cure", web::in(finding.cure, call.language))
      .set("line", finding.line > 0 ? std::to_string(finding.line) : std::string{})
      .set("place", finding.place)
      .set("code", finding.code);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, std::min(end, line_bytes_max)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void add_source(const Call& call, web::Data& data, const std::string& xml, const Findings& findings) {
  if (!is_clean_text(xml, "\r\n\t")) return;  // not text: nothing to show beside
  const auto lines = lines_of(xml);
  std::map<int, std::vector<const Finding*>> by_line;
  std::set<int> shown;
  const auto count = static_cast<int>(lines.size());
  for (const auto& finding : findings)
    if (finding.line > 0 && finding.line <= count) by_line[finding.line].push_back(&finding);
  for (int line = 1; line <= count && count <= lines_whole_max; ++line) shown.insert(line);
  for (const auto& [line, each] : by_line)
    for (int near = std::max(1, line - lines_around); near <= std::min(count, line + lines_around); ++near)
      shown.insert(near);
  for (const int line : shown) {
    web::Data row;
    row.set("number", line)
        .set("text", std::string{lines[static_cast<std::size_t>(line - 1)]})
        .set("marked", by_line.contains(line))
        .set("gap", !shown.contains(line + 1) && line < count);
    row.set("notes", web::Data::List{});
    for (const auto* finding : by_line[line]) row.push("notes", finding_row(call, *finding));
    data.push("lines", std::move(row));
  }
  data.set("has_lines", !shown.empty());
}

void add_findings(const Call& call, web::Data& data, const Findings& findings) {
  for (const auto& finding : findings) data.push("findings", finding_row(call, finding));
  data.set("has_findings", !findings.empty()).set("finding_count", static_cast<int>(findings.size()));
}

Response show_refusal(const Call& call, const Error& error, const app::AccessionResult& result,
                      const std::string& xml) {
  auto data = page_data(call, say(call, "upload"));
  data.set("refused", web::in(error.reason(), call.language))
      .set("refused_cure", web::in(error.cure(), call.language))
      .set("slip", result.receipt_json);
  add_findings(call, data, result.findings);
  if (!result.findings.empty()) add_source(call, data, xml, result.findings);
  return page(call, "upload", data, error.info().http_status);
}

}  // namespace

Response upload_page(Call& call) { return page(call, "upload", page_data(call, say(call, "upload"))); }

Response upload(Call& call) {
  app::Submission submission;
  try {
    auto parts = open_upload(call);
    if (!may_submit(call.actor())) throw Error{ErrorCode::Forbidden};
    submission = read_parts(call, parts);
  } catch (const Error& error) {
    const auto status = error.info().http_status;
    if (status != 400 && status != 413 && status != 415) throw;
    return show_refusal(call, error, call.site.service.refuse(call.actor(), {}, error.code(), findings_of(error)), {});
  }
  const auto xml = submission.record_xml;
  const auto result = call.site.service.submit(std::move(submission));
  if (result.kind == app::AccessionResult::Kind::Refused)
    // Of a 涉密件 nothing is shown again, as nothing of it is kept.
    return show_refusal(call, Error{ErrorCode::RecordRefused}, result,
                        is_secret(result.findings) ? std::string{} : xml);
  auto data = page_data(call, say(call, "upload"));
  data.set("receipt_number", result.accession ? to_text(*result.accession) : "")
      .set("repeated", result.kind == app::AccessionResult::Kind::Repeated);
  add_findings(call, data, result.findings);
  return page(call, "upload", data, result.kind == app::AccessionResult::Kind::Created ? 201 : 200);
}

}  // namespace cundang::http
