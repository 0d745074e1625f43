// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cundang::evidence {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Statement, IsATypeAndLines) {
  Statement statement{"record"};
  statement.add("accession", "R0000042")
      .add("unit", "ZJW")
      .add_if("series", "")
      .add("answers", "doc-no 铭安办发〔2012〕5号");
  statement.add("answers", "rule 通报-半年 2012-H1");
  const std::string text =
      "cundang-statement/1 record\naccession R0000042\nunit ZJW\nanswers doc-no 铭安办发〔2012〕5号\n"
      "answers rule 通报-半年 2012-H1\n";
  EXPECT_EQ(statement.text(), text);
  const auto read = parse_statement(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->type(), "record");
  EXPECT_EQ(read->get("unit"), "ZJW");
  EXPECT_EQ(read->get("absent"), "");
  EXPECT_THAT(read->all("answers"), ElementsAre("doc-no 铭安办发〔2012〕5号", "rule 通报-半年 2012-H1"));
  EXPECT_EQ(read->lines(), statement.lines());
}

struct ValueCase {
  const char* name;
  std::string value;
  std::string written;
};
class Value : public testing::TestWithParam<ValueCase> {};
TEST_P(Value, IsEscapedAndReadBack) {
  const auto& [name, value, written] = GetParam();
  Statement statement{"note"};
  statement.add("text", value);
  EXPECT_EQ(statement.text(), "cundang-statement/1 note\ntext " + written + "\n");
  const auto read = parse_statement(statement.text());
  ASSERT_TRUE(read);
  EXPECT_THAT(read->lines(), ElementsAre(Pair("text", value)));
}
INSTANTIATE_TEST_SUITE_P(Of, Value,
                         testing::Values(ValueCase{"Chinese", "关于报送〔2012〕的函", "关于报送〔2012〕的函"},
                                         ValueCase{"Empty", "", ""}, ValueCase{"Spaces", "  a  b ", "  a  b "},
                                         ValueCase{"LineFeed", "a\nunit X", "a\\u000Aunit X"},
                                         ValueCase{"Null", std::string("a\0b", 3), "a\\u0000b"},
                                         ValueCase{"Delete", "\x7F", "\\u007F"},
                                         ValueCase{"C1", "a\u0085b\u009F", "a\\u0085b\\u009F"},
                                         ValueCase{"NoBreakSpaceStays", "\u00A0", "\u00A0"},
                                         ValueCase{"Backslash", "C:\\u000A", "C:\\\\u000A"},
                                         ValueCase{"HalfACharacter", "\xC2", "\xC2"}, ValueCase{"Emoji", "😀", "😀"}),
                         [](const auto& row) { return row.param.name; });

struct BadCase {
  const char* name;
  std::string text;
};
class NoStatement : public testing::TestWithParam<BadCase> {};
TEST_P(NoStatement, IsRead) { EXPECT_FALSE(parse_statement(GetParam().text)); }
INSTANTIATE_TEST_SUITE_P(Where, NoStatement,
                         testing::Values(BadCase{"Empty", ""}, BadCase{"HeadOnly", "cundang-statement/1 "},
                                         BadCase{"NoLastLf", "cundang-statement/1 note"},
                                         BadCase{"Version2", "cundang-statement/2 note\n"},
                                         BadCase{"NoType", "cundang-statement/1 \n"},
                                         BadCase{"TypeInCapitals", "cundang-statement/1 Note\n"},
                                         BadCase{"EmptyLine", "cundang-statement/1 note\n\n"},
                                         BadCase{"NoSpace", "cundang-statement/1 note\ntext\n"},
                                         BadCase{"NoKey", "cundang-statement/1 note\n text\n"},
                                         BadCase{"KeyInCapitals", "cundang-statement/1 note\nText a\n"},
                                         BadCase{"RawControl", "cundang-statement/1 note\ntext a\tb\n"},
                                         BadCase{"CarriageReturn", "cundang-statement/1 note\r\ntext a\r\n"},
                                         BadCase{"LowerCaseHex", "cundang-statement/1 note\ntext a\\u000ab\n"},
                                         BadCase{"EscapedLetter", "cundang-statement/1 note\ntext \\u0041\n"},
                                         BadCase{"ShortEscape", "cundang-statement/1 note\ntext \\u00\n"},
                                         BadCase{"OtherEscape", "cundang-statement/1 note\ntext \\n\n"},
                                         BadCase{"LoneBackslash", "cundang-statement/1 note\ntext a\\\n"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::evidence
