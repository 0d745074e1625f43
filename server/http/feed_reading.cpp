// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/feed_reading.h"

#include "archive/crypto/digest.h"
#include "server/http/encoding.h"
#include "server/http/obligation_query.h"

namespace cundang::http {

namespace {

// If-None-Match: a list of tags, weak or strong, or a star; weak comparison.
bool holds(std::string_view header, std::string_view tag) {
  while (!header.empty()) {
    const auto end = std::min(header.find(','), header.size());
    auto each = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (!each.empty() && each.front() == ' ') each.remove_prefix(1);
    while (!each.empty() && each.back() == ' ') each.remove_suffix(1);
    if (each.rfind("W/", 0) == 0) each.remove_prefix(2);
    if (each == "*" || each == tag) return true;
  }
  return false;
}

}  // namespace

app::ObligationQuery read_view(const Call& call, const std::string& query) {
  auto fields = parse_form(query);
  if (!fields)
    throw Error{ErrorCode::BadRequest, Text{"保存的筛选无法读取", "the saved view cannot be read"},
                Text{"请删除后重新保存", "remove it and save it again"}};
  Request kept;
  kept.query = std::move(*fields);
  const Call reading{call.site, kept, {}, {}, call.language, {}, {}};
  return obligation_query(reading);
}

std::string view_query(std::string_view unit, std::string_view state, std::string_view month) {
  return "unit=" + percent_encode(unit) + "&state=" + percent_encode(state) + "&month=" + percent_encode(month);
}

FeedReading open_feed(const Call& call) {
  auto& accounts = call.site.accounts;
  auto feed = accounts.feeds.find(call.request.query_value("token"));
  const auto person = feed ? accounts.persons.find(feed->person) : std::nullopt;
  if (!person) throw Error{ErrorCode::NotFound};
  const auto grants = person->grants.find(feed->unit);
  const Actor actor{person->id, feed->unit, AuthMethod::Token,
                    grants == person->grants.end() ? std::set<Role>{} : grants->second};
  auto viewer = call.site.service.viewer(actor);
  return {std::move(*feed), std::move(viewer)};
}

Response feed_response(const Call& call, std::string content_type, std::string body) {
  const auto tag = "\"" + crypto::sha256(body).hex().substr(0, 32) + "\"";
  const bool same = holds(call.request.header("If-None-Match"), tag);
  Response response{same ? 304 : 200, std::move(content_type), same ? std::string{} : std::move(body), {}, false};
  response.with("ETag", tag).with("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace cundang::http
