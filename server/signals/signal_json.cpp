// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/signal_json.h"

#include "schema/model/value_json.h"

namespace cundang::signals {
namespace {

void write_facts(JsonWriter& json, std::string_view key, const std::vector<Fact>& facts) {
  json.key(key).open_array();
  for (const auto& fact : facts) {
    json.open_object().member("record", to_text(fact.first)).member("version", to_text(fact.version));
    write(json, "text", fact.text);
    json.close_object();
  }
  json.close_array();
}

std::string_view measure_code(Threshold::Measure measure) {
  switch (measure) {
    case Threshold::Measure::Days:
      return "days";
    case Threshold::Measure::Months:
      return "months";
    case Threshold::Measure::Percent:
      return "percent";
    case Threshold::Measure::Count:
      break;
  }
  return "count";
}

void write_thresholds(JsonWriter& json, const std::vector<Threshold>& thresholds) {
  json.key("thresholds").open_array();
  for (const auto& threshold : thresholds)
    json.open_object()
        .member("policy", threshold.policy)
        .member("measure", measure_code(threshold.measure))
        .member("value", threshold.value)
        .member("version", to_text(threshold.version))
        .member("source", threshold.basis)
        .close_object();
  json.close_array();
}

void write_decision(JsonWriter& json, const Decision& decision) {
  json.open_object()
      .member("record", to_text(decision.record))
      .member("day", to_text(decision.day))
      .member("unit", decision.unit.text)
      .member("person", decision.person.text)
      .member("action", action_code(decision.action));
  write(json, "paper", decision.paper);
  json.member("reason", decision.reason).member("applies", decision.applies);
  write(json, "why_not", decision.why_not);
  json.close_object();
}

void write_decisions(JsonWriter& json, const std::vector<Decision>& decisions) {
  json.key("decisions").open_array();
  for (const auto& decision : decisions) write_decision(json, decision);
  json.close_array();
}

void write_earlier(JsonWriter& json, const std::optional<Earlier>& earlier) {
  json.key("earlier");
  if (!earlier) {
    json.null();
    return;
  }
  json.open_object().member("signal", earlier->signal).key("decision");
  write_decision(json, earlier->decision);
  json.close_object();
}

void write_changes(JsonWriter& json, const std::vector<FactChange>& changes) {
  json.key("changes").open_array();
  for (const auto& change : changes) {
    json.open_object()
        .member("record", to_text(change.first))
        .member("before_version", to_text(change.before_version))
        .member("after_version", to_text(change.after_version));
    write(json, "before", change.before);
    write(json, "after", change.after);
    json.close_object();
  }
  json.close_array();
}

void write_tally(JsonWriter& json, std::string_view key, const Tally& tally) {
  json.key(key)
      .open_object()
      .member("accidents", tally.accidents)
      .member("larger_or_worse", tally.larger_or_worse)
      .member("deaths", tally.toll.deaths)
      .member("serious_injuries", tally.toll.serious_injuries)
      .member("loss_yuan", tally.toll.loss_yuan)
      .close_object();
}

void write_row(JsonWriter& json, const StatisticRow& row) {
  json.open_object().member("unit", row.unit.text).member("sector", row.sector);
  write_tally(json, "now", row.now);
  write_tally(json, "before", row.before);
  json.key("quotas").open_array();
  for (const auto& use : row.quotas)
    json.open_object()
        .member("indicator", indicator_name(use.quota.indicator).zh)
        .member("unit", use.quota.unit.text)
        .member("sector", use.quota.sector)
        .key("value")
        .raw(decimal_text(use.quota.thousandths))
        .member("used", use.used)
        .member("pack", to_text(use.quota.pack))
        .close_object();
  json.close_array().close_object();
}

void write_rows(JsonWriter& json, std::string_view key, const std::vector<StatisticRow>& rows) {
  json.key(key).open_array();
  for (const auto& row : rows) write_row(json, row);
  json.close_array();
}

void write_accident(JsonWriter& json, const Accident& accident) {
  const auto& report = accident.known();
  json.open_object()
      .member("record", to_text(accident.first))
      .member("version", to_text(report.number))
      .member("occurred", to_text(report.occurred))
      .member("unit", report.unit.text)
      .member("unit_name", report.unit_name)
      .member("district", report.district.text)
      .member("sector", report.sector)
      .member("class", report.cause_class)
      .member("deaths", report.toll.deaths)
      .member("serious_injuries", report.toll.serious_injuries)
      .member("loss_yuan", report.toll.loss_yuan)
      .member("grade", grade_code(accident.grade()))
      .member("historical", accident.historical)
      .close_object();
}

}  // namespace

void write_json(JsonWriter& json, const Signal& signal) {
  const auto& info = trigger_info(signal.trigger);
  json.open_object().member("id", signal.id).member("trigger", info.code).member("clause", info.clause);
  write(json, "name", {std::string{info.zh}, std::string{info.en}});
  json.member("suggests", info.paper)
      .member("unit", signal.subject.unit.text)
      .member("unit_name", signal.subject.name)
      .member("about", signal.about);
  json.key("targets").open_array();
  for (const auto& unit : signal.targets) json.value(unit.text);
  json.close_array().member("raised_on", to_text(signal.raised_on)).member("state", state_code(signal.state));
  write(json, "state_name", state_name(signal.state));
  json.member("basis_changed", !signal.changes.empty());
  write_facts(json, "facts", signal.facts);
  write_facts(json, "compared", signal.compared);
  write_thresholds(json, signal.thresholds);
  json.key("arithmetic").open_array();
  for (const auto& step : signal.arithmetic)
    json.open_object().member("zh", step.zh).member("en", step.en).close_object();
  json.close_array();
  write_changes(json, signal.changes);
  write_decisions(json, signal.decisions);
  json.member("last_leaf", signal.last_leaf);
  write(json, "grown_on", signal.grown_on);
  write_earlier(json, signal.earlier);
  json.close_object();
}

std::string to_json(const Signal& signal) {
  JsonWriter json;
  write_json(json, signal);
  return json.text();
}

std::string to_json(const SignalReport& report) {
  JsonWriter json;
  json.open_object().member("on", to_text(report.on)).key("signals").open_array();
  for (const auto& signal : report.signals) write_json(json, signal);
  json.close_array().key("missing_policies").open_array();
  for (const auto& policy : report.missing_policies) json.value(policy);
  json.close_array().close_object();
  return json.text();
}

std::string to_json(const AccidentStatistics& statistics) {
  JsonWriter json;
  json.open_object().member("on", to_text(statistics.on)).member("compared_with", to_text(statistics.before_on));
  json.key("whole");
  write_row(json, statistics.whole);
  write_rows(json, "districts", statistics.districts);
  write_rows(json, "departments", statistics.departments);
  write_rows(json, "sectors", statistics.sectors);
  json.key("accidents").open_array();
  for (const auto& accident : statistics.accidents) write_accident(json, accident);
  json.close_array().close_object();
  return json.text();
}

}  // namespace cundang::signals
