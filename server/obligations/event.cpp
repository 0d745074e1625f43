// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/event.h"

#include <array>

namespace cundang::ledger {
namespace {

struct EventRow {
  Event event;
  std::string_view word, child, zh, en;
};

constexpr std::array<EventRow, 12> table{{
    {Event::Served, "served", "", "送达", "served"},
    {Event::Issued, "issued", "", "成文", "issued"},
    {Event::Received, "received", "", "收到", "received"},
    {Event::MeetingDate, "meeting-date", "meeting-date", "会议", "meeting"},
    {Event::TalkTime, "talk-time", "talk-time", "约谈", "talk"},
    {Event::HeldOn, "held-on", "held-on", "举行", "held"},
    {Event::PublishedOn, "published-on", "published-on", "刊载", "published"},
    {Event::CheckedOn, "checked-on", "checked-on", "抽查", "checked"},
    {Event::InspectionBegins, "inspection-begins", "from", "督查开始", "inspection began"},
    {Event::InspectionEnds, "inspection-ends", "to", "督查结束", "inspection ended"},
    {Event::FanIn, "fan-in", "", "汇齐", "inputs complete"},
    {Event::PeriodEnd, "period-end", "", "报告期结束", "period ended"},
}};

const EventRow& row(Event event) { return table[static_cast<std::size_t>(event)]; }

}  // namespace

std::optional<Event> parse_event(std::string_view word) {
  for (const auto& each : table)
    if (each.word == word) return each.event;
  return std::nullopt;
}

Text event_name(Event event) { return {std::string{row(event).zh}, std::string{row(event).en}}; }

std::string_view event_child(Event event) { return row(event).child; }

}  // namespace cundang::ledger
