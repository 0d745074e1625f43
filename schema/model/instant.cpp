// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/instant.h"

#include <cstdio>

namespace cundang {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t beijing_offset_ms = 8LL * 3'600'000;
constexpr Instant first_instant{-62'167'219'200'000};  // 0000-01-01T00:00:00.000Z
constexpr Instant last_instant{253'402'300'799'999};   // 9999-12-31T23:59:59.999Z

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Reads `count` digits at `at`; nothing if there is anything else.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string clock_text(std::int64_t ms_of_day) {
  char buffer[16];
  const auto seconds = static_cast<int>(ms_of_day / 1000);
  std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return buffer;
}

}  // namespace

std::string to_text(Instant instant) {
  const auto day = floor_div(instant.ms, day_ms);
  const auto rest = instant.ms - day * day_ms;
  char fraction[8];
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(rest % 1000));
  return to_text(Date{std::chrono::sys_days{std::chrono::days{day}}}) + "T" + clock_text(rest) + fraction;
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::size_t at = 19;
  int millis = 0;
  if (text[at] == '.') {
    int scale = 100;
    std::size_t count = 0;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count, scale /= 10)
      millis += (text[at] - '0') * scale;
    if (count == 0 || count > 9) return std::nullopt;
  }
  std::int64_t offset_minutes = 0;
  const auto zone = text.substr(at);
  if (zone != "Z" && zone != "z") {
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
    const auto zone_hour = digits(zone, 1, 2);
    const auto zone_minute = digits(zone, 4, 2);
    if (!zone_hour || !zone_minute || *zone_hour > 23 || *zone_minute > 59) return std::nullopt;
    offset_minutes = (*zone_hour * 60LL + *zone_minute) * (zone[0] == '-' ? -1 : 1);
  }
  const auto days = std::chrono::sys_days{*date}.time_since_epoch().count();
  const Instant instant{days * day_ms + ((*hour * 60 + *minute - offset_minutes) * 60 + *second) * 1000LL + millis};
  // An offset can lead out of the years that to_text() writes.
  return instant >= first_instant && instant <= last_instant ? std::optional{instant} : std::nullopt;
}

std::string to_beijing_text(Instant instant) {
  const auto local = instant.ms + beijing_offset_ms;
  return to_text(beijing_day(instant)) + " " + clock_text(local - floor_div(local, day_ms) * day_ms);
}

std::string to_text(Date date) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

Date beijing_day(Instant instant) {
  return Date{std::chrono::sys_days{std::chrono::days{floor_div(instant.ms + beijing_offset_ms, day_ms)}}};
}

Instant start_of_beijing_day(Date day) {
  return {std::chrono::sys_days{day}.time_since_epoch().count() * day_ms - beijing_offset_ms};
}

Instant end_of_beijing_day(Date day) { return {start_of_beijing_day(day).ms + day_ms}; }

Date next_day(Date day) { return Date{std::chrono::sys_days{day} + std::chrono::days{1}}; }

std::string to_chinese(Date date) {
  return std::to_string(static_cast<int>(date.year())) + "年" + std::to_string(static_cast<unsigned>(date.month())) +
         "月" + std::to_string(static_cast<unsigned>(date.day())) + "日";
}

Instant SystemClock::now() const {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

SimulatedClock::SimulatedClock(Instant start) : start_{start}, began_{std::chrono::steady_clock::now()} {}

Instant SimulatedClock::now() const {
  using namespace std::chrono;
  return start_ + duration_cast<milliseconds>(steady_clock::now() - began_);
}

}  // namespace cundang
