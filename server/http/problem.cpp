// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/problem.h"

#include "schema/model/json.h"

namespace cundang::http {

namespace {

constexpr int retry_after_default_s = 5;

void write_findings(JsonWriter& json, const Findings& findings) {
  json.open_array();
  for (const auto& finding : findings) {
    json.open_object()
        .member("code", finding.code)
        .member("severity", finding.severity == Severity::Fault ? "fault" : "warning")
        .member("place", finding.place);
    if (finding.line > 0) json.member("line", finding.line);
    json.member("reason", finding.reason.zh)
        .member("reason_en", finding.reason.en)
        .member("cure", finding.cure.zh)
        .member("cure_en", finding.cure.en)
        .close_object();
  }
  json.close_array();
}

std::string fact(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.facts())
    if (key == name) return value;
  return {};
}

// A server's own trouble names files and causes; these are for its log, not for the wire.
void write_facts(JsonWriter& json, const Error& error) {
  if (error.info().http_status >= 500 || error.facts().empty()) return;
  json.key("facts").open_object();
  for (const auto& [name, value] : error.facts()) json.member(name, value);
  json.close_object();
}

}  // namespace

std::string findings_json(const Findings& findings) {
  JsonWriter json;
  write_findings(json, findings);
  return json.text();
}

Response problem(const Error& error, const Findings& findings, std::string_view slip_json) {
  const auto& info = error.info();
  const auto reason = error.reason(), cure = error.cure();
  JsonWriter json;
  json.open_object()
      .member("type", "urn:cundang:error:" + std::string{info.name})
      .member("title", std::string{info.zh})
      .member("status", info.http_status)
      .member("detail", cure.zh)
      .member("code", std::string{info.name})
      .member("title_en", std::string{info.en})
      .member("detail_en", cure.en)
      .member("reason", reason.zh)
      .member("reason_en", reason.en)
      .member("cure", cure.zh)
      .member("cure_en", cure.en);
  write_facts(json, error);
  if (!findings.empty()) {
    json.key("findings");
    write_findings(json, findings);
  }
  if (!slip_json.empty()) json.key("slip").raw(slip_json);
  json.close_object();
  Response response{info.http_status, "application/problem+json", json.text(), {}, false};
  if (info.http_status == 401) response.with("WWW-Authenticate", "Bearer realm=\"cundang\"");
  if (info.http_status == 429 || info.http_status == 503) {
    const auto wait = fact(error, "retry_after");
    response.with("Retry-After", wait.empty() ? std::to_string(retry_after_default_s) : wait);
  }
  return response;
}

}  // namespace cundang::http
