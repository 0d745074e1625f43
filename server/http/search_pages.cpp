// SPDX-License-Identifier: GPL-3.0-or-later
// Home and search.
#include <algorithm>
#include <charconv>

#include "server/http/duty_view.h"
#include "server/http/encoding.h"
#include "server/http/routes.h"
#include "server/web/official_document.h"

namespace cundang::http {

namespace {

constexpr int hits_per_page = 10, latest_shown = 8, duties_shown = 10;

web::Data hit_row(const Call& call, const indexer::Hit& hit) {
  web::Data row;
  row.set("id", hit.id)
      .set("title", hit.title.empty() ? hit.id : hit.title)
      .set("doc_no", hit.doc_no)
      .set("issuer", hit.issuer)
      .set("date", hit.date)
      .set("paragraph", hit.paragraph)
      .set("kind_name", !hit.kind_name.empty() ? hit.kind_name : web::kind_name(hit.kind, call.language));
  for (const auto& part : hit.snippet)
    row.push("snippet", web::Data{}.set("text", part.text).set("marked", part.marked));
  return row;
}

// What is late stands first, then what is due soon; within these by date, as the service gives them.
int urgency(std::string_view lamp) { return lamp == "red" ? 0 : lamp == "amber" ? 1 : lamp == "blue" ? 2 : 3; }

void add_duties(const Call& call, web::Data& data) {
  app::ObligationQuery query;
  const bool own_only = !call.viewer().sees_all;
  if (own_only) query.unit = call.actor().unit;
  const auto units = call.site.service.units();
  auto duties = call.site.service.obligations(query, call.viewer());
  std::erase_if(duties, [](const auto& duty) { return ledger::has_ended(duty.state); });
  std::stable_sort(duties.begin(), duties.end(),
                   [&](const auto& a, const auto& b) { return urgency(lamp_of(a)) < urgency(lamp_of(b)); });
  if (duties.size() > duties_shown) duties.erase(duties.begin() + duties_shown, duties.end());
  for (const auto& duty : duties) data.push("duties", duty_row(call, duty, units));
  data.set("has_duties", !duties.empty())
      .set("duties_title", say(call, own_only ? "my-duties" : "open-duties"))
      .set("duties_link", own_only ? "/board?unit=" + percent_encode(call.actor().unit.text) : std::string{"/board"});
}

void add_latest(const Call& call, web::Data& data) {
  indexer::SearchRequest request;
  request.limit = latest_shown;
  request.snippets = false;
  const auto found = call.site.service.search(request, call.viewer());
  for (const auto& hit : found.hits) data.push("latest", hit_row(call, hit));
  data.set("has_latest", !found.hits.empty());
}

std::string fact(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.facts())
    if (key == name) return value;
  return {};
}

// Byte offset of a code point.
std::size_t byte_of(std::string_view text, std::size_t code_point) {
  std::size_t at = 0;
  while (at < text.size() && code_point > 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    --code_point;
  }
  return at;
}

void add_fault(const Call& call, web::Data& data, const Error& error, std::string_view query) {
  data.set("fault", true)
      .set("message", web::in(error.reason(), call.language))
      .set("cure", web::in(error.cure(), call.language));
  std::size_t position = 0;
  const auto text = fact(error, "position");
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (fault != std::errc{}) return;
  const auto from = byte_of(query, position), to = byte_of(query, position + 1);
  data.set("has_place", true)
      .set("before", query.substr(0, from))
      .set("at", from == to ? std::string{"␣"} : std::string{query.substr(from, to - from)})
      .set("after", query.substr(to));
}

void add_pages(web::Data& data, const std::string& query, int offset, std::int64_t total, std::size_t shown) {
  const auto link = [&](int to) { return "/search?q=" + percent_encode(query) + "&offset=" + std::to_string(to); };
  if (offset > 0) data.set("previous", link(std::max(0, offset - hits_per_page)));
  if (offset + static_cast<std::int64_t>(shown) < total) data.set("next", link(offset + hits_per_page));
  data.set("first", offset + 1)
      .set("range", std::to_string(offset + 1) + "–" + std::to_string(offset + static_cast<int>(shown)) + " / " +
                        std::to_string(total));
}

}  // namespace

Response home_page(Call& call) {
  auto data = page_data(call, say(call, "home"));
  data.set("query", "");
  add_duties(call, data);
  add_latest(call, data);
  if (call.viewer().sees_all)
    for (const auto& warning : standing_warnings(call))
      data.push("warnings", web::Data{}.set("text", web::in(warning, call.language)));
  return page(call, "home", data);
}

Response search_page(Call& call) {
  indexer::SearchRequest request;
  request.query = call.request.query_value("q");
  request.offset = call.number("offset", 0, 0, 1'000'000);
  request.limit = hits_per_page;
  auto data = page_data(call, say(call, "search"));
  data.set("query", request.query);
  try {
    const auto found = call.site.service.search(request, call.viewer());
    for (const auto& hit : found.hits) data.push("hits", hit_row(call, hit));
    data.set("total", static_cast<long>(found.total))
        .set("understood", found.understood)
        .set("has_hits", !found.hits.empty());
    add_pages(data, request.query, request.offset, found.total, found.hits.size());
  } catch (const Error& error) {
    if (error.code() != ErrorCode::QueryInvalid) throw;
    add_fault(call, data, error, request.query);
    return page(call, "search", data, 400);
  }
  return page(call, "search", data);
}

}  // namespace cundang::http
