// SPDX-License-Identifier: GPL-3.0-or-later
// 年度考核 for spreadsheets. 明细 holds what each line costs; 项目 counts them, 得分 counts the items: whoever changes
// a line sees what follows. A figure the formula of its method does not give (a review that sets points, a score by
// hand, a rate) stands as a number, so that no cell disagrees with assess().
#include <algorithm>
#include <cmath>

#include "schema/model/csv.h"
#include "server/papers/assessment_words.h"
#include "server/papers/workbook.h"

namespace cundang::papers {

namespace {

using assessment::ClassTable;
using assessment::ItemScore;
using assessment::Method;
using assessment::Points;
using assessment::Scorecard;
using assessment::ScoreLine;

constexpr std::uint32_t head_row = 2;
constexpr std::uint32_t first_row = head_row + 1;

double number_of(Points points) { return static_cast<double>(points.thousandths) / 1000; }
bool agree(double formula, Points points) { return std::abs(formula - number_of(points)) < 1e-9; }
double to_hundredths(double value) { return std::round(value * 100) / 100; }

std::string key_of(const Scorecard& card, const ItemScore& item) { return card.unit.text + "/" + item.id; }

struct Span {
  std::uint32_t from = 0, to = 0;  // rows, the last included
};
std::string range(const std::string& sheet, std::uint16_t column, Span rows) {
  return sheet + "!" + cell_name({rows.from, column}, true) + ":" + cell_name({rows.to, column}, true);
}

void write_head(Sheet& sheet, const std::string& title, const std::vector<std::pair<std::string, double>>& columns,
                std::uint32_t rows, std::uint16_t fixed) {
  const auto last = static_cast<std::uint16_t>(columns.size() - 1);
  sheet.across({0, 0}, last, title, CellForm::Title);
  for (std::uint16_t c = 0; c <= last; ++c) {
    sheet.width(c, columns[c].second);
    sheet.text({head_row, c}, columns[c].first, CellForm::Head);
  }
  sheet.head(head_row, head_row + std::max<std::uint32_t>(rows, 1), last, fixed);
}

template <class Take>
void each_item(const YearPaper& paper, const Take& take) {
  for (const auto& table : paper.result.classes)
    for (const auto& card : table.cards)
      for (const auto& item : card.items) take(table, card, item);
}

// ---- 明细: columns and their places
enum LineColumn : std::uint16_t {
  LKey,
  LUnit,
  LItem,
  LVerdict,
  LMatter,
  LClause,
  LDue,
  LServed,
  LAnswered,
  LDays,
  LChange,
  LBefore,
  LReason,
  LRecords,
  LDuty,
  LScorer,
  LSecond,
  LReview
};

void optional_day(Sheet& sheet, Place at, const std::optional<Date>& day) {
  if (day)
    sheet.day(at, *day);
  else
    sheet.text(at, "");
}

void write_line(Sheet& sheet, std::uint32_t row, const Scorecard& card, const ItemScore& item, const ScoreLine& line) {
  const auto* duty = line.duty ? &*line.duty : nullptr;
  sheet.text({row, LKey}, key_of(card, item));
  sheet.text({row, LUnit}, card.unit_name);
  sheet.text({row, LItem}, item.name);
  sheet.text({row, LVerdict}, assessment::verdict_name(line.verdict).zh);
  sheet.text({row, LMatter}, matter_of(line));
  sheet.text({row, LClause}, duty ? duty->clause : "");
  optional_day(sheet, {row, LDue}, duty ? duty->due.day : std::nullopt);
  optional_day(sheet, {row, LServed}, duty ? duty->served : std::nullopt);
  optional_day(sheet, {row, LAnswered}, duty ? duty->answered_on : std::nullopt);
  sheet.number({row, LDays}, static_cast<double>(line.days_late));
  sheet.number({row, LChange}, number_of(line.change));
  sheet.number({row, LBefore}, number_of(line.before_review));
  sheet.text({row, LReason}, line.reason.zh);
  sheet.text({row, LRecords}, record_names(line));
  sheet.text({row, LDuty}, duty ? duty->id.text : "");
  sheet.text({row, LScorer}, line.scorer.text);
  sheet.text({row, LSecond}, line.second.text);
  sheet.text({row, LReview}, line.review ? to_text(*line.review) : "");
}

Span write_lines(Sheet& sheet, const YearPaper& paper) {
  auto row = first_row;
  each_item(paper, [&](const ClassTable&, const Scorecard& card, const ItemScore& item) {
    for (const auto& line : item.lines) write_line(sheet, row++, card, item, line);
  });
  write_head(sheet, year_name(paper.result) + "考核明细",
             {{"键", 16},
              {"单位", 18},
              {"项目", 16},
              {"结论", 14},
              {"事项", 24},
              {"条款", 9},
              {"时限", 11},
              {"送达", 11},
              {"反馈", 11},
              {"逾期日数", 9},
              {"变动", 8},
              {"复核前变动", 10},
              {"理由", 44},
              {"记录", 18},
              {"应办事项编号", 20},
              {"评分人", 12},
              {"第二人", 12},
              {"复核", 10}},
             row - first_row, 3);
  return {first_row, std::max(row, first_row + 1) - 1};
}

// ---- 项目
enum ItemColumn : std::uint16_t {
  IUnit,
  IKey,
  IName,
  IMethod,
  IClause,
  IFull,
  IApplies,
  IScore,
  ICounted,
  IPossible,
  IBonus,
  IBefore,
  IPending
};

// 单项分值扣完为止.
bool is_deducted(const ItemScore& item) {
  if (item.method != Method::Deduct && item.method != Method::Criticism) return false;
  double lost = 0;
  for (const auto& line : item.lines) lost += number_of(line.change);
  return item.applicable && agree(std::max(0.0, number_of(item.full) + lost), item.score);
}

void write_item(Sheet& sheet, std::uint32_t row, const Scorecard& card, const ItemScore& item, Span lines) {
  const auto at = [&](ItemColumn column) { return cell_name({row, column}); };
  const auto full = number_of(item.full), score = number_of(item.score);
  const bool bonus = item.method == Method::Bonus;
  const bool counts = item.applicable && !bonus;
  sheet.text({row, IUnit}, card.unit.text);
  sheet.text({row, IKey}, key_of(card, item));
  sheet.text({row, IName}, item.name);
  sheet.text({row, IMethod}, assessment::method_name(item.method).zh);
  sheet.text({row, IClause}, item.authority.clause);
  sheet.number({row, IFull}, full);
  sheet.number({row, IApplies}, item.applicable ? 1 : 0);
  if (is_deducted(item))
    sheet.formula({row, IScore},
                  "=MAX(0," + at(IFull) + "+SUMIF(" + range("明细", LKey, lines) + "," + at(IKey) + "," +
                      range("明细", LChange, lines) + "))",
                  score, CellForm::Points);
  else
    sheet.number({row, IScore}, score, CellForm::Points);
  const auto is_bonus = at(IMethod) + "=\"" + assessment::method_name(Method::Bonus).zh + "\"";
  sheet.formula({row, ICounted}, "=IF(" + is_bonus + ",0," + at(IApplies) + "*" + at(IScore) + ")", counts ? score : 0,
                CellForm::Points);
  sheet.formula({row, IPossible}, "=IF(" + is_bonus + ",0," + at(IApplies) + "*" + at(IFull) + ")", counts ? full : 0,
                CellForm::Points);
  sheet.formula({row, IBonus}, "=IF(" + is_bonus + "," + at(IScore) + ",0)", bonus ? score : 0, CellForm::Points);
  sheet.number({row, IBefore}, number_of(item.before_review), CellForm::Points);
  sheet.text({row, IPending}, item.pending ? "未定" : "");
}

Span write_items(Sheet& sheet, const YearPaper& paper, Span lines) {
  auto row = first_row;
  each_item(paper, [&](const ClassTable&, const Scorecard& card, const ItemScore& item) {
    write_item(sheet, row++, card, item, lines);
  });
  write_head(sheet, year_name(paper.result) + "各项得分",
             {{"单位代码", 10},
              {"键", 16},
              {"项目", 22},
              {"方法", 10},
              {"条款", 14},
              {"分值", 8},
              {"适用", 6},
              {"得分", 8},
              {"计入合计", 9},
              {"计入分值", 9},
              {"加分", 8},
              {"复核前", 8},
              {"未定", 7}},
             row - first_row, 3);
  return {first_row, std::max(row, first_row + 1) - 1};
}

// ---- 得分
enum CardColumn : std::uint16_t {
  CClass,
  CCode,
  CUnit,
  CFull,
  CSum,
  CPossible,
  CBonus,
  CTotal,
  CVeto,
  CBand,
  COrder,
  CRank,
  CBefore,
  CStage
};
constexpr double below_everyone = 1'000'000;  // vetoed units rank last, among themselves by score

struct Sums {
  double sum = 0, possible = 0, bonus = 0;
};
Sums sums_of(const Scorecard& card) {
  Sums sums;
  for (const auto& item : card.items) {
    if (item.method == Method::Bonus) sums.bonus += number_of(item.score);
    if (!item.applicable || item.method == Method::Bonus) continue;
    sums.sum += number_of(item.score);
    sums.possible += number_of(item.full);
  }
  return sums;
}

// 缺项折算, and the bonus on top.
double total_of(const Sums& sums, double full) {
  const bool rescaled = sums.possible != full && sums.possible > 0;
  return (rescaled ? to_hundredths(sums.sum * full / sums.possible) : sums.sum) + sums.bonus;
}

void write_total(Sheet& sheet, std::uint32_t row, const ClassTable& table, const Scorecard& card, Span items) {
  const auto at = [&](CardColumn column) { return cell_name({row, column}); };
  const auto sums = sums_of(card);
  const auto sum_over = [&](ItemColumn column, CardColumn into, double value) {
    sheet.formula({row, into},
                  "=SUMIF(" + range("项目", IUnit, items) + "," + at(CCode) + "," + range("项目", column, items) + ")",
                  value, CellForm::Points);
  };
  sheet.number({row, CFull}, number_of(table.full));
  sum_over(ICounted, CSum, sums.sum);
  sum_over(IPossible, CPossible, sums.possible);
  sum_over(IBonus, CBonus, sums.bonus);
  if (agree(total_of(sums, number_of(table.full)), card.total))
    sheet.formula({row, CTotal},
                  "=IF(OR(" + at(CPossible) + "=" + at(CFull) + "," + at(CPossible) + "=0)," + at(CSum) + ",ROUND(" +
                      at(CSum) + "*" + at(CFull) + "/" + at(CPossible) + ",2))+" + at(CBonus),
                  number_of(card.total), CellForm::Points);
  else
    sheet.number({row, CTotal}, number_of(card.total), CellForm::Points);
}

// 以上 includes; bands stand highest first.
std::string band_formula(const ClassTable& table, const std::string& total, const std::string& veto) {
  std::string choice;
  for (const auto& band : table.bands)
    choice.append("IF(" + total + ">=" + to_text(band.from)).append(",\"" + band.name).append("\",");
  choice.append("\"\"").append(table.bands.size(), ')');
  return "=IF(" + veto + "=\"是\",\"" + table.bands.back().name + "\"," + choice + ")";
}

bool can_be_spelt(const ClassTable& table) {
  return !table.bands.empty() && std::none_of(table.bands.begin(), table.bands.end(), [](const auto& band) {
    return band.name.find('"') != std::string::npos;
  });
}

void write_card(Sheet& sheet, std::uint32_t row, const ClassTable& table, const Scorecard& card, Span items,
                Span class_rows) {
  const auto at = [&](CardColumn column) { return cell_name({row, column}); };
  sheet.text({row, CClass}, class_name(table.unit_class));
  sheet.text({row, CCode}, card.unit.text);
  sheet.text({row, CUnit}, card.unit_name);
  write_total(sheet, row, table, card, items);
  sheet.text({row, CVeto}, card.vetoed ? "是" : "", CellForm::Warning);
  if (can_be_spelt(table))
    sheet.formula({row, CBand}, band_formula(table, at(CTotal), at(CVeto)), card.band);
  else
    sheet.text({row, CBand}, card.band);
  sheet.formula({row, COrder}, "=IF(" + at(CVeto) + "=\"是\"," + at(CTotal) + "-1000000," + at(CTotal) + ")",
                number_of(card.total) - (card.vetoed ? below_everyone : 0));
  // A card shown alone has no class to be ranked in.
  if (table.cards.size() > 1 && card.rank > 0)
    sheet.formula({row, CRank},
                  "=RANK(" + at(COrder) + "," + cell_name({class_rows.from, COrder}, true) + ":" +
                      cell_name({class_rows.to, COrder}, true) + ")",
                  card.rank);
  else
    sheet.number({row, CRank}, card.rank);
  sheet.number({row, CBefore}, number_of(card.before_review), CellForm::Points);
  sheet.text({row, CStage}, assessment::stage_name(card.standing.next).zh);
}

void write_cards(Sheet& sheet, const YearPaper& paper, Span items) {
  auto row = first_row;
  std::string caveats;
  for (const auto& table : paper.result.classes) {
    const Span class_rows{row, row + static_cast<std::uint32_t>(std::max<std::size_t>(table.cards.size(), 1)) - 1};
    for (const auto& card : table.cards) write_card(sheet, row++, table, card, items, class_rows);
    const auto text =
        class_name(table.unit_class) + "：" + authority_name(table.authority) + "　" + caveat(paper.result, &table);
    caveats += (caveats.empty() ? "" : "\n") + text;
  }
  sheet.across({1, 0}, CStage, "统计截至 " + to_text(paper.result.counted_to) + "　" + caveats, CellForm::Text);
  write_head(
      sheet,
      year_name(paper.result) + "安全生产目标管理考核得分" + (paper.exercise ? "（演练存档，内容不具效力）" : ""),
      {{"类别", 12},
       {"单位代码", 10},
       {"单位", 22},
       {"满分", 8},
       {"各项合计", 9},
       {"适用分值", 9},
       {"加分", 8},
       {"得分", 9},
       {"一票否决", 9},
       {"等次", 9},
       {"排序分", 11},
       {"位次", 7},
       {"复核前", 9},
       {"下一程序", 12}},
      row - first_row, 3);
}

void write_performance(Sheet& sheet, const YearPaper& paper) {
  auto row = first_row;
  for (const auto& table : paper.result.performance) {
    sheet.text({row, 0}, table.unit.text);
    sheet.text({row, 1}, table.unit_name);
    std::uint16_t column = 2;
    int all = 0;
    for (const auto count : {table.in_time, table.late, table.unseen, table.open, table.excused}) {
      sheet.number({row, column++}, count);
      all += count;
    }
    sheet.formula({row, column}, "=SUM(" + cell_name({row, 2}) + ":" + cell_name({row, 6}) + ")", all);
    ++row;
  }
  write_head(sheet, year_name(paper.result) + "履职情况表（不评分、不排名）",
             {{"单位代码", 10},
              {"单位", 26},
              {"按时", 8},
              {"逾期", 8},
              {"未见", 8},
              {"未到期等", 10},
              {"免报", 8},
              {"合计", 8}},
             row - first_row, 2);
}

}  // namespace

std::string year_xlsx(const YearPaper& paper) {
  Workbook book{{year_name(paper.result) + "安全生产目标管理考核", paper.office, end_of_beijing_day(paper.result.on),
                 paper.exercise}};
  auto& cards = book.add_sheet("得分");
  auto& items = book.add_sheet("项目");
  auto& lines = book.add_sheet("明细");
  write_cards(cards, paper, write_items(items, paper, write_lines(lines, paper)));
  if (!paper.result.performance.empty()) write_performance(book.add_sheet("履职情况"), paper);
  return book.finish();
}

std::string year_csv(const YearPaper& paper) {
  std::vector<CsvRow> rows{{"年度", "类别", "位次", "单位代码", "单位", "得分",         "等次",
                            "项目", "方法", "分值", "项目得分", "结论", "事项",         "条款",
                            "时限", "反馈", "变动", "理由",     "记录", "应办事项编号", "说明"}};
  const auto day = [](const std::optional<Date>& date) { return date ? to_text(*date) : std::string{}; };
  each_item(paper, [&](const ClassTable& table, const Scorecard& card, const ItemScore& item) {
    auto note = caveat(paper.result, &table);
    if (paper.exercise) note += (note.empty() ? "" : "；") + std::string{"演练存档，内容不具效力"};
    const CsvRow head{std::to_string(paper.result.year),
                      class_name(table.unit_class),
                      std::to_string(card.rank),
                      card.unit.text,
                      card.unit_name,
                      to_text(card.total),
                      card.band,
                      item.name,
                      assessment::method_name(item.method).zh,
                      to_text(item.full),
                      item.applicable ? to_text(item.score) : ""};
    const auto add = [&](const std::vector<std::string>& rest) {
      auto row = head;
      row.insert(row.end(), rest.begin(), rest.end());
      row.push_back(note);
      rows.push_back(std::move(row));
    };
    if (item.lines.empty()) add({"", "", "", "", "", "", "", "", ""});
    for (const auto& line : item.lines)
      add({assessment::verdict_name(line.verdict).zh, matter_of(line), line.duty ? line.duty->clause : "",
           line.duty ? day(line.duty->due.day) : "", line.duty ? day(line.duty->answered_on) : "", to_text(line.change),
           line.reason.zh, record_names(line), line.duty ? line.duty->id.text : ""});
  });
  return to_csv(rows);
}

}  // namespace cundang::papers
