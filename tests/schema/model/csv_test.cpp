// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/csv.h"

#include <gtest/gtest.h>

namespace cundang {
namespace {

struct CsvCase {
  std::string name, cell, written;
};
class CsvCell : public testing::TestWithParam<CsvCase> {};

TEST_P(CsvCell, IsWrittenAsRfc4180) {
  EXPECT_EQ(to_csv({{GetParam().cell, "末"}}), "\xEF\xBB\xBF" + GetParam().written + ",末\r\n");
}

INSTANTIATE_TEST_SUITE_P(
    Cells, CsvCell,
    testing::Values(CsvCase{"Plain", "市水务局", "市水务局"}, CsvCase{"Empty", "", ""},
                    CsvCase{"Comma", "甲,乙", "\"甲,乙\""}, CsvCase{"Quote", "称\"甲\"", "\"称\"\"甲\"\"\""},
                    CsvCase{"Line", "一\n二", "\"一\n二\""}, CsvCase{"ChineseCommaIsNoComma", "甲，乙", "甲，乙"},
                    CsvCase{"Formula", "=1+1", "'=1+1"}, CsvCase{"FormulaWithQuote", "=A1&\"x\"", "\"'=A1&\"\"x\"\"\""},
                    CsvCase{"Plus", "+86", "'+86"}, CsvCase{"Minus", "-1+A1", "'-1+A1"},
                    CsvCase{"DashAlone", "-", "'-"}, CsvCase{"NegativeNumber", "-1.5", "-1.5"},
                    CsvCase{"At", "@SUM(A1)", "'@SUM(A1)"}, CsvCase{"Tab", "\t=1", "'\t=1"}),
    [](const auto& row) { return row.param.name; });

TEST(Csv, NoRowsIsTheMarkAlone) { EXPECT_EQ(to_csv({}), "\xEF\xBB\xBF"); }

}  // namespace
}  // namespace cundang
