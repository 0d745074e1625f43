// SPDX-License-Identifier: GPL-3.0-or-later
// What a clerk reads when a document is refused: the place, the reason, what to do.
#include <gtest/gtest.h>

#include "schema/xml/record_reader.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::Sample;

struct WordsCase {
  std::string name;
  void (*change)(Sample&);
  std::string place, reason, cure;  ///< in Chinese, of the first finding
};

class FindingWords : public testing::TestWithParam<WordsCase> {};

TEST_P(FindingWords, NamePlaceReasonAndCure) {
  Sample sample;
  GetParam().change(sample);
  const auto outcome = RecordReader{}.read(sample.xml());
  ASSERT_FALSE(outcome.findings().empty());
  const auto& finding = outcome.findings().front();
  EXPECT_EQ(finding.place, GetParam().place);
  EXPECT_EQ(finding.reason.zh, GetParam().reason);
  EXPECT_EQ(finding.cure.zh, GetParam().cure);
}

INSTANTIATE_TEST_SUITE_P(
    Table, FindingWords,
    testing::Values(
        WordsCase{"TitleMissing",
                  [](Sample& s) { s.document = "<document><doc-no>x</doc-no><date>2012-07-02</date></document>"; },
                  "/record/document/title", "公文要素（document）中缺少标题（title）", "请补上该元素及其内容"},
        WordsCase{"LabelMissing", [](Sample& s) { s.label = ""; }, "/record/label",
                  "件（record）中缺少公开属性（label）", "请补上该元素及其内容"},
        WordsCase{"KindMissing", [](Sample& s) { s.kind = ""; }, "/record/other-document", "件（record）中缺少文种元素",
                  "请补上该元素及其内容"},
        WordsCase{"UnknownKind", [](Sample& s) { s.kind = "<memo/>"; }, "/record/memo", "没有 <memo> 这一文种",
                  "请按格式说明选用文种元素；没有对应文种时用 other-document"},
        WordsCase{"ChoicesAreListed", [](Sample& s) { s.label = "<label>普通</label>"; }, "/record/label",
                  "公开属性（label）的内容 “普通” 不符合要求", "只可填写：公开, 内部, 工作秘密"},
        WordsCase{"BadDay",
                  [](Sample& s) { s.document = "<document><title>a</title><date>2012-02-30</date></document>"; },
                  "/record/document/date", "成文日期（date）的内容 “2012-02-30” 不符合要求",
                  "请写成 2012-07-02 的形式，且须是存在的日期"},
        WordsCase{"SecondParagraph", [](Sample& s) { s.body = "<body><p id=\"p1\">a</p><p>b</p></body>"; },
                  "/record/body/p[2]/@id", "段落（p）缺少属性 id", "请补上该属性"}),
    [](const auto& row) { return row.param.name; });

TEST(Words, BadByteIsCountedFromOne) {
  Sample sample;
  sample.body = "<body><p id=\"p1\">\n\xB0\xB2</p></body>";
  const auto xml = sample.xml();
  const auto outcome = RecordReader{}.read(xml);
  ASSERT_EQ(testing_forms::codes(outcome.findings()), "xml.broken-utf8");
  EXPECT_NE(outcome.findings()[0].reason.zh.find("第 " + std::to_string(xml.find('\xB0') + 1) + " 个字节"),
            std::string::npos);
  EXPECT_EQ(outcome.findings()[0].line, 10);
}

}  // namespace
}  // namespace cundang
