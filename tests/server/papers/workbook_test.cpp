// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/workbook.h"

#include <gtest/gtest.h>

#include "schema/model/error.h"
#include "tests/server/papers/xlsx_reader.h"

namespace cundang::papers {
namespace {

Workbook::About about() { return {"表", "市安委办", *parse_instant("2012-07-02T16:00:00.000Z"), false}; }

TEST(CellName, CountsInLetters) {
  EXPECT_EQ(cell_name({0, 0}), "A1");
  EXPECT_EQ(cell_name({11, 25}), "Z12");
  EXPECT_EQ(cell_name({0, 26}), "AA1");
  EXPECT_EQ(cell_name({4, 701}), "ZZ5");
  EXPECT_EQ(cell_name({4, 1}, true), "$B$5");
}

TEST(Workbook, HoldsWhatWasPutIn) {
  Workbook book{about()};
  auto& sheet = book.add_sheet("甲");
  sheet.text({0, 0}, "=不是公式");
  sheet.number({0, 1}, 2.5);
  sheet.day({0, 2}, Date{std::chrono::year{2012} / 7 / 2});
  sheet.formula({0, 3}, "=B1*2", 5);
  const auto read = read_xlsx(book.finish());
  const auto& cells = read.sheets.at("甲");
  EXPECT_EQ(std::get<std::string>(cells.at("A1").value), "=不是公式");
  EXPECT_TRUE(cells.at("A1").formula.empty());
  EXPECT_EQ(std::get<double>(cells.at("B1").value), 2.5);
  EXPECT_EQ(std::get<double>(cells.at("C1").value), 41092);  // days since 1899-12-30
  EXPECT_EQ(cells.at("D1").formula, "B1*2");
  EXPECT_EQ(std::get<double>(cells.at("D1").value), 5);
}

TEST(Workbook, SameCallsSameBytes) {
  const auto make = [] {
    Workbook book{about()};
    book.add_sheet("甲").text({0, 0}, "字");
    return book.finish();
  };
  const auto first = make();
  EXPECT_EQ(first, make());
  EXPECT_NE(read_xlsx(first).parts.at("docProps/core.xml").find("2012-07-02T16:00:00Z"), std::string::npos);
}

TEST(Workbook, LongTextIsCutNotLost) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "长";
  Workbook book{about()};
  book.add_sheet("甲").text({0, 0}, text);
  const auto read = read_xlsx(book.finish());
  const auto held = std::get<std::string>(read.sheets.at("甲").at("A1").value);
  EXPECT_GT(held.size(), 30000U);
  EXPECT_EQ(held.substr(held.size() - 6), "长…");
}

TEST(Workbook, RefusesASheetNameExcelWouldRefuse) {
  Workbook book{about()};
  book.add_sheet("甲");
  EXPECT_THROW(book.add_sheet("甲"), Error);
  EXPECT_THROW(book.add_sheet("a/b"), Error);
}

// The second opinion must be able to disagree.
TEST(Disagreements, AreFound) {
  Workbook book{about()};
  auto& sheet = book.add_sheet("甲");
  sheet.number({0, 0}, 2);
  sheet.formula({0, 1}, "=IF(A1>1,ROUND(A1/3,2),0)", 0.67);
  sheet.formula({0, 2}, "=MAX(A1,7)-1", 5);
  int counted = 0;
  const auto found = disagreements(read_xlsx(book.finish()), counted);
  EXPECT_EQ(counted, 2);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("甲!C1"), std::string::npos);
}

}  // namespace
}  // namespace cundang::papers
