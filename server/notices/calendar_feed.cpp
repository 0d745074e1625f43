// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/calendar_feed.h"

#include <algorithm>

namespace cundang::notices {
namespace {

constexpr std::size_t octets_max = 75;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string basic_day(Date day) {
  auto text = to_text(day);
  std::erase(text, '-');
  return text;
}

/// 20120702T010203Z
std::string basic_utc(Instant instant) {
  auto text = to_text(instant).substr(0, 19);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text + "Z";
}

std::string status_of(const ledger::Obligation& duty) {
  if (duty.state == ledger::State::Waived || duty.state == ledger::State::Withdrawn) return "CANCELLED";
  return duty.due.provisional ? "TENTATIVE" : "CONFIRMED";
}

std::string description_of(const ledger::Obligation& duty, const CalendarFeed& feed) {
  std::string text = "承办 " + full_name(feed.units, duty.owing);
  if (!duty.owed_to.empty()) text += "\n报送 " + full_name(feed.units, duty.owed_to);
  if (!duty.clause.empty()) text += "\n依据 " + duty.clause;
  text += "\n状态 " + ledger::state_name(duty.state).zh;
  if (!duty.next_step.zh.empty()) text += "\n下一步 " + duty.next_step.zh;
  if (duty.due.provisional) text += "\n时限暂定：当年工作日历尚未公布";
  return text + "\n以台账为准";
}

std::string event_of(const ledger::Obligation& duty, const CalendarFeed& feed) {
  const auto url = feed.head.public_url + "/obligations/" + duty.id.text;
  const auto changed = basic_utc(last_change(duty));
  const std::string mark = feed.head.exercise ? "【演练】" : "";
  const std::string done = ledger::awaits_answer(duty.state) ? "" : "（" + ledger::state_name(duty.state).zh + "）";
  const auto summary = mark + duty.name.zh + (duty.period.empty() ? "" : " " + duty.period) + done;
  // Each step may change what the event says, so the number of steps is its revision; it never falls.
  return folded("BEGIN:VEVENT") + folded("UID:" + duty.id.text + "@obligation.cundang") + folded("DTSTAMP:" + changed) +
         folded("LAST-MODIFIED:" + changed) + folded("SEQUENCE:" + std::to_string(duty.history.size())) +
         folded("DTSTART;VALUE=DATE:" + basic_day(*duty.due.day)) +
         folded("DTEND;VALUE=DATE:" + basic_day(next_day(*duty.due.day))) + folded("SUMMARY:" + escaped(summary)) +
         folded("DESCRIPTION:" + escaped(description_of(duty, feed))) + folded("URL:" + url) +
         folded("STATUS:" + status_of(duty)) + folded("TRANSP:TRANSPARENT") + folded("END:VEVENT");
}

}  // namespace

std::string folded(std::string_view line) {
  std::string text;
  std::size_t room = octets_max;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 0 && continues_character(line[end])) --end;
    text.append(line.substr(0, end)).append("\r\n ");
    line.remove_prefix(end);
    room = octets_max - 1;  // the space counts
  }
  return text.append(line).append("\r\n");
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c != '\r') {
      out += c;
    }
  }
  return out;
}

Instant last_change(const ledger::Obligation& duty) {
  auto last = start_of_beijing_day(duty.arose);
  for (const auto& step : duty.history) last = std::max(last, step.at);
  return last;
}

std::string calendar_feed(const std::vector<ledger::Obligation>& duties, const CalendarFeed& feed) {
  auto text = folded("BEGIN:VCALENDAR") + folded("VERSION:2.0") + folded("PRODID:-//cundang//obligations 1.0//ZH") +
              folded("CALSCALE:GREGORIAN") + folded("NAME:" + escaped(feed.name)) +
              folded("X-WR-CALNAME:" + escaped(feed.name)) + folded("X-WR-TIMEZONE:Asia/Shanghai") +
              folded("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  for (const auto& duty : duties)
    if (duty.due.day) text += event_of(duty, feed);
  return text + folded("END:VCALENDAR");
}

}  // namespace cundang::notices
