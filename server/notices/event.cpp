// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/event.h"

#include <map>

#include "schema/model/json.h"
#include "schema/model/kind.h"

namespace cundang::notices {
namespace {

bool concerns(const Hook& hook, const ledger::Obligation& duty) {
  return hook.every_unit || duty.owing == hook.unit || duty.owed_to == hook.unit;
}

/// First day on which the duty counted as overdue, while it is.
std::optional<Date> overdue_since(const ledger::Obligation& duty, Date on) {
  if (!ledger::is_overdue(duty)) return std::nullopt;
  return Date{std::chrono::sys_days{on} - std::chrono::days{duty.days_overdue - 1}};
}

void write_duty(JsonWriter& json, const Situation& situation, const ledger::Obligation& duty) {
  json.key("obligation").open_object();
  json.member("id", duty.id.text)
      .member("name", duty.name.zh)
      .member("name_en", duty.name.en)
      .member("rule", duty.rule)
      .member("clause", duty.clause)
      .member("period", duty.period)
      .member("owing", duty.owing.text)
      .member("owed_to", duty.owed_to.text)
      .member("state", ledger::state_code(duty.state))
      .member("days_overdue", duty.days_overdue);
  json.key("due");
  duty.due.day ? json.value(to_text(*duty.due.day)) : json.null();
  json.member("url", situation.head.public_url + "/obligations/" + duty.id.text).close_object();
}

/// Without `step` the event is one of the calendar: nobody did anything, a day came.
Event make(const Situation& situation, const Hook& hook, const ledger::Obligation& duty, std::string name,
           const std::string& moment, const ledger::HistoryStep* step) {
  Event event;
  event.key = hook.id + "|" + name + "|" + duty.id.text + "|" + moment;
  event.name = std::move(name);
  event.about = duty.id;
  JsonWriter json;
  json.open_object().member("event", event.name).member("exercise", situation.head.exercise);
  json.member("on", to_text(situation.on));
  if (step) {
    json.key("step").open_object().member("kind", step->act).member("record", to_text(step->record));
    json.member("by", step->by.text).member("at", to_text(step->at)).close_object();
  }
  write_duty(json, situation, duty);
  event.body = json.close_object().text();
  return event;
}

}  // namespace

std::string event_name(const ledger::HistoryStep& step) {
  static const std::map<std::string, std::string, std::less<>> names = {{"trigger", "created"},
                                                                        {"acknowledgement", "served"},
                                                                        {"service", "served"},
                                                                        {"deemed-service", "served"},
                                                                        {"return-for-rework", "returned"},
                                                                        {"urging", "urged"},
                                                                        {"extension-request", "extension-asked"},
                                                                        {"extension-decision", "extension-decided"},
                                                                        {"verification", "verified"},
                                                                        {"completion", "closed"},
                                                                        {"closure", "closed"},
                                                                        {"waiver", "ended"},
                                                                        {"withdrawal", "ended"},
                                                                        {"paper-receipt", "answered"},
                                                                        {"outside-filing", "answered"},
                                                                        {"classified-handover", "answered"},
                                                                        {"match-confirmation", "answered"}};
  const auto found = names.find(step.act);
  if (found != names.end()) return "obligation." + found->second;
  const auto* kind = find_kind(step.act);
  return kind && kind->group == KindGroup::Document ? "obligation.answered" : "obligation.changed";
}

std::vector<Event> events(const Situation& situation, const Hook& hook, Date planned_until) {
  std::vector<Event> found;
  for (const auto& duty : situation.duties) {
    if (!concerns(hook, duty)) continue;
    if (!duty.trigger && duty.arose > planned_until && duty.arose <= situation.on)
      found.push_back(make(situation, hook, duty, "obligation.created", to_text(duty.arose), nullptr));
    for (const auto& step : duty.history)
      if (is_news(situation, step))
        found.push_back(make(situation, hook, duty, event_name(step), std::to_string(step.leaf), &step));
    const auto late = overdue_since(duty, situation.on);
    if (late && *late >= hook.since && start_of_beijing_day(*late) >= situation.news_from)
      found.push_back(make(situation, hook, duty, "obligation.overdue", to_text(*late), nullptr));
  }
  std::erase_if(found, [&](const Event& event) { return situation.said(event.key); });
  return found;
}

}  // namespace cundang::notices
