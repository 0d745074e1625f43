// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/assess.h"

#include <algorithm>
#include <cstdlib>

#include "server/assessment/scorecard.h"
#include "server/signals/signals.h"

namespace cundang::assessment {
namespace {

/// The stages as known by the end, and as they were when the year was frozen: packs filed after move nothing of it.
struct Stages {
  StageBook known;
  std::optional<StageBook> frozen;
  const StageBook& counted() const { return frozen ? *frozen : known; }
};

Stages read_stages(const Replay& replay, int year, const WhatIf& what_if) {
  Stages stages;
  PolicyMeasures measures;
  replay([&](const Entry& entry) {
    measures.take(entry);
    std::optional<Entry> room;
    stages.known.apply(altered(entry, what_if, room));
    if (!stages.frozen && entry.record.kind == "assessment-freeze" && stages.known.freeze(year))
      stages.frozen = stages.known;
  });
  measures.check(what_if);
  return stages;
}

void take_paper(YearFacts& facts, const Entry& entry) {
  const auto& record = entry.record;
  if (record.kind == "paper-receipt")
    if (const auto* from = record.content.child("from-unit"))
      facts.paper_of[entry.number.value] = {std::string{from->attribute("code")}};
  if (record.kind == "deadline-shift" || record.kind == "clock-ruling")
    facts.outages.emplace_back(entry.number, entry.received_at);
}

void take_quotas(YearFacts& facts, const Entry& entry) {
  if (entry.record.kind != "quotas") return;
  facts.quotas.push_back({beijing_day(entry.received_at), {}});
  facts.quotas.back().book.take(entry);
}

void take_scoring_pack(YearFacts& facts, const Entry& entry) {
  auto pack = read_scoring_pack(entry.record.content);
  // An example shows what could be scored; it never scores anybody.
  if (!pack || pack->example || pack->year != facts.year) return;
  pack->record = entry.number;
  facts.packs.push_back(std::move(*pack));
}

/// The year's facts from the entries before `until`.
void gather(YearFacts& facts, const Replay& replay, LeafIndex until, const WhatIf& what_if) {
  signals::Signals accidents{signals::Signals::Purpose::Facts};
  replay([&](const Entry& each) {
    if (each.leaf >= until) return;
    std::optional<Entry> room;
    const auto& entry = altered(each, what_if, room);
    facts.ledger.apply(entry);
    if (entry.record.historical) return;  // 历史行为 moves nothing
    const bool desk = facts.ledger.units().is_desk(entry.unit);
    if (desk || facts.ledger.units().empty()) facts.versions.take(entry);
    facts.criticisms.apply(entry, desk);
    if (desk) take_scoring_pack(facts, entry);
    if (desk) take_quotas(facts, entry);
    accidents.apply(entry);
    take_paper(facts, entry);
  });
  facts.index_log();
  facts.known = accidents.known(facts.counted_to);
  for (auto& duty : facts.ledger.obligations(facts.counted_to)) {
    for (const auto number : duty.discharging) facts.discharging[number.value] = true;
    const auto year = assessment_year(duty);
    // A duty without a date belongs to no year yet; it is shown in the year it arose.
    if (year.value_or(static_cast<int>(duty.arose.year())) == facts.year)
      facts.duties[duty.owing].push_back(std::move(duty));
  }
}

LogFacts cut(LogFacts log, LeafIndex until) {
  const auto beyond = [&](const auto& each) { return each.leaf >= until; };
  std::erase_if(log.filed, beyond);
  std::erase_if(log.refused, beyond);
  std::erase_if(log.day_closes, beyond);
  log.size = std::min<TreeSize>(log.size, until);
  return log;
}

/// The pack filed last for the class; a what-if's own first.
std::optional<ScoringPack> pack_for(UnitClass unit_class, const YearFacts& facts, const WhatIf& what_if) {
  for (const auto& pack : what_if.packs)
    if (pack.unit_class == unit_class && pack.year == facts.year) return pack;
  for (auto pack = facts.packs.rbegin(); pack != facts.packs.rend(); ++pack)
    if (pack->unit_class == unit_class) return *pack;
  return std::nullopt;
}

bool existed(const Unit& unit, int year) {
  const Date first{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}};
  const Date last{std::chrono::year{year}, std::chrono::December, std::chrono::day{31}};
  return (!unit.from || *unit.from <= last) && (!unit.until || first <= *unit.until);
}

ClassTable make_class(UnitClass unit_class, const YearFacts& facts, const WhatIf& what_if) {
  ClassTable table;
  table.unit_class = unit_class;
  const auto pack = pack_for(unit_class, facts, what_if);
  if (!pack) return table;  // no 考核办法: nobody is scored
  table.pack = pack->record;
  table.authority = pack->authority;
  table.example = pack->example;
  table.full = pack->full();
  table.bands = pack->bands;
  for (const auto& unit : facts.ledger.units().all())
    if (unit.unit_class == unit_class && existed(unit, facts.year))
      table.cards.push_back(make_card(facts, *pack, unit));
  rank(table.cards);
  return table;
}

std::vector<Text> assumptions(const WhatIf& what_if) {
  std::vector<Text> said;
  for (const auto& [id, days] : what_if.policy_days)
    said.push_back({"假设执行口径 " + id + " = " + std::to_string(days) + " 日",
                    "assumed: policy " + id + " = " + std::to_string(days) + " days"});
  for (const auto& pack : what_if.packs)
    said.push_back({"假设考核办法 " + pack.authority.doc_no + "（" + pack.authority.title + "）",
                    "assumed: 考核办法 " + pack.authority.doc_no + " (" + pack.authority.title + ")"});
  return said;
}

}  // namespace

std::optional<int> assessment_year(const ledger::Obligation& duty) {
  if (duty.period.size() >= 4 && duty.period.find_first_not_of("0123456789") >= 4)
    return std::atoi(duty.period.substr(0, 4).c_str());
  if (duty.due.day) return static_cast<int>(duty.due.day->year());
  return std::nullopt;
}

YearResult assess(const Replay& replay, const LogFacts& log, const Question& question) {
  const auto read = read_stages(replay, question.year, question.what_if);
  const auto& stages = read.counted();
  YearResult result;
  result.year = question.year;
  result.known = log.size;
  result.what_if = assumptions(question.what_if);
  const auto close = stages.books_close(question.year);
  result.books_close = close.day.value_or(question.on);
  result.books_close_arithmetic = close.arithmetic;
  result.steps = read.known.steps(question.year);
  result.decided = stages.decided(question.year);

  YearFacts facts;
  facts.year = question.year;
  facts.on = question.on;
  auto until = log.size;
  if (const auto* freeze = stages.freeze(question.year)) {
    result.frozen = true;
    result.freeze = freeze->record;
    result.freeze_leaf = until = freeze->leaf;
    facts.on = std::min(facts.on, beijing_day(freeze->at));
  }
  result.on = question.on;
  result.counted_to = facts.counted_to = std::min(facts.on, result.books_close);
  facts.stages = &stages;
  facts.log = cut(log, until);
  gather(facts, replay, until, question.what_if);

  for (const auto unit_class : {UnitClass::District, UnitClass::Department})
    result.classes.push_back(make_class(unit_class, facts, question.what_if));
  for (const auto& unit : facts.ledger.units().all()) {
    const bool shown = unit.unit_class == UnitClass::Bureau || unit.unit_class == UnitClass::Office ||
                       unit.unit_class == UnitClass::Committee || unit.unit_class == UnitClass::Government;
    if (shown && existed(unit, question.year)) result.performance.push_back(make_performance(facts, unit));
  }
  return result;
}

}  // namespace cundang::assessment
