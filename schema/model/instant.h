// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cundang {

/// A calendar day in Asia/Shanghai (UTC+8 all year since 1992).
using Date = std::chrono::year_month_day;

/// A point in time, milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
  Instant operator+(std::chrono::milliseconds d) const { return {ms + d.count()}; }
  Instant operator-(std::chrono::milliseconds d) const { return {ms - d.count()}; }
};

/// RFC 3339 in UTC with exactly three decimals: 2012-07-02T01:02:03.004Z.
std::string to_text(Instant instant);
/// Accepts RFC 3339 with Z or a numeric offset and 0–9 decimals (cut to milliseconds), in the years 0000–9999 of UTC.
std::optional<Instant> parse_instant(std::string_view text);
/// 2012-07-02 09:02:03 as a clock in Beijing shows it.
std::string to_beijing_text(Instant instant);

/// ISO 8601 day, 2012-07-02.
std::string to_text(Date date);
std::optional<Date> parse_date(std::string_view text);
/// The day on which `instant` falls in Asia/Shanghai.
Date beijing_day(Instant instant);
/// 00:00 of `day` in Asia/Shanghai.
Instant start_of_beijing_day(Date day);
/// 24:00 of `day` in Asia/Shanghai: the first instant that is too late.
Instant end_of_beijing_day(Date day);
Date next_day(Date day);
/// 2012年7月2日.
std::string to_chinese(Date date);

/// The one source of time; injected everywhere. Implementations are thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A 演练 archive's clock: `start` plus the monotonic time since construction.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(Instant start);
  Instant now() const override;

 private:
  Instant start_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace cundang
