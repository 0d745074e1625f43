// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds for programs that cannot sign in (docs/formats/feeds.md): the secret stands in the query, which is never
// logged.
#include <algorithm>

#include "schema/xml/xml_writer.h"
#include "server/http/feed_reading.h"
#include "server/http/page.h"
#include "server/http/routes.h"
#include "server/notices/calendar_feed.h"

namespace cundang::http {

namespace {

constexpr std::chrono::days kept_for{366};  // in the calendar, after their date

notices::Letterhead letterhead(const Call& call) {
  return {call.site.notices ? call.site.notices->public_url() : std::string{}, call.site.service.simulated()};
}

std::string feed_name(const Call& call, const std::vector<Unit>& units, const UnitCode& unit, std::string_view what) {
  return (call.site.service.simulated() ? "【演练】" : "") + notices::short_name(units, unit) + " " + std::string{what};
}

std::string summary_of(const ledger::Obligation& duty, const std::vector<Unit>& units) {
  auto text = "承办 " + unit_name(units, duty.owing) + "；依据 " + duty.clause + "；时限 " +
              (duty.due.day ? to_text(*duty.due.day) : "待送达后起算") + "；状态 " + ledger::state_name(duty.state).zh;
  if (!duty.next_step.zh.empty()) text += "；下一步 " + duty.next_step.zh;
  return text;
}

void add_entry(XmlWriter& xml, const ledger::Obligation& duty, const std::vector<Unit>& units,
               const std::string& public_url) {
  xml.open("entry");
  xml.leaf("id", "urn:cundang:obligation:" + duty.id.text);
  xml.leaf("title", notices::short_name(units, duty.owing) + "　" + duty.name.zh +
                        (duty.period.empty() ? "" : " " + duty.period));
  xml.leaf("updated", to_text(notices::last_change(duty)));
  xml.leaf("published", to_text(start_of_beijing_day(duty.arose)));
  xml.open("link").attribute("rel", "alternate").attribute("href", public_url + "/obligations/" + duty.id.text);
  xml.close();
  xml.open("category").attribute("term", ledger::state_code(duty.state));
  xml.attribute("label", ledger::state_name(duty.state).zh).close();
  xml.leaf("summary", summary_of(duty, units));
  xml.close();
}

/// `duties`: the one changed last first.
std::string atom(const Call& call, const FeedReading& reading, const std::vector<ledger::Obligation>& duties) {
  const auto units = call.site.service.units();
  const auto head = letterhead(call);
  // An empty feed was last changed when its address was made. There is no link to itself: it would pass on the secret.
  const auto updated = duties.empty() ? reading.feed.created : notices::last_change(duties.front());
  XmlWriter xml;
  xml.open("feed").attribute("xmlns", "http://www.w3.org/2005/Atom").attribute("xml:lang", "zh-CN");
  xml.leaf("id", "urn:cundang:view:" + call.site.service.origin() + ":" + std::to_string(reading.feed.view));
  xml.leaf("title", feed_name(call, units, reading.feed.unit, "督办台账：" + reading.feed.name));
  xml.leaf("updated", to_text(updated));
  xml.open("author").leaf("name", "存档 cundang").close();
  xml.open("link").attribute("rel", "alternate").attribute("href", head.public_url + "/board?" + reading.feed.query);
  xml.close();
  for (const auto& duty : duties) add_entry(xml, duty, units, head.public_url);
  xml.close();
  return xml.str();
}

}  // namespace

Response get_calendar_feed(Call& call) {
  const auto reading = open_feed(call);
  if (reading.feed.view != 0) throw Error{ErrorCode::NotFound};
  app::ObligationQuery query;
  query.unit = reading.feed.unit;
  auto duties = call.site.service.obligations(query, reading.viewer);
  const auto oldest = Date{std::chrono::sys_days{beijing_day(call.site.service.now())} - kept_for};
  std::erase_if(duties, [&](const auto& duty) { return !duty.due.day || *duty.due.day < oldest; });
  const auto units = call.site.service.units();
  return feed_response(
      call, "text/calendar; charset=utf-8",
      notices::calendar_feed(duties, {feed_name(call, units, reading.feed.unit, "应办事项"), letterhead(call), units}));
}

Response get_board_feed(Call& call) {
  const auto reading = open_feed(call);
  if (reading.feed.view == 0) throw Error{ErrorCode::NotFound};
  auto duties = call.site.service.obligations(read_view(call, reading.feed.query), reading.viewer);
  std::stable_sort(duties.begin(), duties.end(),
                   [](const auto& a, const auto& b) { return notices::last_change(a) > notices::last_change(b); });
  return feed_response(call, "application/atom+xml; charset=utf-8", atom(call, reading, duties));
}

}  // namespace cundang::http
