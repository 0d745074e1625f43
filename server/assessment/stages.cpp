// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/stages.h"

#include <algorithm>
#include <cstdlib>

#include "schema/model/kind.h"

namespace cundang::assessment {
namespace {

std::optional<AccessionNumber> number_in(const Node& node, std::string_view attribute) {
  return parse_accession_number(node.attribute(attribute));
}

StepItem read_item(const Node& node, const PersonId& person) {
  StepItem item;
  item.indicator = node.attribute("indicator");
  item.obligation = node.attribute("obligation");
  item.record = number_in(node, "record");
  if (!node.attribute("points").empty()) item.points = parse_points(node.attribute("points"));
  item.reason = node.attribute("reason");
  item.scorer = {std::string{node.attribute("scorer")}};
  if (item.scorer.empty()) item.scorer = person;
  item.second = {std::string{node.attribute("second")}};
  for (const auto* check : node.select("check"))
    item.checks[std::string{check->attribute("of")}] = check->attribute("reason");
  for (const auto* evidence : node.select("evidence"))
    if (const auto number = number_in(*evidence, "record")) item.evidence.push_back(*number);
  return item;
}

Step read_step(const Record& record, const UnitCode& by, const PersonId& person) {
  const auto& content = record.content;
  Step step;
  step.shown.kind = record.kind;
  step.shown.year = std::atoi(std::string{content.child_text("year")}.c_str());
  if (const auto* unit = content.child("unit")) step.shown.about_unit = {std::string{unit->attribute("code")}};
  if (const auto* about = content.child("about")) step.shown.about = number_in(*about, "id");
  const auto& behalf = record.on_behalf_of;
  step.shown.by = behalf && !behalf->code.empty() ? behalf->code : by;
  step.shown.person = person;
  step.shown.statement = content.child_text("statement");
  step.shown.approved_by = content.child_text("approved-by");
  step.shown.late_accepted = content.child_text("late-accepted");
  for (const auto* item : content.select("items/item")) step.items.push_back(read_item(*item, person));
  const bool own = step.shown.kind == "self-assessment" || step.shown.kind == "appeal";
  if (own && step.shown.about_unit.empty()) step.shown.about_unit = step.shown.by;
  return step;
}

bool concerns(const Step& step, const UnitCode& unit) {
  return unit.empty() || step.shown.about_unit.empty() || step.shown.about_unit == unit;
}

}  // namespace

bool is_stage(std::string_view kind) {
  const auto* known = find_kind(kind);
  return known && known->group == KindGroup::Assessment;
}

void StageBook::apply(const Entry& entry) {
  if (entry.record.historical) return;
  const bool may_file_packs = packs_.units.empty() || is_desk(entry.unit);
  if (may_file_packs && packs_.take(entry.record.content, beijing_day(entry.received_at))) return;
  if (!is_stage(entry.record.kind)) return;
  auto step = read_step(entry.record, entry.unit, entry.person);
  step.shown.leaf = entry.leaf;
  step.shown.record = entry.number;
  step.shown.at = entry.received_at;
  const auto objection = judge(step);
  step.shown.late = objection.weight == Objection::Weight::Late;
  step.shown.why_not = objection.text;
  step.shown.applies = !objection;
  if (step.shown.applies && step.shown.kind == "appeal-review") accept_late(step);
  steps_.push_back(std::move(step));
}

Objection StageBook::objection(const Record& record, const UnitCode& by, const PersonId& person, Date day) const {
  if (!is_stage(record.kind)) return {};
  auto step = read_step(record, by, person);
  step.shown.at = start_of_beijing_day(day);
  return judge(step);
}

std::vector<const Step*> StageBook::of(int year, std::string_view kind, const UnitCode& unit) const {
  std::vector<const Step*> found;
  for (const auto& step : steps_)
    if (step.shown.applies && step.shown.year == year && step.shown.kind == kind && concerns(step, unit))
      found.push_back(&step);
  return found;
}

const Step* StageBook::last(int year, std::string_view kind, const UnitCode& unit) const {
  const auto found = of(year, kind, unit);
  return found.empty() ? nullptr : found.back();
}

/// One that applies, or is late and may yet be taken.
const Step* StageBook::find_appeal(AccessionNumber record) const {
  for (const auto& step : steps_)
    if (step.shown.kind == "appeal" && step.shown.record == record && (step.shown.applies || step.shown.late))
      return &step;
  return nullptr;
}

/// The last day of the unit's term, counted from the 征求意见 it had last; none before one, or without a policy.
std::optional<Date> StageBook::appeals_until(int year, const UnitCode& unit) const {
  const auto* asked = last(year, "consultation", unit);
  if (!asked) return std::nullopt;
  return after("考核-申诉", {"征求意见", "consultation"}, beijing_day(asked->shown.at)).day;
}

/// 逾期申诉受理: the 复核 that takes a late appeal gives it its effect.
void StageBook::accept_late(const Step& review) {
  for (auto& step : steps_) {
    auto& appeal = step.shown;
    if (appeal.record != *review.shown.about || !appeal.late || appeal.applies) continue;
    const auto by = to_text(review.shown.record);
    const auto& why = review.shown.late_accepted;
    appeal.applies = true;
    appeal.why_not = {};
    appeal.note = {"逾期申诉，已由复核 " + by + " 受理：" + why, "late appeal, taken by review " + by + ": " + why};
  }
}

const Step* StageBook::unreviewed_appeal(int year, const UnitCode& unit) const {
  const auto reviews = of(year, "appeal-review", unit);
  for (const auto* appeal : of(year, "appeal", unit))
    if (std::none_of(reviews.begin(), reviews.end(),
                     [&](const Step* review) { return review->shown.about == appeal->shown.record; }))
      return appeal;
  return nullptr;
}

bool StageBook::is_desk(const UnitCode& code) const {
  const auto* unit = packs_.units.find(code);
  return unit && (unit->unit_class == UnitClass::Office || unit->unit_class == UnitClass::Bureau ||
                  unit->unit_class == UnitClass::Committee);
}

std::vector<StageStep> StageBook::steps(int year) const {
  std::vector<StageStep> found;
  for (const auto& step : steps_)
    if (step.shown.year == year) found.push_back(step.shown);
  return found;
}

std::vector<StageStep> StageBook::steps(int year, const UnitCode& unit) const {
  auto found = steps(year);
  std::erase_if(found, [&](const StageStep& step) {
    return (!step.applies && !step.late) || (!step.about_unit.empty() && step.about_unit != unit);
  });
  return found;
}

const StageStep* StageBook::freeze(int year) const {
  const auto* step = last(year, "assessment-freeze", {});
  return step ? &step->shown : nullptr;
}

bool StageBook::decided(int year) const { return last(year, "assessment-decision", {}) != nullptr; }

bool StageBook::consulted(int year, const UnitCode& unit, Date on) const {
  const auto asked = of(year, "consultation", unit);
  if (asked.empty()) return false;
  for (const auto* appeal : of(year, "appeal", unit))
    if (appeal->shown.about_unit == unit && beijing_day(appeal->shown.at) <= on) return true;
  const auto term = after("考核-申诉", {"征求意见", "consultation"}, beijing_day(asked.front()->shown.at));
  return term.day && *term.day < on;
}

bool StageBook::examined(int year, const UnitCode& unit, std::string_view obligation) const {
  for (const auto* sheet : of(year, "scoring-sheet", unit))
    for (const auto& item : sheet->items)
      if (item.obligation == obligation) return true;
  return false;
}

void StageBook::note_rejection(int year, const UnitCode& unit, std::string_view obligation,
                               Candidate& candidate) const {
  for (const auto* sheet : of(year, "scoring-sheet", unit))
    for (const auto& item : sheet->items) {
      const auto check = item.checks.find(candidate.id);
      if (item.obligation != obligation || check == item.checks.end()) continue;
      candidate.rejected_because = check->second;
      candidate.rejected_in = sheet->shown.record;
      candidate.rejected_by = sheet->shown.person;
    }
}

std::optional<HandScore> StageBook::hand_score(int year, const UnitCode& unit, std::string_view indicator) const {
  std::optional<HandScore> score;
  for (const auto* sheet : of(year, "scoring-sheet", unit))
    for (const auto& item : sheet->items) {
      if (item.indicator != indicator || !item.obligation.empty() || item.record) continue;
      if (score && sheet->shown.about == score->record) {  // the second person's sheet
        if (sheet->shown.person == score->scorer || item.points != score->points) continue;
        score->second = sheet->shown.person;
        score->confirmed = !score->evidence.empty();
        continue;
      }
      score = HandScore{item.points, item.reason,         sheet->shown.person, item.second,
                        false,       sheet->shown.record, item.evidence};
    }
  return score;
}

std::vector<std::pair<AccessionNumber, StepItem>> StageBook::reviews(int year, const UnitCode& unit) const {
  std::vector<std::pair<AccessionNumber, StepItem>> found;
  for (const auto* review : of(year, "appeal-review", unit))
    for (const auto& item : review->items) found.emplace_back(review->shown.record, item);
  return found;
}

ledger::DueDate StageBook::after(std::string_view policy, const Text& event, Date day) const {
  const auto value = packs_.policies.in_force(policy, day);
  if (!value)
    return {std::nullopt,
            {{"执行口径“" + std::string{policy} + "”未登记，没有期限",
              "policy \"" + std::string{policy} + "\" is not filed: no term"}},
            false};
  const auto said = ledger::term_text(value->term);
  return ledger::due_after(packs_.calendar, event, day,
                           {value->term,
                            {value->id + " = " + said.zh + "（执行口径，来源 " + value->basis + "）",
                             value->id + " = " + said.en + " (policy, basis " + value->basis + ")"}});
}

ledger::DueDate StageBook::books_close(int year) const {
  const Date fifteenth{std::chrono::year{year + 1}, std::chrono::January, std::chrono::day{15}};
  for (const auto& rule : packs_.rules.triggered_by("seminar-record", "形势分析研讨会", fifteenth))
    if (rule->row == "10e" && !rule->policy.empty())
      return after(rule->policy, {"1月15日（10d 形势分析研讨会的末日）", "15 January, last day of the seminar"},
                   fifteenth);
  return ledger::due_on(packs_.calendar, {"1月15日", "15 January"}, fifteenth);
}

}  // namespace cundang::assessment
