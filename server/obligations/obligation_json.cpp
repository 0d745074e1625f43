// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/obligation_json.h"

#include "schema/model/value_json.h"

namespace cundang::ledger {
namespace {

void write(JsonWriter& json, std::string_view key, const std::vector<UnitCode>& units) {
  json.key(key).open_array();
  for (const auto& unit : units) json.value(unit.text);
  json.close_array();
}

void write_earlier(JsonWriter& json, const std::vector<Tenure>& earlier) {
  json.key("earlier").open_array();
  for (const auto& each : earlier)
    json.open_object()
        .member("unit", each.unit.text)
        .member("until", to_text(each.until))
        .member("days_overdue", each.days_overdue)
        .close_object();
  json.close_array();
}

void write_faults(JsonWriter& json, const std::vector<Fault>& faults) {
  json.key("faults").open_array();
  for (const auto& fault : faults) {
    json.open_object()
        .member("unit", fault.unit.text)
        .member("kind", fault.kind)
        .member("record", to_text(fault.record));
    write(json, "confirmed_by", fault.confirmed_by);
    json.close_object();
  }
  json.close_array();
}

void write_due(JsonWriter& json, const DueDate& due) {
  json.key("due").open_object();
  write(json, "day", due.day);
  json.member("provisional", due.provisional).key("arithmetic").open_array();
  for (const auto& step : due.arithmetic) json.open_object().member("zh", step.zh).member("en", step.en).close_object();
  json.close_array().close_object();
}

void write_parts(JsonWriter& json, const std::vector<Part>& parts) {
  json.key("parts").open_array();
  for (const auto& part : parts) {
    json.open_object().member("name", part.name).member("item", part.item).member("kind", part.kind);
    write(json, "met_by", part.met_by);
    write(json, "met_on", part.met_on);
    json.close_object();
  }
  json.close_array();
}

void write_step(JsonWriter& json, const HistoryStep& step) {
  json.open_object()
      .member("leaf", step.leaf)
      .member("record", to_text(step.record))
      .member("at", to_text(step.at))
      .member("day", to_text(step.day))
      .member("act", step.act)
      .member("by", step.by.text)
      .member("person", step.person.text);
  write(json, "text", step.text);
  json.member("applies", step.applies);
  write(json, "why_not", step.why_not);
  json.close_object();
}

}  // namespace

void write_json(JsonWriter& json, const Obligation& o) {
  json.open_object().member("id", o.id.text).member("rule", o.rule).member("system", o.system).member("row", o.row);
  json.member("clause", o.clause).member("basis", o.basis);
  write(json, "name", o.name);
  json.member("owes", o.owes).member("period", o.period);
  write(json, "trigger", o.trigger);
  json.member("arose", to_text(o.arose)).member("item", o.item);
  json.key("citing")
      .open_object()
      .member("paragraph", o.citing_paragraph_id)
      .member("text", o.citing_text)
      .close_object();
  json.member("owing", o.owing.text).member("owed_to", o.owed_to.text);
  write_earlier(json, o.earlier);
  json.member("awaits_transfer", o.awaits_transfer);
  write(json, "contributing", o.contributing);
  json.member("state", state_code(o.state));
  write(json, "state_name", state_name(o.state));
  json.member("overdue", is_overdue(o)).member("days_overdue", o.days_overdue).member("due_soon", o.due_soon);
  json.member("service_disputed", o.service_disputed);
  write(json, "served", o.served);
  write_due(json, o.due);
  write(json, "answered_on", o.answered_on);
  write(json, "verification_due", o.verification_due);
  json.member("verification_days_overdue", o.verification_days_overdue);
  write(json, "stage_due", o.stage_due);
  json.member("policy", o.policy).member("policy_after_the_fact", o.policy_after_the_fact);
  json.member("whose_turn", o.whose_turn);
  write(json, "next_step", o.next_step);
  write(json, "waiting_for", o.waiting_for);
  write_faults(json, o.faults);
  write_parts(json, o.parts);
  json.key("discharging").open_array();
  for (const auto number : o.discharging) json.value(to_text(number));
  json.close_array().key("history").open_array();
  for (const auto& step : o.history) write_step(json, step);
  json.close_array().close_object();
}

std::string to_json(const Obligation& obligation) {
  JsonWriter json;
  write_json(json, obligation);
  return json.text();
}

std::string to_json(const std::vector<Obligation>& obligations) {
  JsonWriter json;
  json.open_array();
  for (const auto& each : obligations) write_json(json, each);
  json.close_array();
  return json.text();
}

}  // namespace cundang::ledger
