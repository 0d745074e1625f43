// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/notices/message.h"
#include "server/obligations/obligation.h"

namespace cundang::notices {

/// What a calendar feed is made with.
struct CalendarFeed {
  std::string name;  ///< shown by the calendar program
  Letterhead head;
  const std::vector<Unit>& units;
};

/// iCalendar (RFC 5545) of the duties that have a date: one VEVENT over the whole last day of each, UID from the duty's
/// id. What stands in it changes only with a step of the duty, so that an unchanged feed has the same bytes.
/// docs/formats/feeds.md
std::string calendar_feed(const std::vector<ledger::Obligation>& duties, const CalendarFeed& feed);

/// One content line: CRLF at its end, folded to 75 octets a line, never inside a UTF-8 character (RFC 5545, 3.1).
std::string folded(std::string_view line);
/// A value of type TEXT (RFC 5545, 3.3.11).
std::string escaped(std::string_view text);

/// When the duty last changed: its last step, else the day it arose.
Instant last_change(const ledger::Obligation& duty);

}  // namespace cundang::notices
