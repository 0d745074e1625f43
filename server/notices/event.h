// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/notices/plan.h"

namespace cundang::notices {

/// A program of a unit that is told of what happens to its duties (docs/formats/feeds.md, Webhooks).
struct Hook {
  std::string id;
  UnitCode unit;
  bool every_unit = false;  ///< the unit sees all: it is told of every duty
  Date since;               ///< what fell overdue before this day is no news
};

/// One event for one hook.
struct Event {
  std::string key;   ///< never twice for the same hook; also the id a receiver tells repetitions by
  std::string name;  ///< obligation.created, obligation.answered, …
  std::string body;  ///< JSON, UTF-8
  ObligationId about;
};

/// Name of the event a step of a duty makes: created served answered returned urged extension-asked extension-decided
/// verified closed ended changed, each after "obligation.".
std::string event_name(const ledger::HistoryStep& step);

/// Events of steps above situation.news_after, of calendar duties that arose after `planned_until` and of duties that
/// fell overdue, in that order for each duty.
/// @param planned_until the last day for which events were planned before.
std::vector<Event> events(const Situation& situation, const Hook& hook, Date planned_until);

}  // namespace cundang::notices
