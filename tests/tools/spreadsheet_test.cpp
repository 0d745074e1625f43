// SPDX-License-Identifier: GPL-3.0-or-later
// The workbooks of the exercise archive in a spreadsheet program: LibreOffice opens them, calculates every formula anew
// and comes to the values that we wrote beside them. Where there is no soffice the test is skipped.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "server/papers/workbook.h"
#include "tests/server/papers/xlsx_reader.h"
#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::tools {
namespace {

using papers::XlsxBook;
using papers::XlsxCell;

// Of the Calc settings: a file that another program wrote is calculated anew as it is opened.
constexpr const char* always_recalculate = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
)";

class Spreadsheet : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(program_)) GTEST_SKIP() << "no " << program_;
    if (support::run({"sh", "-c", "command -v soffice"}).status != 0)
      GTEST_SKIP() << "no soffice here; the package libreoffice-calc-nogui has it";
    std::filesystem::create_directories(dir_ / "office/user");
    std::ofstream{dir_ / "office/user/registrymodifications.xcu"} << always_recalculate;
  }
  /// The file as LibreOffice writes it again.
  XlsxBook recalculated(const std::string& file) {
    const auto done =
        support::run({"timeout", "200", "soffice", "-env:UserInstallation=file://" + (dir_ / "office").string(),
                      "--headless", "--convert-to", "xlsx", "--outdir", dir_ / "again", dir_ / file});
    EXPECT_EQ(done.status, 0) << done.errors;
    return papers::read_xlsx(support::read_file(dir_ / ("again/" + file)));
  }
  void make(const std::string& file, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program_);
    arguments.insert(arguments.end(), {"--data", dir_ / "data", "--format", "xlsx", "--out", dir_ / file});
    const auto done = support::run(arguments);
    ASSERT_EQ(done.status, 0) << done.errors;
  }
  /// Every formula of `ours` with its value in `theirs`. @returns how many there were.
  static int compare(const XlsxBook& ours, const XlsxBook& theirs) {
    int count = 0;
    for (const auto& [name, sheet] : ours.sheets)
      for (const auto& [place, cell] : sheet) {
        if (cell.formula.empty()) continue;
        ++count;
        const auto found = theirs.sheets.at(name).find(place);
        const auto value = found == theirs.sheets.at(name).end() ? decltype(XlsxCell::value){} : found->second.value;
        EXPECT_TRUE(same(cell.value, value)) << name << "!" << place << " =" << cell.formula;
      }
    return count;
  }

  support::TempDir dir_;
  std::string program_ = support::cundang_program();

 private:
  static bool same(const decltype(XlsxCell::value)& a, const decltype(XlsxCell::value)& b) {
    const auto *left = std::get_if<double>(&a), *right = std::get_if<double>(&b);
    return left && right ? std::abs(*left - *right) < 1e-9 : a == b;
  }
};

TEST_F(Spreadsheet, CalculatesAnew) {
  papers::Workbook book{{"表", "市安委办", *parse_instant("2012-07-02T16:00:00.000Z"), false}};
  auto& sheet = book.add_sheet("甲");
  sheet.number({0, 0}, 2.5);
  sheet.formula({0, 1}, "=A1*2", 999);  // a wrong value on purpose
  std::ofstream{dir_ / "wrong.xlsx", std::ios::binary} << book.finish();
  EXPECT_EQ(std::get<double>(recalculated("wrong.xlsx").sheets.at("甲").at("B1").value), 5);
}

TEST_F(Spreadsheet, ComesToOurValues) {
  const std::string source = CUNDANG_SOURCE_DIR;
  const auto made = support::run({program_, "init", "--data", dir_ / "data", "--simulated-clock", "--packs",
                                  source + "/config/packs", "--demo", source + "/config/demo"});
  ASSERT_EQ(made.status, 0) << made.errors;
  make("board.xlsx", {"obligations"});
  make("year.xlsx", {"assess", "--year", "2012"});
  make("example.xlsx",
       {"assess", "--year", "2012", "--pack", source + "/config/packs/examples/scoring-example-2012-department.xml"});
  for (const auto* file : {"board.xlsx", "year.xlsx", "example.xlsx"})
    EXPECT_GT(compare(papers::read_xlsx(support::read_file(dir_ / file)), recalculated(file)), 0) << file;
}

}  // namespace
}  // namespace cundang::tools
