// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/year_figures.h"

#include <array>
#include <set>

#include "server/papers/assessment_paper.h"

namespace cundang::papers {

namespace {

using assessment::Scorecard;
using assessment::Verdict;

constexpr std::size_t months = 12;
constexpr std::array<int, 3> age_limits{5, 15, 30};

double number_of(assessment::Points points) { return static_cast<double>(points.thousandths) / 1000; }

// Each duty once, in whichever items it stands.
std::vector<const ledger::Obligation*> late_duties(const Scorecard& card) {
  std::vector<const ledger::Obligation*> found;
  std::set<std::string> seen;
  for (const auto& item : card.items)
    for (const auto& line : item.lines)
      if (line.duty && line.duty->days_overdue > 0 && line.duty->due.day && seen.insert(line.duty->id.text).second)
        found.push_back(&*line.duty);
  return found;
}

std::size_t column_of(Date due, int year) {
  if (static_cast<int>(due.year()) > year) return months;
  if (static_cast<int>(due.year()) < year) return 0;
  return static_cast<unsigned>(due.month()) - 1U;
}

std::size_t band_of(int days) {
  std::size_t band = 0;
  while (band < age_limits.size() && days > age_limits[band]) ++band;
  return band;
}

}  // namespace

Ranking ranking_of(const assessment::ClassTable& table) {
  Ranking ranking;
  ranking.title = class_name(table.unit_class) + "考核得分";
  ranking.full = number_of(table.full);
  for (const auto& band : table.bands) ranking.bands.push_back({band.name, number_of(band.from)});
  for (const auto& card : table.cards)
    ranking.rows.push_back({card.unit_name, number_of(card.total), card.rank, card.vetoed ? "一票否决" : ""});
  return ranking;
}

HeatMap overdue_months(const assessment::ClassTable& table, int year) {
  HeatMap map{class_name(table.unit_class) + "逾期或未见事项（按时限月份）", "项", {}, {}};
  for (std::size_t month = 1; month <= months; ++month) map.columns.push_back(std::to_string(month) + "月");
  map.columns.emplace_back("次年");
  for (const auto& card : table.cards) {
    HeatMap::Row row{card.unit_name, std::vector<std::optional<double>>(months + 1, 0.0)};
    for (const auto* duty : late_duties(card)) *row.cells[column_of(*duty->due.day, year)] += 1;
    map.rows.push_back(std::move(row));
  }
  return map;
}

Ageing overdue_ages(const assessment::ClassTable& table) {
  Ageing ageing{class_name(table.unit_class) + "逾期账龄", "项", {"1—5 天", "6—15 天", "16—30 天", "30 天以上"}, {}};
  for (const auto& card : table.cards) {
    Ageing::Bar bar{card.unit_name, std::vector<double>(age_limits.size() + 1, 0)};
    for (const auto* duty : late_duties(card)) bar.counts[band_of(duty->days_overdue)] += 1;
    ageing.bars.push_back(std::move(bar));
  }
  return ageing;
}

}  // namespace cundang::papers
