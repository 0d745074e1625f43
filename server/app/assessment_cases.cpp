// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/assessment_cases.h"

#include <algorithm>

#include "server/app/log_facts.h"
#include "server/app/stage_view.h"

namespace cundang::app {
namespace {

constexpr std::size_t kept_max = 8;

std::string what_if_text(const assessment::WhatIf& what_if) {
  std::string text;
  for (const auto& [id, days] : what_if.policy_days) text += id + "=" + std::to_string(days) + "\n";
  return text;
}

Distribution distribution_of(const assessment::ClassTable& table) {
  Distribution distribution;
  distribution.unit_class = table.unit_class;
  distribution.units = static_cast<int>(table.cards.size());
  for (const auto& band : table.bands) distribution.counts.push_back({band.name, band.from, 0});
  for (const auto& card : table.cards)
    for (auto& count : distribution.counts)
      if (count.band == card.band) ++count.units;
  return distribution;
}

void keep_own(assessment::YearResult& result, const UnitCode& unit) {
  for (auto& table : result.classes) {
    std::erase_if(table.cards, [&](const auto& card) { return card.unit != unit; });
    for (auto& card : table.cards)
      if (!result.decided) card.rank = 0;
  }
  std::erase_if(result.classes, [](const auto& table) { return table.cards.empty(); });
  std::erase_if(result.performance, [&](const auto& table) { return table.unit != unit; });
  std::erase_if(result.steps, [&](const auto& step) { return !step.about_unit.empty() && step.about_unit != unit; });
}

}  // namespace

AssessmentView narrowed(assessment::YearResult result, const Viewer& viewer) {
  AssessmentView view;
  view.whole = viewer.sees_all;
  view.result = std::move(result);
  for (const auto& table : view.result.classes) {
    const bool own =
        std::any_of(table.cards.begin(), table.cards.end(), [&](const auto& card) { return card.unit == viewer.unit; });
    if (view.whole || own) view.distributions.push_back(distribution_of(table));
  }
  if (view.whole) return view;
  keep_own(view.result, viewer.unit);
  if (viewer.unit.empty() || view.result.classes.empty())
    throw Error{ErrorCode::NotFound}.with("assessment", view.result.year);
  return view;
}

assessment::YearResult only_of(assessment::YearResult result, std::string_view unit_class, const UnitCode& unit) {
  if (!unit_class.empty()) {
    const auto wanted = parse_unit_class(unit_class);
    if (wanted != UnitClass::District && wanted != UnitClass::Department)
      throw Error{ErrorCode::BadRequest,
                  Text{"考核类别应为 district 或 department", "the class is district or department"},
                  Text{"请写 district（区县）或 department（部门）", "write district or department"}}
          .with("class", std::string{unit_class});
    std::erase_if(result.classes, [&](const auto& table) { return table.unit_class != *wanted; });
  }
  if (unit.empty()) return result;
  const auto is_another = [&](const auto& each) { return each.unit != unit; };
  for (auto& table : result.classes) std::erase_if(table.cards, is_another);
  std::erase_if(result.performance, is_another);
  if (result.performance.empty() &&
      std::all_of(result.classes.begin(), result.classes.end(), [](const auto& table) { return table.cards.empty(); }))
    throw Error{ErrorCode::NotFound, Text{"该单位不在本年度考核之列", "this unit is not assessed in the year"},
                Text{"请核对单位代码和类别", "check the unit's code and class"}}
        .with("unit", unit.text);
  return result;
}

Outcome<assessment::ScoringPack> read_scoring_pack(const RecordReader& reader, const std::string& record_xml) {
  const auto record = reader.read(record_xml);
  if (!record) return record.findings();
  auto findings = assessment::scoring_check(record.value().content);
  if (has_fault(findings)) return findings;
  auto pack = assessment::read_scoring_pack(record.value().content);
  if (!pack)
    return Findings{{"scoring.not-a-pack",
                     Severity::Fault,
                     "/record/" + record.value().kind,
                     0,
                     {"不是考核办法（scoring-pack）", "it is no scoring-pack"},
                     {"请给出 scoring-pack 文件", "give a scoring-pack record"}}};
  return std::move(*pack);
}

Outcome<assessment::ScoringPack> AssessmentCases::read_pack(const std::string& record_xml) const {
  return read_scoring_pack(reader_, record_xml);
}

Findings AssessmentCases::check_step(const std::string& record_xml, const Actor& actor) const {
  const auto record = reader_.read(record_xml);
  return record ? archive_.stages().check_click(record.value(), actor, archive_.now()) : Findings{};
}

/// Leaves known: as asked, or up to and with the day-close of the day; today everything.
TreeSize AssessmentCases::prefix(const AssessmentQuery& query, Date on) const {
  const auto today = beijing_day(archive_.now());
  const auto until = archive_.entries().known_until(query.known, on, today);
  if (until == EntrySource::no_end) return archive_.registry().tree_size();
  const bool day_close = !query.known.size && !query.known.at;
  return day_close && until > 0 ? until + 1 : until;
}

AssessmentCases::Result AssessmentCases::result(const AssessmentQuery& query) const {
  const auto on = query.on.value_or(beijing_day(archive_.now()));
  const auto size = prefix(query, on);
  // Entries follow the leaves by a moment (settle): what is not settled yet must not be kept as if it were.
  const auto key = std::to_string(query.year) + " " + to_text(on) + " " + std::to_string(size) + " " +
                   std::to_string(archive_.registry().mark("settle")) + "\n" + what_if_text(query.what_if);
  const bool keep = query.what_if.packs.empty();
  if (keep) {
    const std::scoped_lock lock{mutex_};
    for (const auto& [known, kept] : kept_)
      if (known == key) return kept;
  }
  const auto replay = [&](const std::function<void(const Entry&)>& take) {
    LeafIndex through = -1;
    archive_.entries().replay(through, size, take);
  };
  auto made = std::make_shared<const assessment::YearResult>(
      assessment::assess(replay, read_log_facts(archive_.registry(), size), {query.year, on, query.what_if}));
  if (keep) {
    const std::scoped_lock lock{mutex_};
    kept_.emplace_front(key, made);
    if (kept_.size() > kept_max) kept_.pop_back();
  }
  return made;
}

/// A unit sees its own duties and stages; the sentence of a paper it may not read it does not see.
void AssessmentCases::hide_unreadable(assessment::YearResult& result, const Viewer& viewer) const {
  const auto may_read = [&](AccessionNumber number) {
    const auto row = archive_.registry().record(number);
    return row && viewer.may_read(row->audience);
  };
  const auto hide_words = [&](std::vector<assessment::StageStep>& steps) {
    for (auto& step : steps)
      if (!may_read(step.record)) step.statement.clear();
  };
  hide_words(result.steps);
  for (auto& table : result.classes)
    for (auto& card : table.cards) {
      hide_words(card.steps);
      for (auto& item : card.items)
        for (auto& line : item.lines)
          if (line.duty && line.duty->trigger && !may_read(*line.duty->trigger)) line.duty->citing_text.clear();
    }
}

AssessmentView AssessmentCases::assess(const AssessmentQuery& query, const Viewer& viewer) const {
  if (!query.what_if.empty() && !viewer.sees_all) throw Error{ErrorCode::Forbidden};
  auto view = narrowed(*result(query), viewer);
  if (!view.whole) hide_unreadable(view.result, viewer);
  return view;
}

std::vector<assessment::Move> AssessmentCases::moves(const AssessmentQuery& query, const Viewer& viewer) const {
  if (!viewer.sees_all) throw Error{ErrorCode::Forbidden};
  auto real = query;
  real.what_if = {};
  return assessment::compare(*result(real), *result(query));
}

}  // namespace cundang::app
