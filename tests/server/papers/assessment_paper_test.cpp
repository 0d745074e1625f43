// SPDX-License-Identifier: GPL-3.0-or-later
// The year-end score on paper and in spreadsheets says what assess() says.
#include "server/papers/assessment_paper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/papers/year_figures.h"
#include "tests/server/assessment/assessment_story.h"
#include "tests/server/papers/pdf_reader.h"
#include "tests/server/papers/xlsx_reader.h"

namespace cundang::papers {
namespace {

using assessment::YearResult;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Departments scored for their reports, criticism and by hand: SWJ is a week late, JTJ in time, the rest unseen.
assessment::YearStory departments() {
  assessment::YearStory story;
  story.file("2012-06-02 09:00",
             assessment::scoring_pack(
                 "department", {assessment::reports_item(), assessment::criticism_item(), assessment::hand_item()}));
  story.file("2012-07-09 09:00", ledger::half_year_report("JTJ"));
  story.file("2012-07-16 09:00", ledger::half_year_report("SWJ"));
  story.file("2013-01-23 09:00", assessment::step("AWB", "scoring-sheet", "SWJ",
                                                  {assessment::item({{"indicator", "现场考核"},
                                                                     {"points", "17.5"},
                                                                     {"reason", "现场"},
                                                                     {"scorer", "li.yi"},
                                                                     {"second", "wang.er"}})}));
  return story;
}

YearPaper paper_of(const YearResult& result) { return {result, "铭远市安全生产委员会办公室", false}; }

const assessment::ClassTable& only_class(const YearResult& result) {
  for (const auto& table : result.classes)
    if (table.unit_class == UnitClass::Department) return table;
  throw std::runtime_error("no class of departments");
}
const assessment::Scorecard& card_of(const YearResult& result, const std::string& unit) {
  for (const auto& card : only_class(result).cards)
    if (card.unit.text == unit) return card;
  throw std::runtime_error("no card of " + unit);
}

class YearOnDay : public testing::TestWithParam<std::string> {};

TEST_P(YearOnDay, WorkbookFormulasAgreeWithTheScore) {
  const auto result = departments().assess(GetParam());
  const auto read = read_xlsx(year_xlsx(paper_of(result)));
  int counted = 0;
  EXPECT_THAT(disagreements(read, counted), IsEmpty());
  EXPECT_GT(counted, 20);
  const auto& sheet = read.sheets.at("得分");
  int row = 4;
  for (const auto& table : result.classes)
    for (const auto& card : table.cards) {
      const auto place = std::to_string(row++);
      EXPECT_EQ(std::get<std::string>(sheet.at("B" + place).value), card.unit.text);
      EXPECT_NEAR(std::get<double>(sheet.at("H" + place).value), static_cast<double>(card.total.thousandths) / 1000,
                  1e-9);
      EXPECT_FALSE(sheet.at("H" + place).formula.empty()) << card.unit.text;
    }
  EXPECT_GT(row, 6);
}
INSTANTIATE_TEST_SUITE_P(Days, YearOnDay, testing::Values("2012-07-12", "2012-09-01", "2013-02-01"),
                         [](const auto& row) {
                           auto name = row.param;
                           std::erase(name, '-');
                           return "On" + name;
                         });

TEST(YearXlsx, AnotherDeductionMovesTheScore) {
  const auto result = departments().assess("2012-09-01");
  auto read = read_xlsx(year_xlsx(paper_of(result)));
  auto& lines = read.sheets.at("明细");
  std::string key, row;
  for (const auto& [place, cell] : lines)
    if (place[0] == 'K' && place != "K3" && std::holds_alternative<double>(cell.value) &&
        std::get<double>(cell.value) < 0)
      row = place.substr(1);
  ASSERT_FALSE(row.empty()) << "nobody lost a point";
  key = std::get<std::string>(lines.at("A" + row).value);
  lines.at("K" + row).value = std::get<double>(lines.at("K" + row).value) + 1;
  int moved = 0;
  for (const auto& [place, cell] : read.sheets.at("项目")) {
    if (place[0] != 'H' || cell.formula.empty()) continue;
    const auto now = std::get<double>(evaluate(read, "项目", cell.formula)), before = std::get<double>(cell.value);
    if (now == before) continue;
    ++moved;
    EXPECT_NEAR(now - before, 1, 1e-9);
    EXPECT_EQ(std::get<std::string>(read.sheets.at("项目").at("B" + place.substr(1)).value), key);
  }
  EXPECT_EQ(moved, 1);
}

TEST(YearCsv, HasARowALineAndNumbersStayNumbers) {
  const auto result = departments().assess("2012-09-01");
  const auto csv = year_csv(paper_of(result));
  EXPECT_EQ(csv.rfind("\xEF\xBB\xBF年度,类别,位次,单位代码,单位,得分,等次,项目,", 0), 0U);
  EXPECT_THAT(csv, HasSubstr(",-4,"));  // a week late: four working days
  EXPECT_THAT(csv, Not(HasSubstr(",'-")));
}

TEST(ScorecardPdf, SaysEveryPointWithItsReason) {
  const auto result = departments().assess("2012-09-01");
  const auto& card = card_of(result, "SWJ");
  const auto pdf = read_pdf(scorecard_pdf(paper_of(result), only_class(result), card));
  const auto text = pdf.solid_text();
  EXPECT_THAT(text, HasSubstr("2012年度安全生产目标管理考核结果单"));
  EXPECT_THAT(text, HasSubstr(without_space(card.unit_name)));
  EXPECT_THAT(text, HasSubstr("暂评，尚未审定"));
  EXPECT_THAT(text, HasSubstr(to_text(card.total) + "（满分"));
  EXPECT_THAT(text, HasSubstr("逾期反馈"));
  EXPECT_THAT(text, HasSubstr("2012-07-10"));
  EXPECT_THAT(text, HasSubstr("2012-07-16"));
  EXPECT_THAT(text, Not(HasSubstr("未报")));
  for (const auto& font : pdf.fonts) EXPECT_TRUE(font.embedded && font.subset) << font.name;
}

TEST(UnitLetterPdf, IsADraftUntilDecided) {
  auto result = departments().assess("2012-09-01");
  const auto& table = only_class(result);
  const auto& card = card_of(result, "SWJ");
  const auto draft = read_pdf(unit_letter_pdf(paper_of(result), table, card)).solid_text();
  EXPECT_THAT(draft, HasSubstr("（征求意见稿）"));
  EXPECT_THAT(draft, HasSubstr(without_space(card.unit_name) + "："));
  EXPECT_THAT(draft, Not(HasSubstr("中列第")));
  result.decided = true;
  const auto letter = read_pdf(unit_letter_pdf(paper_of(result), table, card)).solid_text();
  EXPECT_THAT(letter, Not(HasSubstr("征求意见稿")));
  EXPECT_THAT(letter, HasSubstr("中列第" + std::to_string(card.rank) + "位"));
}

TEST(YearReportPdf, HasEveryUnitAndIsTheSameEachTime) {
  const auto result = departments().assess("2012-09-01");
  const auto bytes = year_report_pdf(paper_of(result));
  EXPECT_EQ(bytes, year_report_pdf(paper_of(result)));
  const auto text = read_pdf(bytes).solid_text();
  for (const auto& card : only_class(result).cards) EXPECT_THAT(text, HasSubstr(without_space(card.unit_name)));
  EXPECT_THAT(text, HasSubstr("一、"));
}

TEST(YearFigures, CountADutyOnceInItsMonth) {
  const auto result = departments().assess("2012-09-01");
  const auto& table = only_class(result);
  const auto map = overdue_months(table, 2012);
  const auto ages = overdue_ages(table);
  ASSERT_EQ(map.columns.size(), 13U);
  for (std::size_t i = 0; i < table.cards.size(); ++i) {
    double mapped = 0, aged = 0;
    for (const auto& cell : map.rows[i].cells) mapped += cell.value_or(0);
    for (const auto count : ages.bars[i].counts) aged += count;
    EXPECT_EQ(mapped, aged) << table.cards[i].unit.text;
    if (table.cards[i].unit.text == "SWJ") {
      EXPECT_EQ(map.rows[i].cells[6], 2.0) << "analysis of the quarter due on 5 July, report on the 10th";
      EXPECT_EQ(ages.bars[i].counts[1], 1.0) << "the report, six days";
      EXPECT_EQ(ages.bars[i].counts[3], 1.0) << "the analysis, unseen on 1 September";
    }
  }
}

}  // namespace
}  // namespace cundang::papers
