// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "schema/model/error.h"

namespace cundang::ledger {

/// From what a term runs (docs/formats/rules.md, Due).
enum class Event {
  Served,
  Issued,
  Received,
  MeetingDate,
  TalkTime,
  HeldOn,
  PublishedOn,
  CheckedOn,
  InspectionBegins,
  InspectionEnds,
  FanIn,
  PeriodEnd,
};

/// As packs write it: served, meeting-date …
std::optional<Event> parse_event(std::string_view word);
/// As the arithmetic of a date says it: 送达, 会议 …
Text event_name(Event event);
/// Child of the trigger's kind element that says the day; empty where it stands elsewhere.
std::string_view event_child(Event event);

}  // namespace cundang::ledger
