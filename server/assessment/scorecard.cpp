// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/scorecard.h"

#include <algorithm>

#include "server/assessment/duty_line.h"
#include "server/assessment/item_score.h"
#include "server/assessment/veto.h"

namespace cundang::assessment {
namespace {

/// Sum of the applicable items, rescaled to the full points, and the bonus on top.
Points total_of(const std::vector<ItemScore>& items, Points full, bool reviewed, std::vector<Text>* arithmetic) {
  Points got, possible, bonus;
  for (const auto& item : items) {
    const auto score = reviewed ? item.score : item.before_review;
    if (item.method == Method::Bonus) bonus += score;
    if (!item.applicable || item.method == Method::Bonus) continue;
    got += score;
    possible += item.full;
  }
  const auto tell = [&](const std::string& zh, const std::string& en) {
    if (arithmetic) arithmetic->push_back({zh, en});
  };
  auto total = got;
  tell("各项合计 " + to_text(got), "sum of the items " + to_text(got));
  if (possible != full && possible > Points{}) {
    total = share(got, full.thousandths, possible.thousandths);
    const auto sum = to_text(got) + " × " + to_text(full) + " ÷ " + to_text(possible) + " = " + to_text(total);
    tell("缺项折算 " + sum, "rescaled " + sum);
  }
  if (possible == Points{}) tell("没有可计分的项目", "no item to score");
  if (bonus != Points{}) {
    total += bonus;
    tell("加分 " + to_text(bonus) + "，得 " + to_text(total), "bonus " + to_text(bonus) + ", makes " + to_text(total));
  }
  return total;
}

/// The first line that vetoes; null where none does.
const ScoreLine* veto_in(const std::vector<ItemScore>& items) {
  for (const auto& item : items)
    if (item.method == Method::Veto)
      for (const auto& line : item.lines)
        if (vetoes(line)) return &line;
  return nullptr;
}

/// 以上 includes.
std::string band_of(const std::vector<Band>& bands, Points total, bool vetoed) {
  if (bands.empty()) return {};
  if (vetoed) return bands.back().name;
  for (const auto& band : bands)
    if (band.from <= total) return band.name;
  return {};
}

}  // namespace

std::string name_on(const Unit& unit, Date day) {
  for (const auto& name : unit.names)
    if ((!name.from || *name.from <= day) && (!name.until || day <= *name.until)) return name.full;
  return unit.full_name();
}

Scorecard make_card(const YearFacts& facts, const ScoringPack& pack, const Unit& unit) {
  Scorecard card;
  card.unit = unit.code;
  card.unit_name = name_on(unit, facts.counted_to);
  card.items = ItemScorer{facts, pack, unit.code}.score();
  card.total = total_of(card.items, pack.full(), true, &card.arithmetic);
  card.before_review = total_of(card.items, pack.full(), false, nullptr);
  const auto* veto = veto_in(card.items);
  card.vetoed = veto != nullptr;
  if (veto) {
    const auto ground = verdict_name(veto->verdict);
    card.arithmetic.push_back(
        {"一票否决（" + ground.zh + "）：定为最末等次", "veto (" + ground.en + "): the lowest band"});
  }
  card.band = band_of(pack.bands, card.total, card.vetoed);
  card.standing = facts.stages->standing(facts.year, unit.code, facts.on);
  card.steps = facts.stages->steps(facts.year, unit.code);
  card.provisional = !facts.stages->decided(facts.year);
  return card;
}

void rank(std::vector<Scorecard>& cards) {
  const auto better = [](const Scorecard& a, const Scorecard& b) {
    if (a.vetoed != b.vetoed) return b.vetoed;
    return b.total < a.total;
  };
  std::sort(cards.begin(), cards.end(), [&](const auto& a, const auto& b) {
    if (better(a, b)) return true;
    return !better(b, a) && a.unit < b.unit;
  });
  for (std::size_t i = 0; i < cards.size(); ++i)
    cards[i].rank = i > 0 && !better(cards[i - 1], cards[i]) ? cards[i - 1].rank : static_cast<int>(i) + 1;
}

PerformanceTable make_performance(const YearFacts& facts, const Unit& unit) {
  PerformanceTable table;
  table.unit = unit.code;
  table.unit_name = name_on(unit, facts.counted_to);
  const auto duties = facts.duties.find(unit.code);
  if (duties == facts.duties.end()) return table;
  for (const auto& duty : duties->second) {
    table.lines.push_back(duty_line(duty, facts, nullptr, {}));
    switch (table.lines.back().verdict) {
      case Verdict::InTime:
        ++table.in_time;
        break;
      case Verdict::Late:
        ++table.late;
        break;
      case Verdict::Missing:
      case Verdict::MissingUnproven:
      case Verdict::FoundAbsent:
        ++table.unseen;
        break;
      case Verdict::Excused:
        ++table.excused;
        break;
      default:
        ++table.open;
        break;
    }
  }
  return table;
}

}  // namespace cundang::assessment
