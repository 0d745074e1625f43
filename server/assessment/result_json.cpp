// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/result_json.h"

#include "schema/model/value_json.h"
#include "server/obligations/obligation_json.h"

namespace cundang::assessment {
namespace {

void write(JsonWriter& json, std::string_view key, Points points) { json.member(key, to_text(points)); }
void write_leaf(JsonWriter& json, std::string_view key, const std::optional<LeafIndex>& leaf) {
  json.key(key);
  if (leaf)
    json.value(*leaf);
  else
    json.null();
}

void write_authority(JsonWriter& json, const Authority& authority) {
  json.key("authority")
      .open_object()
      .member("issuer", authority.issuer)
      .member("doc_no", authority.doc_no)
      .member("title", authority.title)
      .member("clause", authority.clause);
  write(json, "in_force", authority.in_force);
  json.member("basis", authority.basis).close_object();
}

void write_candidate(JsonWriter& json, const Candidate& candidate) {
  json.open_object()
      .member("source", source_code(candidate.source))
      .member("id", candidate.id)
      .member("kind", candidate.kind)
      .member("digest", candidate.digest)
      .member("at", to_text(candidate.at))
      .member("rejected_because", candidate.rejected_because);
  write(json, "rejected_in", candidate.rejected_in);
  json.member("rejected_by", candidate.rejected_by.text).close_object();
}

void write_absence(JsonWriter& json, const std::optional<Absence>& absence) {
  json.key("absence");
  if (!absence) {
    json.null();
    return;
  }
  json.open_object();
  write(json, "sentence", absence->sentence);
  json.member("as_of", to_text(absence->as_of))
      .member("statements", absence->statements)
      .member("statements_stated", absence->statements_stated)
      .member("refusals", absence->refusals)
      .member("refusals_stated", absence->refusals_stated);
  write_leaf(json, "day_close", absence->day_close);
  json.member("checkpoint", absence->checkpoint).key("checklist").open_array();
  for (const auto& candidate : absence->checklist) write_candidate(json, candidate);
  json.close_array()
      .member("proven", absence->proven)
      .member("examined", absence->examined)
      .member("consulted", absence->consulted)
      .close_object();
}

void write_line(JsonWriter& json, const ScoreLine& line) {
  json.open_object().member("verdict", verdict_code(line.verdict));
  write(json, "verdict_name", verdict_name(line.verdict));
  write(json, "change", line.change);
  write(json, "before_review", line.before_review);
  write(json, "reason", line.reason);
  json.member("days_late", line.days_late).key("duty");
  if (line.duty)
    ledger::write_json(json, *line.duty);
  else
    json.null();
  write(json, "rule_pack", line.rule_pack);
  write(json, "policy_pack", line.policy_pack);
  write_absence(json, line.absence);
  json.key("records").open_array();
  for (const auto number : line.records) json.value(to_text(number));
  json.close_array().member("scorer", line.scorer.text).member("second", line.second.text);
  write(json, "review", line.review);
  json.close_object();
}

void write_item(JsonWriter& json, const ItemScore& item) {
  json.open_object().member("id", item.id).member("name", item.name).member("method", method_code(item.method));
  write_authority(json, item.authority);
  write(json, "full", item.full);
  write(json, "score", item.score);
  write(json, "before_review", item.before_review);
  json.member("applicable", item.applicable).member("pending", item.pending);
  write(json, "arithmetic", item.arithmetic);
  write(json, "review", item.review);
  json.key("lines").open_array();
  for (const auto& line : item.lines) write_line(json, line);
  json.close_array().close_object();
}

void write_step(JsonWriter& json, const StageStep& step) {
  json.open_object()
      .member("leaf", step.leaf)
      .member("record", to_text(step.record))
      .member("kind", step.kind)
      .member("unit", step.about_unit.text);
  write(json, "about", step.about);
  json.member("by", step.by.text)
      .member("person", step.person.text)
      .member("at", to_text(step.at))
      .member("statement", step.statement)
      .member("approved_by", step.approved_by)
      .member("late_accepted", step.late_accepted)
      .member("late", step.late)
      .member("applies", step.applies);
  write(json, "why_not", step.why_not);
  write(json, "note", step.note);
  json.close_object();
}

void write_steps(JsonWriter& json, const std::vector<StageStep>& steps) {
  json.key("steps").open_array();
  for (const auto& step : steps) write_step(json, step);
  json.close_array();
}

void write_class(JsonWriter& json, const ClassTable& table) {
  json.open_object().member("class", to_text(table.unit_class));
  write(json, "pack", table.pack);
  write_authority(json, table.authority);
  json.member("example", table.example);
  write(json, "full", table.full);
  json.key("bands").open_array();
  for (const auto& band : table.bands)
    json.open_object().member("name", band.name).member("from", to_text(band.from)).close_object();
  json.close_array().key("cards").open_array();
  for (const auto& card : table.cards) write_json(json, card);
  json.close_array().close_object();
}

void write_performance(JsonWriter& json, const PerformanceTable& table) {
  json.open_object()
      .member("unit", table.unit.text)
      .member("unit_name", table.unit_name)
      .member("in_time", table.in_time)
      .member("late", table.late)
      .member("unseen", table.unseen)
      .member("open", table.open)
      .member("excused", table.excused)
      .key("lines")
      .open_array();
  for (const auto& line : table.lines) write_line(json, line);
  json.close_array().close_object();
}

}  // namespace

void write_json(JsonWriter& json, const Scorecard& card) {
  json.open_object().member("unit", card.unit.text).member("unit_name", card.unit_name);
  write(json, "total", card.total);
  write(json, "before_review", card.before_review);
  json.member("band", card.band)
      .member("rank", card.rank)
      .member("vetoed", card.vetoed)
      .member("provisional", card.provisional);
  write(json, "arithmetic", card.arithmetic);
  json.key("next").open_object().member("stage", stage_code(card.standing.next));
  write(json, "name", stage_name(card.standing.next));
  write(json, "whose_turn", card.standing.whose_turn);
  write(json, "due", card.standing.due);
  write(json, "arithmetic", card.standing.arithmetic);
  json.member("overdue", card.standing.overdue).close_object();
  json.key("items").open_array();
  for (const auto& item : card.items) write_item(json, item);
  json.close_array();
  write_steps(json, card.steps);
  json.close_object();
}

std::string to_json(const YearResult& result) {
  JsonWriter json;
  json.open_object()
      .member("year", result.year)
      .member("on", to_text(result.on))
      .member("counted_to", to_text(result.counted_to))
      .member("books_close", to_text(result.books_close));
  write(json, "books_close_arithmetic", result.books_close_arithmetic);
  json.member("decided", result.decided).member("frozen", result.frozen);
  write(json, "freeze", result.freeze);
  write_leaf(json, "freeze_leaf", result.freeze_leaf);
  json.member("known", result.known);
  write(json, "what_if", result.what_if);
  json.key("classes").open_array();
  for (const auto& table : result.classes) write_class(json, table);
  json.close_array().key("performance").open_array();
  for (const auto& table : result.performance) write_performance(json, table);
  json.close_array();
  write_steps(json, result.steps);
  json.close_object();
  return json.text();
}

std::string to_json(const std::vector<Move>& moves) {
  JsonWriter json;
  json.open_array();
  for (const auto& move : moves) {
    json.open_object().member("unit", move.unit.text).member("unit_name", move.unit_name);
    write(json, "before", move.before);
    write(json, "after", move.after);
    json.member("band_before", move.band_before)
        .member("band_after", move.band_after)
        .member("rank_before", move.rank_before)
        .member("rank_after", move.rank_after);
    write(json, "why", move.why);
    json.close_object();
  }
  json.close_array();
  return json.text();
}

}  // namespace cundang::assessment
