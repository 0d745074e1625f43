// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/holding.h"

#include <gtest/gtest.h>

#include <sstream>

namespace cundang::tools {
namespace {

struct LineCase {
  std::string name, line, code, place;  ///< code: "" where the line is taken
};
class HoldingLine : public testing::TestWithParam<LineCase> {};

TEST_P(HoldingLine, IsTakenOrRefusedWithPlaceReasonAndCure) {
  const auto read = read_holding(GetParam().line);
  if (GetParam().code.empty()) {
    ASSERT_TRUE(read) << read.findings().front().reason.en;
    return;
  }
  ASSERT_EQ(read.findings().size(), 1U);
  const auto& finding = read.findings().front();
  EXPECT_EQ(finding.code, GetParam().code);
  EXPECT_EQ(finding.place, GetParam().place);
  for (const auto* text : {&finding.reason.zh, &finding.reason.en, &finding.cure.zh, &finding.cure.en})
    EXPECT_FALSE(text->empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, HoldingLine,
    testing::Values(LineCase{"Plain", R"({"id":"1","title":"甲"})", "", ""},
                    LineCase{"NumbersAsText", R"({"id":17,"title":"甲","date":2012})", "", ""},
                    LineCase{"NullIsAbsent", R"({"id":"1","title":"甲","doc_no":null})", "", ""},
                    LineCase{"OtherFields", R"({"id":"1","title":"甲","remarks":["x"]})", "", ""},
                    LineCase{"ControlCharacters", R"({"id":"1","title":"甲","body":"a\u000bb"})", "", ""},
                    LineCase{"SurrogatePair", R"({"id":"1","title":"\ud840\udc0b"})", "", ""},
                    LineCase{"Truncated", R"({"id":"1","title":"甲)", "import.json", "line"},
                    LineCase{"Array", R"(["1","甲"])", "import.json", "line"},
                    LineCase{"Text", R"("甲")", "import.json", "line"},
                    LineCase{"TwoObjects", R"({"id":"1","title":"甲"}{"id":"2","title":"乙"})", "import.json", "line"},
                    LineCase{"TrailingComma", R"({"id":"1","title":"甲",})", "import.json", "line"},
                    LineCase{"NoJson", "id,title", "import.json", "line"},
                    LineCase{"Gbk", "{\"id\":\"1\",\"title\":\"\xD2\xFE\xBB\xBC\"}", "import.not-utf8", "byte 20"},
                    LineCase{"NoId", R"({"title":"甲"})", "import.missing-field", "id"},
                    LineCase{"BlankId", R"({"id":" ","title":"甲"})", "import.missing-field", "id"},
                    LineCase{"NoTitle", R"({"id":"1"})", "import.missing-field", "title"},
                    LineCase{"IdIsAList", R"({"id":["1"],"title":"甲"})", "import.wrong-type", "id"},
                    LineCase{"TitleIsTrue", R"({"id":"1","title":true})", "import.wrong-type", "title"},
                    LineCase{"BodyIsAnObject", R"({"id":"1","title":"甲","body":{"p":"x"}})", "import.wrong-type",
                             "body"},
                    LineCase{"DateWithoutYear", R"({"id":"1","title":"甲","date":"去年"})", "import.bad-date", "date"}),
    [](const auto& row) { return row.param.name; });

TEST(HoldingLine, EveryFaultIsTold) {
  EXPECT_EQ(read_holding(R"({"issuer":1.5,"date":"x"})").findings().size(), 4U) << "issuer, id, title, date";
}

TEST(HoldingLine, DeepNestingIsRefused) {
  const auto read = read_holding(R"({"id":"1","title":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}");
  ASSERT_EQ(read.findings().size(), 1U);
  EXPECT_EQ(read.findings().front().code, "import.json");
}

std::vector<std::string> lines_of(const std::string& bytes) {
  std::istringstream in{bytes};
  HoldingLines lines{in};
  std::vector<std::string> read;
  for (std::string line; lines.next(line);) read.push_back(lines.too_long() ? "too long" : line);
  return read;
}

TEST(HoldingLines, EndInLfOrCrlfOrNotAtAll) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(lines_of("a\nb\n"), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of("a\r\nb\r\n"), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of("a\n\nb"), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines_of("\xEF\xBB\xBF"
                     "a\n\xEF\xBB\xBF"
                     "b"),
            (Lines{"a",
                   "\xEF\xBB\xBF"
                   "b"}))
      << "a mark in front only";
  EXPECT_TRUE(lines_of("").empty());
  EXPECT_EQ(lines_of("\xEF\xBB\xBF"), Lines{""});
}

TEST(HoldingLines, AHugeLineIsPassedOver) {
  const auto read = lines_of("a\n" + std::string(HoldingLines::bytes_max + 1, 'x') + "\nb\n");
  EXPECT_EQ(read, (std::vector<std::string>{"a", "too long", "b"}));
  EXPECT_EQ(lines_of(std::string(HoldingLines::bytes_max, 'x')).front().size(), HoldingLines::bytes_max);
}

}  // namespace
}  // namespace cundang::tools
