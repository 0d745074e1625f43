// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/item_score.h"

#include <algorithm>

#include "server/assessment/duty_line.h"
#include "server/assessment/veto.h"

namespace cundang::assessment {
namespace {

const std::vector<ledger::Obligation> no_duties;

bool is_undone(Verdict verdict) { return verdict == Verdict::Missing || verdict == Verdict::FoundAbsent; }
bool is_judged(Verdict verdict) { return verdict == Verdict::InTime || verdict == Verdict::Late || is_undone(verdict); }
bool is_open(Verdict verdict) { return verdict == Verdict::MissingUnproven || verdict == Verdict::NotDue; }

Text say(const std::string& zh, const std::string& en) { return {zh, en}; }

void set_open(ItemScore& item) {
  item.pending = item.pending || std::any_of(item.lines.begin(), item.lines.end(),
                                             [](const auto& line) { return is_open(line.verdict); });
}

/// 单项分值扣完为止.
Points with_floor(Points full, Points lost) { return std::max(Points{}, full + lost); }

}  // namespace

ItemScorer::ItemScorer(const YearFacts& facts, const ScoringPack& pack, const UnitCode& unit)
    : facts_{facts},
      pack_{pack},
      unit_{unit},
      duties_{facts.duties.contains(unit) ? facts.duties.at(unit) : no_duties} {}

std::vector<ItemScore> ItemScorer::score() {
  std::vector<ItemScore> items(pack_.indicators.size());
  for (const bool criticism : {true, false})
    for (std::size_t i = 0; i < items.size(); ++i)
      if ((pack_.indicators[i].method == Method::Criticism) == criticism) items[i] = score(pack_.indicators[i]);
  auto rest = prompts();
  if (!rest.lines.empty()) items.push_back(std::move(rest));
  return items;
}

ItemScore ItemScorer::score(const Indicator& indicator) {
  ItemScore item;
  item.id = indicator.id;
  item.name = indicator.name;
  item.method = indicator.method;
  item.authority = pack_.authority_of(indicator);
  item.full = indicator.points;
  if (item.method == Method::Rate || item.method == Method::Deduct) add_duties(item, indicator);
  if (item.method == Method::Rate) score_rate(item, indicator);
  if (item.method == Method::Deduct) score_deduct(item, indicator);
  if (item.method == Method::Criticism) score_criticism(item, indicator);
  if (item.method == Method::ByHand || item.method == Method::Bonus) score_by_hand(item, indicator);
  if (item.method == Method::Veto) score_veto(item, indicator);
  review_item(item);
  set_open(item);
  return item;
}

void ItemScorer::add_duties(ItemScore& item, const Indicator& indicator) {
  for (const auto& duty : duties_) {
    if (!indicator.judges(duty)) continue;
    item.lines.push_back(duty_line(duty, facts_, &item.authority, charged_));
    judged_.insert(duty.id.text);
  }
  for (const auto& line : item.lines)
    if (line.verdict == Verdict::Late || is_undone(line.verdict)) charged_.insert(line.duty->id.text);
  // 缺项: nothing to judge in the year is neither full marks nor none. What is charged elsewhere was owed all the same.
  item.applicable = std::any_of(item.lines.begin(), item.lines.end(), [](const auto& line) {
    return is_judged(line.verdict) || line.verdict == Verdict::AlreadyCharged;
  });
  if (!item.applicable)
    item.arithmetic.push_back(say("缺项：全年没有可计分的应办事项，按其余各项折算",
                                  "no duty to judge in the year: rescaled by the other items"));
}

void ItemScorer::score_rate(ItemScore& item, const Indicator& indicator) const {
  const auto credit_of = [&](const ScoreLine& line) -> std::int64_t {
    if (line.verdict == Verdict::InTime) return 1000;
    return line.verdict == Verdict::Late ? indicator.late_credit : 0;
  };
  const auto rate = [&](bool reviewed, bool tell) {
    std::int64_t count = 0, credit = 0;
    for (const auto& line : item.lines) {
      if (!is_judged(line.verdict) || (reviewed && line.review && line.change == Points{})) continue;
      ++count;
      credit += credit_of(line);
    }
    if (count == 0) return item.full;
    const auto score = share(item.full, credit, count * 1000);
    if (tell)
      item.arithmetic.push_back(say(
          to_text(item.full) + " × " + to_text(Points{credit}) + " ÷ " + std::to_string(count) + " = " + to_text(score),
          to_text(item.full) + " × " + to_text(Points{credit}) + " ÷ " + std::to_string(count) + " = " +
              to_text(score)));
    return score;
  };
  if (!item.applicable) return;
  const auto count =
      std::count_if(item.lines.begin(), item.lines.end(), [](const auto& line) { return is_judged(line.verdict); });
  for (auto& line : item.lines)
    if (count > 0 && is_judged(line.verdict))
      line.change = line.before_review = -share(item.full, 1000 - credit_of(line), count * 1000);
  review_lines(item);
  item.before_review = rate(false, false);
  item.score = rate(true, true);
}

void ItemScorer::score_deduct(ItemScore& item, const Indicator& indicator) {
  if (!item.applicable) return;
  Points lost_before, lost;
  for (auto& line : item.lines) {
    Points cost;
    if (line.verdict == Verdict::Late) {
      line.days_late = days_late(*line.duty, facts_.calendar(), indicator.late_in_working_days);
      cost = indicator.late * line.days_late;
      const auto days = std::to_string(line.days_late);
      const bool working = indicator.late_in_working_days;
      line.reason.zh += "，逾期 " + days + (working ? " 个工作日" : " 日") + "，每日扣 " + to_text(indicator.late);
      line.reason.en +=
          ", " + days + (working ? " working days" : " days") + " late at " + to_text(indicator.late) + " a day";
    } else if (is_undone(line.verdict)) {
      cost = indicator.missing;
    }
    if (indicator.each_max) cost = std::min(cost, *indicator.each_max);
    line.change = line.before_review = -cost;
  }
  review_lines(item);
  for (const auto& line : item.lines) lost_before += line.before_review, lost += line.change;
  item.before_review = with_floor(item.full, lost_before);
  item.score = with_floor(item.full, lost);
  item.arithmetic.push_back(
      say(to_text(item.full) + " − " + to_text(-lost) + "，单项分值扣完为止 = " + to_text(item.score),
          to_text(item.full) + " − " + to_text(-lost) + ", not below 0 = " + to_text(item.score)));
}

ScoreLine ItemScorer::criticism_line(const Criticism& criticism, const Authority& authority) const {
  ScoreLine line;
  line.records = {criticism.record};
  const auto number = to_text(criticism.record);
  const auto* finding = facts_.criticisms.finding(criticism.finding);
  if (!finding || finding->unit != unit_ || criticism.leaf < finding->leaf) {
    line.verdict = Verdict::NoFinding;
    line.reason = {"通报批评 " + number + "：没有对本单位的认定在先",
                   "criticism " + number + ": no finding against the unit before it"};
    return line;
  }
  line.records.push_back(finding->record);
  auto arose = criticism.issued;
  if (!finding->obligation.empty()) line.duty = facts_.ledger.find(finding->obligation, facts_.counted_to);
  if (line.duty) {
    arose = line.duty->arose;
    line.rule_pack = facts_.versions.rule(line.duty->rule, line.duty->arose);
  }
  line.verdict = Verdict::Criticised;
  if (!authority.in_force || arose <= *authority.in_force) line.verdict = Verdict::BeforeAuthority;
  if (findings_charged_.contains(finding->record.value)) line.verdict = Verdict::AlreadyCharged;
  line.reason = {"通报批评 " + number + "，认定 " + to_text(finding->record) + "：" + finding->reason,
                 "criticism " + number + ", finding " + to_text(finding->record) + ": " + finding->reason};
  if (line.verdict != Verdict::Criticised) {
    line.reason.zh += "（" + verdict_name(line.verdict).zh + "）";
    line.reason.en += " (" + verdict_name(line.verdict).en + ")";
  }
  return line;
}

/// The year of the failed duty; where that is frozen, or no duty is named, the year of issue.
static int year_of(const Criticism& criticism, const YearFacts& facts) {
  const auto issued = static_cast<int>(criticism.issued.year());
  const auto* finding = facts.criticisms.finding(criticism.finding);
  if (!finding || finding->obligation.empty()) return issued;
  const auto duty = facts.ledger.find(finding->obligation, std::max(facts.counted_to, criticism.received));
  const auto year = duty ? assessment_year(*duty) : std::nullopt;
  if (!year) return issued;
  const auto* freeze = facts.stages->freeze(*year);
  return freeze && freeze->leaf < criticism.leaf ? issued : *year;
}

void ItemScorer::score_criticism(ItemScore& item, const Indicator& indicator) {
  for (const auto& criticism : facts_.criticisms.criticisms()) {
    if (std::find(criticism.units.begin(), criticism.units.end(), unit_) == criticism.units.end()) continue;
    if (year_of(criticism, facts_) != facts_.year) continue;
    auto line = criticism_line(criticism, item.authority);
    if (line.verdict == Verdict::Criticised) {
      line.change = line.before_review = -indicator.each;
      findings_charged_.insert(criticism.finding.value);
      if (line.duty) charged_.insert(line.duty->id.text);
    }
    item.lines.push_back(std::move(line));
  }
  review_lines(item);
  Points lost_before, lost;
  for (const auto& line : item.lines) lost_before += line.before_review, lost += line.change;
  item.before_review = with_floor(item.full, lost_before);
  item.score = with_floor(item.full, lost);
  item.arithmetic.push_back(say(to_text(item.full) + " − " + to_text(-lost) + " = " + to_text(item.score),
                                to_text(item.full) + " − " + to_text(-lost) + " = " + to_text(item.score)));
}

void ItemScorer::score_by_hand(ItemScore& item, const Indicator& indicator) const {
  const auto hand = facts_.stages->hand_score(facts_.year, unit_, indicator.id);
  const bool bonus = indicator.method == Method::Bonus;
  item.applicable = bonus;
  if (!hand || !hand->points) {
    item.pending = !bonus;
    if (!bonus)
      item.arithmetic.push_back(say("待评分：暂按其余各项折算", "not scored yet: rescaled by the other items for now"));
    return;
  }
  ScoreLine line;
  line.verdict = hand->confirmed ? Verdict::HandScored : Verdict::AwaitsSecond;
  line.reason = {hand->reason, hand->reason};
  line.records = hand->evidence;
  line.records.insert(line.records.begin(), hand->record);
  line.scorer = hand->scorer;
  line.second = hand->second;
  if (hand->confirmed) {
    line.change = line.before_review = std::clamp(*hand->points, Points{}, indicator.points);
    item.applicable = true;
    item.score = item.before_review = line.change;
  } else {
    item.pending = true;
    item.arithmetic.push_back(say("须有佐证并由第二人确认", "needs evidence and a second person"));
  }
  item.lines.push_back(std::move(line));
}

void ItemScorer::score_veto(ItemScore& item, const Indicator& indicator) const {
  item.applicable = false;
  const auto draw = [&](std::vector<ScoreLine> lines) {
    for (auto& line : lines) {
      item.pending = item.pending || line.verdict == Verdict::AwaitsSecond;
      item.lines.push_back(std::move(line));
    }
  };
  for (const auto ground : indicator.grounds) switch (ground) {
      case VetoGround::DeathsOverQuota:
        draw(deaths_over_quota(facts_, unit_, item.authority));
        break;
      case VetoGround::MajorAccident:
        draw(major_accidents(facts_, unit_, item.authority));
        break;
      case VetoGround::Concealment:
        draw(concealments(facts_, unit_, item.authority));
        break;
    }
  if (const auto hand = facts_.stages->hand_score(facts_.year, unit_, indicator.id)) {
    ScoreLine line;
    line.verdict = hand->confirmed ? Verdict::HandScored : Verdict::AwaitsSecond;
    line.records = hand->evidence;
    line.records.insert(line.records.begin(), hand->record);
    line.scorer = hand->scorer;
    line.second = hand->second;
    line.reason = {hand->reason, hand->reason};
    item.pending = item.pending || !hand->confirmed;
    item.lines.push_back(std::move(line));
  }
  review_lines(item);
}

/// Whether a 复核 that names a record means the line. A veto is named by its first record alone (the accident, the
/// quota pack, the 认定, the sheet): one accident may stand in two of them.
static bool names(const ScoreLine& line, const ItemScore& item, AccessionNumber record) {
  if (item.method == Method::Veto) return line.records.front() == record;
  return std::find(line.records.begin(), line.records.end(), record) != line.records.end();
}

/// A 复核 of a line (named by its duty or its record) can only lower what it costs; 0 lifts a veto.
void ItemScorer::review_lines(ItemScore& item) const {
  for (const auto& [record, review] : facts_.stages->reviews(facts_.year, unit_)) {
    if (review.indicator != item.id || !review.points) continue;
    for (auto& line : item.lines) {
      const bool meant = (line.duty && !review.obligation.empty() && line.duty->id.text == review.obligation) ||
                         (review.record && names(line, item, *review.record));
      if (!meant || *review.points < line.change || *review.points > Points{}) continue;
      line.change = *review.points;
      line.review = record;
      line.reason.zh += "；复核 " + to_text(record) + "：" + review.reason;
      line.reason.en += "; review " + to_text(record) + ": " + review.reason;
    }
  }
}

/// A 复核 of the whole item sets its points.
void ItemScorer::review_item(ItemScore& item) const {
  for (const auto& [record, review] : facts_.stages->reviews(facts_.year, unit_)) {
    if (review.indicator != item.id || !review.points || !review.obligation.empty() || review.record) continue;
    item.score = std::clamp(*review.points, Points{}, item.full);
    item.review = record;
    item.arithmetic.push_back(say("复核 " + to_text(record) + " 改为 " + to_text(item.score) + "：" + review.reason,
                                  "review " + to_text(record) + " sets " + to_text(item.score) + ": " + review.reason));
  }
}

ItemScore ItemScorer::prompts() {
  ItemScore item;
  item.id = "履职提示";
  item.name = "履职提示（不计分）";
  item.method = Method::Prompt;
  item.applicable = false;
  for (const auto& duty : duties_)
    if (!judged_.contains(duty.id.text)) item.lines.push_back(duty_line(duty, facts_, nullptr, charged_));
  return item;
}

}  // namespace cundang::assessment
