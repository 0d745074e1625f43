// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/obligations/book.h"

namespace cundang::ledger {
namespace {

bool is_service_act(std::string_view kind) {
  return kind == "acknowledgement" || kind == "service" || kind == "service-prompt" || kind == "deemed-service" ||
         kind == "service-objection" || kind == "service-ruling";
}

}  // namespace

void Ledger::Book::act(const Entry& entry) {
  const auto acting = party(entry);
  for (const auto place : targets(entry, acting.unit)) {
    const auto& duty = shelf_.at(place);
    const auto standing = settle(duty, beijing_day(entry.received_at));
    shelf_.add_step(place, judge(entry, duty, standing, context(entry, duty, standing, acting)));
  }
}

/// Duties an act means: the one it names; of a record those it made, or answers. A unit named, or the owing unit where
/// only that may act, narrows them.
Ledger::Book::Places Ledger::Book::targets(const Entry& entry, const UnitCode& by) const {
  const auto& content = entry.record.content;
  if (const auto* obligation = content.child("obligation")) {
    const auto place = shelf_.by_id(obligation->attribute("id"));
    return place ? Places{*place} : Places{};
  }
  const auto* record = content.child("record");
  const auto number = record ? parse_accession_number(record->attribute("id")) : std::nullopt;
  if (!number) return {};
  const bool service = is_service_act(entry.record.kind);
  auto places = service ? shelf_.by_service_record(*number) : shelf_.by_trigger(first_version(*number));
  if (!service && places.empty()) places = shelf_.by_answer(*number);
  const auto* named = content.child("unit");
  const auto day = beijing_day(entry.received_at);
  const UnitCode unit{named ? std::string{named->attribute("code")} : std::string{}};
  std::erase_if(places, [&](std::size_t place) {
    const auto& duty = shelf_.at(place);
    if (service && !duty.needs_service()) return true;
    const auto owing = owing_on(duty, day);
    if (!unit.empty() && owing != unit) return true;
    return act_by(entry.record.kind) == ActBy::OwingUnit && owing != by;
  });
  return places;
}

ActContext Ledger::Book::context(const Entry& entry, const Duty& duty, const Standing& standing,
                                 const Party& acting) const {
  ActContext context{packs_.units, acting.unit, acting.may_not, false, {}, {}, {}, {}};
  context.supervises = acting.unit != standing.owing && (acting.unit == duty.owed_to || is_supervising(acting.unit));
  const auto day = beijing_day(entry.received_at);
  if (entry.record.kind == "extension-request" || entry.record.kind == "extension-decision") {
    context.due = reckoner({}).reckon(duty, standing, day).due.day;
    context.late_after = last_timely_day(duty, standing, context.due);
  }
  const auto trigger = duty.trigger ? triggers_.find(duty.trigger->value) : triggers_.end();
  context.issued = trigger == triggers_.end() ? duty.arose : trigger->second.issued.value_or(duty.arose);
  if (const auto policy = packs_.policies.in_force("催签", duty.arose))
    context.deemed_from = due_after(packs_.calendar, {}, duty.arose, {policy->term, {}}).day;
  return context;
}

}  // namespace cundang::ledger
