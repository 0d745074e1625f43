// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/page.h"

#include <algorithm>

#include "server/accounts/role_text.h"
#include "server/app/outside_service.h"
#include "server/http/encoding.h"
#include "server/web/templates.h"
#include "server/web/texts.h"

namespace cundang::http {

namespace {

// The address of this page in the other language.
std::string switch_language(const Call& call) {
  std::string address = call.request.path + "?";
  for (const auto& [name, value] : call.request.query)
    if (name != "lang" && name != "token") address += percent_encode(name) + "=" + percent_encode(value) + "&";
  return address + "lang=" + (call.language == web::Language::Chinese ? "en" : "zh");
}

/// Whoever sees the whole archive, and the units that are assessed.
bool may_see_assessment(const Call& call, const std::vector<Unit>& units) {
  if (call.viewer().sees_all) return true;
  return std::any_of(units.begin(), units.end(), [&](const Unit& unit) {
    return unit.code == call.actor().unit &&
           (unit.unit_class == UnitClass::District || unit.unit_class == UnitClass::Department);
  });
}

void add_person(web::Data& data, const Call& call) {
  const auto& identity = *call.identity;
  const auto& person = identity.session->person;
  const auto units = call.site.service.units();
  data.set("signed_in", true)
      .set("person", person.name.empty() ? person.id.text : person.name)
      .set("unit", identity.actor.unit.empty() ? say(call, "no-unit") : unit_name(units, identity.actor.unit))
      .set("unit_code", identity.actor.unit.text)
      .set("csrf", identity.csrf)
      .set("may_upload", identity.actor.has(Role::Submitter) || identity.actor.has(Role::Office) ||
                             identity.actor.has(Role::Reviewer))
      .set("has_assessment", call.site.assessment != nullptr && may_see_assessment(call, units))
      .set("has_signals", call.site.signals != nullptr && call.viewer().sees_all)
      .set("has_accidents", call.site.signals != nullptr && !identity.actor.unit.empty())
      .set("has_outside", call.site.outside != nullptr && call.viewer().sees_all)
      .set("has_desk", identity.actor.has(Role::Office))
      .set("may_administer", identity.actor.has(Role::SecurityAdmin))
      .set("may_audit", identity.actor.has(Role::SecurityAuditor));
  if (person.grants.size() > 1) data.set("several_units", true);
  for (const auto& [unit, roles] : person.grants)
    if (unit != identity.actor.unit)
      data.push("other_units", web::Data{}.set("code", unit.text).set("name", unit_name(units, unit)));
}

}  // namespace

const std::string& say(const Call& call, std::string_view key) { return web::text(key, call.language); }

std::string unit_name(const std::vector<Unit>& units, const UnitCode& code) {
  for (const auto& unit : units)
    if (unit.code == code && !unit.names.empty()) return unit.full_name();
  return code.text;
}

std::vector<Text> standing_warnings(const Call& call) {
  auto warnings = call.site.service.health().warnings;
  if (call.site.notices && call.viewer().sees_all)
    for (auto& warning : call.site.notices->warnings()) warnings.push_back(std::move(warning));
  if (call.site.outside && call.viewer().sees_all)
    for (auto& warning : call.site.outside->warnings()) warnings.push_back(std::move(warning));
  return warnings;
}

std::string safe_next(std::string_view wanted) {
  // "//host" and "/\host" would lead away from here.
  if (wanted.size() < 2 || wanted.front() != '/' || wanted[1] == '/' || wanted.find('\\') != std::string_view::npos ||
      !is_clean_text(wanted))
    return "/";
  return std::string{wanted};
}

web::Data page_data(const Call& call, std::string title) {
  web::Data data;
  const bool english = call.language == web::Language::English;
  data.set("title", std::move(title))
      .set("lang", english ? "en" : "zh-CN")
      .set("switch_language", switch_language(call))
      .set("switch_language_name", english ? "中文" : "English")
      .set("simulated", call.site.service.simulated())
      .set("now", to_beijing_text(call.site.service.now()))
      .set("at_home", call.request.path == "/")
      .set("at_search", call.request.path == "/search")
      .set("at_board", call.request.path == "/board")
      .set("at_desk", call.request.path == "/desk" || call.request.path == "/matches")
      .set("at_assessment", call.request.path.rfind("/assessment", 0) == 0)
      .set("at_notices", call.request.path.rfind("/notices", 0) == 0)
      .set("at_outside", call.request.path.rfind("/outside", 0) == 0)
      .set("at_upload", call.request.path == "/upload")
      .set("at_signals", call.request.path.starts_with("/signals") || call.request.path.starts_with("/drafts"))
      .set("at_accidents", call.request.path == "/accidents")
      .set("at_accounts", call.request.path.rfind("/accounts", 0) == 0)
      .set("main_class", "");
  if (call.identity && call.identity->session) add_person(data, call);
  return data;
}

Response page(const Call& call, std::string_view template_name, const web::Data& data, int status) {
  auto response = Response::html(web::render(template_name, data, call.language), status);
  const auto wanted = call.request.query_value("lang");
  if (wanted == "en" || wanted == "zh")
    response.with("Set-Cookie", "cundang_lang=" + std::string{wanted} + "; Path=/; SameSite=Lax; Max-Age=31536000");
  return response;
}

Response error_page(const Call& call, const Error& error) {
  const auto& info = error.info();
  const bool english = call.language == web::Language::English;
  auto data = page_data(call, say(call, "error-title"));
  data.set("message", std::string{english ? info.en : info.zh})
      .set("cure", web::in(error.cure(), call.language))
      .set("status", info.http_status)
      .set("code", std::string{info.name});
  if (error.reason().en != info.en) data.set("detail", web::in(error.reason(), call.language));
  auto response = page(call, "error", data, info.http_status);
  for (const auto& [name, value] : error.facts())
    if (name == "retry_after") response.with("Retry-After", value);
  return response;
}

}  // namespace cundang::http
