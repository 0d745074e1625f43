// SPDX-License-Identifier: GPL-3.0-or-later
// 督办台账 on paper and in spreadsheets says what the ledger says.
#include "server/papers/board.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "schema/model/error.h"
#include "tests/server/obligations/story.h"
#include "tests/server/papers/pdf_reader.h"
#include "tests/server/papers/xlsx_reader.h"

namespace cundang::papers {
namespace {

using testing::HasSubstr;

/// A summer: minutes signed for by two units, one of which answers late; a letter nobody has signed for.
ledger::Story summer() {
  ledger::Story story;
  const auto minutes = story.file("2012-07-02 09:00", ledger::committee_minutes({"ZJW", "JTJ", "SWJ"}));
  story.file("2012-07-03 09:00", ledger::acknowledgement("ZJW", minutes, "2012-07-03T09:00:00+08:00"));
  story.file("2012-07-04 09:00", ledger::acknowledgement("JTJ", minutes, "2012-07-04T09:00:00+08:00"));
  story.file("2012-07-05 10:00", ledger::advisory_letter("LSQ"));
  story.file("2012-07-25 10:00", ledger::feedback("ZJW", minutes));
  return story;
}

Board board_on(const ledger::Story& story, std::string_view on) {
  Board board;
  board.on = ledger::day(on);
  board.scope = "全部单位";
  board.keeper = "市安委办";
  const auto name = [&](const UnitCode& code) {
    const auto* unit = story.ledger().units().find(code);
    return unit ? unit->full_name() : code.text;
  };
  for (const auto& duty : story.ledger().obligations(board.on))
    board.rows.push_back(board_row(duty, ledger::is_overdue(duty) ? Lamp::Red : Lamp::Blue, name));
  return board;
}

/// Column of the head row by its name.
std::string column_named(const XlsxSheet& sheet, const std::string& name) {
  for (const auto& [place, cell] : sheet) {
    const auto* text = std::get_if<std::string>(&cell.value);
    const auto digits = place.find_first_of("0123456789");
    if (place.substr(digits) == "4" && text && *text == name) return place.substr(0, digits);
  }
  return "no such column: " + name;
}

class BoardOnDay : public testing::TestWithParam<std::string> {};

TEST_P(BoardOnDay, WorkbookFormulasAgreeWithTheLedger) {
  const auto story = summer();
  const auto board = board_on(story, GetParam());
  ASSERT_FALSE(board.rows.empty());
  const auto read = read_xlsx(board_xlsx(board));
  int counted = 0;
  EXPECT_THAT(disagreements(read, counted), testing::IsEmpty());
  EXPECT_EQ(counted, static_cast<int>(board.rows.size()) + 3);
  const auto& sheet = read.sheets.at("督办台账");
  const auto days = column_named(sheet, "逾期天数"), id = column_named(sheet, "编号");
  for (std::size_t i = 0; i < board.rows.size(); ++i) {
    const auto row = std::to_string(i + 5);
    EXPECT_EQ(std::get<std::string>(sheet.at(id + row).value), board.rows[i].id);
    EXPECT_EQ(std::get<double>(sheet.at(days + row).value), board.rows[i].days_overdue) << board.rows[i].matter;
    EXPECT_FALSE(sheet.at(days + row).formula.empty()) << board.rows[i].matter;
  }
}

INSTANTIATE_TEST_SUITE_P(Days, BoardOnDay,
                         testing::Values("2012-07-02", "2012-07-10", "2012-07-17", "2012-07-18", "2012-07-26",
                                         "2012-08-31", "2012-12-31"),
                         [](const auto& row) {
                           auto name = row.param;
                           std::erase(name, '-');
                           return "On" + name;
                         });

TEST(BoardXlsx, AnotherDayInTheCellCountsOn) {
  const auto story = summer();
  const auto board = board_on(story, "2012-08-01"), later = board_on(story, "2012-08-04");
  auto read = read_xlsx(board_xlsx(board));
  auto& sheet = read.sheets.at("督办台账");
  sheet.at("B2").value = std::get<double>(sheet.at("B2").value) + 3;
  const auto days = column_named(sheet, "逾期天数");
  int late = 0;
  for (std::size_t i = 0; i < board.rows.size(); ++i) {
    if (board.rows[i].days_overdue == 0) continue;
    ++late;
    EXPECT_EQ(std::get<double>(evaluate(read, "督办台账", sheet.at(days + std::to_string(i + 5)).formula)),
              later.rows[i].days_overdue);
  }
  EXPECT_GT(late, 0);
}

TEST(BoardXlsx, ADutyTheFormulaWouldCountOtherwiseKeepsTheLedgersNumber) {
  Board board;
  board.on = ledger::day("2012-07-20");
  BoardRow row;
  row.due = ledger::day("2012-07-10");
  row.arose = ledger::day("2012-07-01");
  row.days_overdue = 4;
  board.rows = {row};
  const auto read = read_xlsx(board_xlsx(board));
  const auto& sheet = read.sheets.at("督办台账");
  const auto& cell = sheet.at(column_named(sheet, "逾期天数") + "5");
  EXPECT_EQ(std::get<double>(cell.value), 4);
  EXPECT_TRUE(cell.formula.empty());
}

TEST(BoardXlsx, IsReadyForWorkAndPrint) {
  auto board = board_on(summer(), "2012-07-26");
  board.exercise = true;
  const auto read = read_xlsx(board_xlsx(board));
  const auto& xml = read.parts.at("xl/worksheets/sheet1.xml");
  for (const auto* wanted : {"<autoFilter ref=\"A4:V", "state=\"frozen\"", "orientation=\"landscape\"",
                             "paperSize=\"9\"", "fitToHeight=\"0\"", "演练"})
    EXPECT_THAT(xml, HasSubstr(wanted));
  EXPECT_THAT(read.names.at("_xlnm.Print_Titles"), HasSubstr("$4:$4"));
  EXPECT_EQ(read.names.at("截至日期"), "'督办台账'!$B$2");
}

TEST(BoardXlsx, EmptyBoardIsAWorkbookToo) {
  Board board;
  board.on = ledger::day("2012-07-20");
  int counted = 0;
  EXPECT_THAT(disagreements(read_xlsx(board_xlsx(board)), counted), testing::IsEmpty());
}

TEST(BoardCsv, HasAHeadAndOneLineADuty) {
  const auto board = board_on(summer(), "2012-07-26");
  const auto csv = board_csv(board);
  EXPECT_EQ(csv.rfind("\xEF\xBB\xBF编号,事项,原文,期间,依据,制度规则,来源,产生文件,牵头,配合,交办,产生日期,送达日期,"
                      "时限,暂定,进展,反馈日期,状态,灯,逾期天数,下一步,最近一步\r\n",
                      0),
            0U);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\r'), static_cast<long>(board.rows.size()) + 1);
  EXPECT_THAT(csv, HasSubstr("2012-07-25"));
}

TEST(BoardPdf, SaysWhatTheLedgerSays) {
  const auto board = board_on(summer(), "2012-07-26");
  const auto pdf = read_pdf(board_pdf(board));
  const auto text = pdf.solid_text();
  EXPECT_THAT(text, HasSubstr("督办台账截至2012年7月26日24时"));
  for (const auto& row : board.rows) {
    EXPECT_THAT(text, HasSubstr(row.id.substr(0, 12)));
    if (row.days_overdue > 0) {
      EXPECT_THAT(text, HasSubstr("逾期" + std::to_string(row.days_overdue) + "天"));
    }
  }
  EXPECT_THAT(pdf.info, HasSubstr("841.89 x 595.276"));  // A4 lying
}

TEST(BoardPdf, EveryPageHasHeadNumberAndMark) {
  auto board = board_on(summer(), "2012-07-26");
  board.exercise = true;
  const auto rows = board.rows;
  for (int i = 0; i < 8; ++i) board.rows.insert(board.rows.end(), rows.begin(), rows.end());
  const auto pdf = read_pdf(board_pdf(board));
  ASSERT_GT(pdf.pages.size(), 3U);
  for (std::size_t i = 0; i < pdf.pages.size(); ++i) {
    const auto text = without_space(pdf.pages[i]);
    EXPECT_THAT(text, HasSubstr("—" + std::to_string(i + 1) + "—"));
    EXPECT_THAT(text, HasSubstr("演练"));
    EXPECT_THAT(text, HasSubstr("序号事项依据牵头配合时限进展状态")) << "page " << i + 1;
  }
}

TEST(BoardPdf, FontsAreEmbeddedSubsets) {
  const auto pdf = read_pdf(board_pdf(board_on(summer(), "2012-07-26")));
  ASSERT_FALSE(pdf.fonts.empty());
  for (const auto& font : pdf.fonts) EXPECT_TRUE(font.embedded && font.subset) << font.name;
}

TEST(BoardPdf, SameBoardSameBytesOnEveryThread) {
  const auto board = board_on(summer(), "2012-07-26");
  const auto first = board_pdf(board);
  std::vector<std::future<std::string>> others;
  for (int i = 0; i < 4; ++i) others.push_back(std::async(std::launch::async, [&] { return board_pdf(board); }));
  for (auto& other : others) EXPECT_EQ(other.get(), first);
  auto exercise = board;
  exercise.exercise = true;
  EXPECT_NE(board_pdf(exercise), first);
}

TEST(BoardPdf, ARowHigherThanAPageGoesOn) {
  Board board;
  board.on = ledger::day("2012-07-20");
  BoardRow row;
  row.matter = "长事项";
  for (int i = 0; i < 3000; ++i) row.sentence += "安全";
  row.sentence += "完";
  board.rows = {row};
  const auto pdf = read_pdf(board_pdf(board));
  EXPECT_GT(pdf.pages.size(), 2U);
  EXPECT_THAT(pdf.solid_text(), HasSubstr("安全完"));
}

TEST(BoardPdf, EmptyBoardSaysSo) {
  Board board;
  board.on = ledger::day("2012-07-20");
  EXPECT_THAT(read_pdf(board_pdf(board)).solid_text(), HasSubstr("没有符合条件的事项"));
}

TEST(BoardPdf, RefusesMoreThanPaperHolds) {
  Board board;
  board.on = ledger::day("2012-07-20");
  board.rows.resize(5001);
  try {
    board_pdf(board);
    FAIL() << "took 5001 rows";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::PaperTooLong);
  }
}

}  // namespace
}  // namespace cundang::papers
