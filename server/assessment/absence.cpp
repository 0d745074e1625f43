// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/absence.h"

#include <algorithm>
#include <set>

#include "schema/model/kind.h"

namespace cundang::assessment {
namespace {

using Source = Candidate::Source;

/// The last day closed up to the day counted to, if it lies after the due day.
const LogFacts::DayClose* closing_day(const ledger::Obligation& duty, const YearFacts& facts) {
  const LogFacts::DayClose* found = nullptr;
  for (const auto& close : facts.log.day_closes)
    if (close.day <= facts.counted_to) found = &close;
  return found && duty.due.day && *duty.due.day < found->day ? found : nullptr;
}

const YearFacts::UnitLog& log_of(const YearFacts& facts, const UnitCode& unit) {
  static const YearFacts::UnitLog nothing;
  const auto found = facts.log_of.find(unit);
  return found == facts.log_of.end() ? nothing : found->second;
}

/// n of n: as many statements as the day-close counts, numbered 1 to n.
template <class Statements>
std::int64_t dense_count(const Statements& statements, const std::vector<std::size_t>& places, const UnitCode& unit,
                         LeafIndex before) {
  std::int64_t count = 0;
  for (const auto place : places) {
    const auto& each = statements[place];
    if (each.unit == unit && each.leaf < before && ++count != each.counter) return -1;
  }
  return count;
}

void count_statements(Absence& absence, const UnitCode& unit, const LogFacts::DayClose& close, const YearFacts& facts) {
  absence.day_close = close.leaf;
  absence.checkpoint = close.checkpoint;
  absence.as_of = close.day;
  if (const auto stated = close.counters.find(unit); stated != close.counters.end()) {
    absence.statements_stated = stated->second.accepted;
    absence.refusals_stated = stated->second.refused;
  }
  const auto& places = log_of(facts, unit);
  absence.statements = dense_count(facts.log.filed, places.filed, unit, close.leaf);
  absence.refusals = dense_count(facts.log.refused, places.refused, unit, close.leaf);
  absence.proven = absence.statements == absence.statements_stated && absence.refusals == absence.refusals_stated;
}

/// A paper, or what stands for one; acts and packs answer nothing.
bool can_answer(std::string_view kind) {
  const auto* known = find_kind(kind);
  return known && (known->group == KindGroup::Document || kind == "paper-receipt" || kind == "outside-filing" ||
                   kind == "classified-handover");
}

bool is_owed_kind(const ledger::Obligation& duty, std::string_view kind) {
  return duty.owes == kind || duty.owes == "feedback" ||
         std::any_of(duty.parts.begin(), duty.parts.end(), [&](const auto& part) { return part.kind == kind; });
}

class Gatherer {
 public:
  Gatherer(const ledger::Obligation& duty, const YearFacts& facts, LeafIndex before)
      : duty_{duty}, facts_{facts}, before_{before}, from_{start_of_beijing_day(duty.arose)} {}

  std::vector<Candidate> gather() {
    add_returned();
    const auto& places = log_of(facts_, duty_.owing);
    for (const auto place : places.filed) consider(facts_.log.filed[place]);
    for (const auto place : places.refused)
      if (const auto& refused = facts_.log.refused[place]; in_window(refused.leaf, refused.received))
        found_.push_back({Source::Refused,
                          "log/" + std::to_string(refused.leaf),
                          "",
                          refused.digest,
                          refused.received,
                          "",
                          std::nullopt,
                          {}});
    for (const auto& [number, at] : facts_.outages)
      if (from_ <= at) found_.push_back({Source::Outage, to_text(number), "", "", at, "", std::nullopt, {}});
    return std::move(found_);
  }

 private:
  bool in_window(LeafIndex leaf, Instant at) const { return leaf < before_ && from_ <= at; }

  void add_returned() {
    for (const auto& step : duty_.history)
      if (step.applies && step.by == duty_.owing && can_answer(step.act) && seen_.insert(step.record.value).second)
        found_.push_back({Source::Returned, to_text(step.record), step.act, "", step.at, "", std::nullopt, {}});
  }

  void consider(const LogFacts::Filed& filed) {
    if (filed.historical || !in_window(filed.leaf, filed.received) || !can_answer(filed.kind)) return;
    if (duty_.trigger == filed.number || seen_.contains(filed.number.value)) return;
    if (facts_.discharging.contains(filed.number.value)) return;  // it answers another duty
    const auto source = source_of(filed);
    if (source)
      found_.push_back({*source, to_text(filed.number), filed.kind, "", filed.received, "", std::nullopt, {}});
  }

  std::optional<Source> source_of(const LogFacts::Filed& filed) const {
    const auto paper = facts_.paper_of.find(filed.number.value);
    if (paper != facts_.paper_of.end() && paper->second == duty_.owing) return Source::Paper;
    if (filed.on_behalf_of == duty_.owing) return Source::OnBehalf;
    if (filed.unit != duty_.owing || !filed.on_behalf_of.empty()) return std::nullopt;
    if (filed.kind == "classified-handover") return Source::Classified;
    return is_owed_kind(duty_, filed.kind) ? Source::Unmatched : Source::OtherKind;
  }

  const ledger::Obligation& duty_;
  const YearFacts& facts_;
  LeafIndex before_;
  Instant from_;
  std::set<std::int64_t> seen_;
  std::vector<Candidate> found_;
};

}  // namespace

Absence absence_of(const ledger::Obligation& duty, const YearFacts& facts) {
  Absence absence;
  absence.as_of = facts.counted_to;
  auto before = facts.log.size;
  if (const auto* close = closing_day(duty, facts)) {
    count_statements(absence, duty.owing, *close, facts);
    before = close->leaf;
  }
  absence.checklist = Gatherer{duty, facts, before}.gather();
  absence.examined = facts.stages->examined(facts.year, duty.owing, duty.id.text);
  for (auto& candidate : absence.checklist) {
    facts.stages->note_rejection(facts.year, duty.owing, duty.id.text, candidate);
    absence.examined = absence.examined && !candidate.rejected_because.empty();
  }
  absence.consulted = facts.stages->consulted(facts.year, duty.owing, facts.on);
  const auto as_of = cundang::to_text(absence.as_of);
  absence.sentence = {"截至 " + as_of + " 24:00 本系统未见", "not seen in this system up to " + as_of + " 24:00"};
  return absence;
}

void YearFacts::index_log() {
  log_of.clear();
  for (std::size_t place = 0; place < log.filed.size(); ++place) {
    const auto& filed = log.filed[place];
    std::set<UnitCode> units{filed.unit};
    if (!filed.on_behalf_of.empty()) units.insert(filed.on_behalf_of);
    if (const auto paper = paper_of.find(filed.number.value); paper != paper_of.end()) units.insert(paper->second);
    for (const auto& unit : units) log_of[unit].filed.push_back(place);
  }
  for (std::size_t place = 0; place < log.refused.size(); ++place)
    log_of[log.refused[place].unit].refused.push_back(place);
}

}  // namespace cundang::assessment
