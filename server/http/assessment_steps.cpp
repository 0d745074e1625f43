// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/assessment_steps.h"

#include <algorithm>
#include <map>

#include "schema/model/kind.h"
#include "schema/xml/record_writer.h"
#include "server/http/page.h"

namespace cundang::http {
namespace {

using assessment::Stage;

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }
Node with_attribute(std::string name, std::string attribute, std::string value) {
  return {std::move(name), {{std::move(attribute), std::move(value)}}, {}, {}, 0};
}
void set_if(Node& node, const char* name, std::string_view value) {
  if (!value.empty()) node.attributes.emplace_back(name, value);
}

std::string_view after_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
}

/// Hand scores: one item an indicator with points.
void add_hand_items(const Call& call, Node& items) {
  for (const auto& [name, value] : call.form) {
    const auto id = after_prefix(name, "hand.");
    if (id.empty() || value.empty()) continue;
    const auto field = [&](const char* prefix) { return call.field(prefix + std::string{id}); };
    Node item{"item", {{"indicator", std::string{id}}, {"points", value}}, {}, {}, 0};
    set_if(item, "reason", field("reason."));
    set_if(item, "scorer", call.actor().person.text);
    set_if(item, "second", field("second."));
    if (const auto evidence = field("evidence."); !evidence.empty())
      item.children.push_back(with_attribute("evidence", "record", std::string{evidence}));
    items.children.push_back(std::move(item));
  }
}

/// Missing duties looked at: one item a duty that the scorer ticked, with a check for each candidate.
void add_missing_items(const Call& call, Node& items) {
  for (const auto& [name, indicator] : call.form) {
    const auto duty = after_prefix(name, "missing.");
    if (duty.empty()) continue;
    Node item{"item", {{"indicator", indicator}, {"obligation", std::string{duty}}}, {}, {}, 0};
    const auto prefix = "check." + std::string{duty} + ".";
    for (const auto& [each, reason] : call.form)
      if (const auto candidate = after_prefix(each, prefix); !candidate.empty() && !reason.empty())
        item.children.push_back({"check", {{"of", std::string{candidate}}, {"reason", reason}}, {}, {}, 0});
    items.children.push_back(std::move(item));
  }
}

/// What a 复核 makes of one line, or of a whole item.
void add_review_item(const Call& call, Node& items) {
  const std::string line{call.field("line")};
  if (line.empty() || call.field("points").empty()) return;
  const auto bar = std::min(line.find('|'), line.size());
  const auto target = line.substr(std::min(bar + 1, line.size()));
  Node item{"item", {{"indicator", line.substr(0, bar)}}, {}, {}, 0};
  if (!target.empty()) item.attributes.emplace_back(target.front() == 'R' ? "record" : "obligation", target);
  set_if(item, "points", call.field("points"));
  set_if(item, "reason", call.field("reason"));
  items.children.push_back(std::move(item));
}

void add_evidence_item(const Call& call, Node& items) {
  if (call.field("evidence").empty() || call.field("indicator").empty()) return;
  Node item = with_attribute("item", "indicator", std::string{call.field("indicator")});
  item.children.push_back(with_attribute("evidence", "record", std::string{call.field("evidence")}));
  items.children.push_back(std::move(item));
}

bool may_score(const Actor& actor) { return actor.has(Role::Office) || actor.has(Role::Reviewer); }

}  // namespace

std::vector<OfferedStep> steps_for(const Actor& actor, const assessment::Scorecard& card) {
  std::vector<OfferedStep> steps;
  const auto next = card.standing.next;
  const bool undecided = next < Stage::Bulletin;
  if (!undecided) return steps;
  if (actor.unit == card.unit && actor.has(Role::Submitter)) {
    if (next == Stage::SelfAssessment) steps.push_back({"self-assessment", false, {}, {}, false});
    if (next == Stage::Appeal || next == Stage::Review || next == Stage::Decision)
      steps.push_back({"appeal", false, {}, {}, next == Stage::Decision});
    steps.push_back({"supporting-evidence", false, {}, {}, false});
  }
  if (!may_score(actor) || actor.unit == card.unit) return steps;
  steps.push_back({"scoring-sheet", false, {}, {}, false});
  if (next == Stage::Consultation && actor.has(Role::Office)) steps.push_back({"consultation", false, {}, {}, false});
  for (const auto& appeal : card.steps) {
    if (appeal.kind != "appeal") continue;
    const bool reviewed = std::any_of(card.steps.begin(), card.steps.end(), [&](const auto& each) {
      return each.kind == "appeal-review" && each.about == appeal.record;
    });
    if (!reviewed) steps.push_back({"appeal-review", false, to_text(appeal.record), appeal.statement, !appeal.applies});
  }
  return steps;
}

std::vector<OfferedStep> steps_for_year(const Actor& actor, const assessment::YearResult& result) {
  if (!actor.has(Role::Office) || result.frozen) return {};
  const bool bulletin = std::any_of(result.steps.begin(), result.steps.end(), [](const auto& step) {
    return step.applies && step.kind == "assessment-bulletin";
  });
  if (bulletin) return {{"assessment-freeze", false, {}, {}, false}};
  if (result.decided) return {{"assessment-bulletin", false, {}, {}, false}};
  return {{"consultation", false, {}, {}, false}, {"assessment-decision", true, {}, {}, false}};
}

std::string step_xml(const Call& call, int year, const std::vector<UnitCode>& units) {
  const auto known = call.site.service.units();
  const std::string kind{call.field("kind")};
  const UnitCode about_unit{std::string{call.field("unit")}};
  Record record;
  record.form = "1.0";
  record.kind = kind;
  record.submitter = {call.actor().unit, unit_name(known, call.actor().unit)};
  record.authors = {record.submitter};
  record.label = Label::Internal;
  const auto* row = find_kind(kind);
  record.title = std::to_string(year) + "年度考核" + std::string{row ? row->zh : kind};
  if (!about_unit.empty()) record.title += "：" + unit_name(known, about_unit);
  record.document_date = beijing_day(call.site.service.now());
  // The scorers' own papers stay with them; what is said to a unit is addressed to it.
  if (kind == "consultation" || kind == "appeal-review" || kind == "assessment-bulletin")
    for (const auto& unit : about_unit.empty() ? units : std::vector<UnitCode>{about_unit})
      record.addressees.push_back({unit, unit_name(known, unit)});
  auto& children = record.content.children;
  record.content.name = kind;
  children.push_back(leaf("year", std::to_string(year)));
  if (!about_unit.empty()) children.push_back(with_attribute("unit", "code", about_unit.text));
  if (const auto about = call.field("about"); !about.empty())
    children.push_back(with_attribute("about", "id", std::string{about}));
  Node items{"items", {}, {}, {}, 0};
  add_hand_items(call, items);
  add_missing_items(call, items);
  add_review_item(call, items);
  add_evidence_item(call, items);
  if (!items.children.empty()) children.push_back(std::move(items));
  children.push_back(leaf("statement", std::string{call.field("statement")}));
  if (const auto by = call.field("approved_by"); !by.empty()) children.push_back(leaf("approved-by", std::string{by}));
  if (const auto why = call.field("late_accepted"); !why.empty())
    children.push_back(leaf("late-accepted", std::string{why}));
  return write_record(record);
}

}  // namespace cundang::http
