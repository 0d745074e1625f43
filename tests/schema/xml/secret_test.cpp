// SPDX-License-Identifier: GPL-3.0-or-later
// 国家秘密 never enters: one secret finding, and not a word of the document.
#include <gtest/gtest.h>

#include "schema/xml/record_reader.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::codes;
using testing_forms::Sample;
using testing_forms::told;

struct SecretCase {
  std::string name;
  void (*change)(Sample&);
  std::string found;  ///< the secret code; "" where the record is no secret
};

class Secret : public testing::TestWithParam<SecretCase> {};

TEST_P(Secret, IsRefusedWithoutAWordOfIt) {
  Sample sample;
  sample.document = "<document><title>题名甲乙丙</title><date>2012-07-02</date></document>\n";
  GetParam().change(sample);
  const auto outcome = RecordReader{}.read(sample.xml());
  if (GetParam().found.empty()) {
    EXPECT_FALSE(is_secret(outcome.findings())) << told(outcome.findings());
    return;
  }
  ASSERT_EQ(codes(outcome.findings()), GetParam().found) << told(outcome.findings());
  EXPECT_TRUE(is_secret(outcome.findings()));
  EXPECT_EQ(outcome.findings().front().line, 0);
  EXPECT_EQ(told(outcome.findings()).find("题名"), std::string::npos);
}

void header(Sample& s, const std::string& element) {
  s.document = "<document>" + element + "<title>题名甲乙丙</title></document>\n";
}

INSTANTIATE_TEST_SUITE_P(
    Table, Secret,
    testing::Values(
        SecretCase{"Label", [](Sample& s) { s.label = "<label>秘密</label>"; }, "secret.label"},
        SecretCase{"LabelWithTerm", [](Sample& s) { s.label = "<label>机密★10年</label>"; }, "secret.label"},
        SecretCase{"LabelSpaced", [](Sample& s) { s.label = "<label>绝　密</label>"; }, "secret.label"},
        SecretCase{"LabelByNumber", [](Sample& s) { s.label = "<label>&#26426;&#x5BC6;</label>"; }, "secret.label"},
        SecretCase{"LabelInCdata", [](Sample& s) { s.label = "<label><![CDATA[机密]]></label>"; }, "secret.label"},
        SecretCase{"LabelSplitByAComment", [](Sample& s) { s.label = "<label>机<!-- x -->密</label>"; },
                   "secret.label"},
        SecretCase{"LabelSplitByAnElement", [](Sample& s) { s.label = "<label>机<b/>密</label>"; }, "secret.label"},
        SecretCase{"LabelSplitByZeroWidthSpace", [](Sample& s) { s.label = "<label>机\u200B密</label>"; },
                   "secret.label"},
        SecretCase{"LabelInAnAttribute", [](Sample& s) { s.label = "<label level=\"机密\">内部</label>"; },
                   "secret.label"},
        SecretCase{"LabelWithPrefix",
                   [](Sample& s) { s.label = "<c:label xmlns:c=\"urn:cundang:record:1\">机密</c:label>"; },
                   "secret.label"},
        SecretCase{"LabelInOtherNamespace", [](Sample& s) { s.label = "<label xmlns=\"urn:x\">机密</label>"; },
                   "secret.label"},
        SecretCase{"Security", [](Sample& s) { header(s, "<security>机密★20年</security>"); }, "secret.header"},
        SecretCase{"IssuerMark", [](Sample& s) { header(s, "<issuer-mark>绝密文件</issuer-mark>"); }, "secret.header"},
        SecretCase{"CopyNumber", [](Sample& s) { header(s, "<copy-number>000012 秘密</copy-number>"); },
                   "secret.header"},
        SecretCase{"Urgency", [](Sample& s) { header(s, "<urgency>机密 特急</urgency>"); }, "secret.header"},
        SecretCase{"DocNo", [](Sample& s) { header(s, "<doc-no>机密★铭建函〔2012〕1号</doc-no>"); }, "secret.header"},
        SecretCase{"TitleMarkedBehindABadByte",
                   [](Sample& s) {
                     s.document = "<document><title>关于布防的通知（机密★10年）</title></document>";
                     s.source = "<source system=\"\xFF\" id=\"1\"/>";
                   },
                   "secret.title"},
        SecretCase{"TitleMarkedInABrokenRecord",
                   [](Sample& s) {
                     s.document = "<document><title>绝密★长期</title></document>";
                     s.body = "<body>";
                   },
                   "secret.title"},
        SecretCase{"TitleMarkedInGbk",  // 机密★甲, the rest of no matter
                   [](Sample& s) {
                     s.declaration = "<?xml version=\"1.0\" encoding=\"GBK\"?>";
                     s.document = "<document><title>\xBB\xFA\xC3\xDC\xA1\xEF\xBC\xD7</title></document>";
                   },
                   "secret.title"},
        SecretCase{"BesideOtherFaults",
                   [](Sample& s) {
                     s.label = "<label>秘密</label>";
                     s.submitter = "";
                     s.kind = "<memo/>";
                   },
                   "secret.label"},
        SecretCase{"BrokenAfterTheHeader",
                   [](Sample& s) {
                     s.label = "<label>秘密</label>";
                     s.body = "<body><p id=\"p1\">x & y</body>";
                   },
                   "secret.label"},
        SecretCase{"BrokenAndSplit",
                   [](Sample& s) {
                     s.label = "<label>机<!-- x -->&#23494;</label>";
                     s.body = "<body><p id=\"p1\">x & y</body>";
                   },
                   "secret.label"},
        SecretCase{"BrokenWithSpaceInTheTag",
                   [](Sample& s) {
                     header(s, "<security \n>绝密</security >");
                     s.body = "<body><p";
                   },
                   "secret.header"},
        SecretCase{"WithDoctype",
                   [](Sample& s) {
                     s.declaration = "<!DOCTYPE record>";
                     s.label = "<label>秘密</label>";
                   },
                   "secret.label"},
        SecretCase{"InGbk",
                   [](Sample& s) {
                     s.declaration = "<?xml version=\"1.0\" encoding=\"GBK\"?>";
                     s.label = "<label>\xBB\xFA\xC3\xDC</label>";
                   },
                   "secret.label"},
        SecretCase{"AfterABadByte",
                   [](Sample& s) {
                     s.source = "<source system=\"\xFF\" id=\"1\"/>";
                     s.label = "<label>机密</label>";
                   },
                   "secret.label"},
        SecretCase{"WorkSecretIsALabel", [](Sample& s) { s.label = "<label>工作秘密</label>"; }, ""},
        SecretCase{"WorkSecretInABrokenRecord",
                   [](Sample& s) {
                     s.label = "<label>工作秘密</label>";
                     s.body = "<body>";
                   },
                   ""},
        SecretCase{"TheBodyMaySpeakOfSecrets",
                   [](Sample& s) {
                     s.body = "<body><p id=\"p1\">泄露国家秘密的，依法处理；机密级文件按规定保管。</p></body>";
                   },
                   ""},
        SecretCase{"TheTitleMaySpeakOfSecrets",
                   [](Sample& s) { s.document = "<document><title>关于加强秘密载体管理的通知</title></document>"; },
                   ""},
        SecretCase{"ABrokenBodyMaySpeakOfSecrets",
                   [](Sample& s) { s.body = "<body><p id=\"p1\">机密 & 秘密</p></body>"; }, ""}),
    [](const auto& row) { return row.param.name; });

struct TitleCase {
  std::string name, title;
  bool marked;
};
class SecretTitle : public testing::TestWithParam<TitleCase> {};

TEST_P(SecretTitle, IsTakenUnlessItCarriesAMarking) {
  Sample sample;
  sample.document = "<document><title>" + GetParam().title + "</title></document>\n";
  const auto findings = RecordReader{}.read(sample.xml()).findings();
  EXPECT_EQ(codes(findings), GetParam().marked ? "secret.title" : "") << told(findings);
}

INSTANTIATE_TEST_SUITE_P(Table, SecretTitle,
                         testing::Values(TitleCase{"MarkAlone", "机密★10年", true},
                                         TitleCase{"StarAlone", "机密★", true}, TitleCase{"WordAlone", "绝 密", true},
                                         TitleCase{"WordInBracketsAlone", "【秘密】", true},
                                         TitleCase{"AtTheBeginning", "机密★10年关于布防情况的报告", true},
                                         TitleCase{"ForeverAtTheBeginning", "绝密★长期 关于布防情况的报告", true},
                                         TitleCase{"AtTheEnd", "关于布防情况的报告机密★6个月", true},
                                         TitleCase{"InTheMiddle", "关于布防（秘密★）情况的报告", true},
                                         TitleCase{"OpenStar", "机密☆关于布防情况的报告", true},
                                         TitleCase{"SpacedOut", "机 密 ★ 1 0 年 关于布防", true},
                                         TitleCase{"WideDigits", "秘密★１０年", true},
                                         TitleCase{"BracketBegins", "【机密】关于布防情况的报告", true},
                                         TitleCase{"BracketEnds", "关于布防情况的报告（秘密）", true},
                                         TitleCase{"BracketWithTermEnds", "关于布防情况的报告(绝密10年)", true},
                                         TitleCase{"ColonBegins", "机密：关于布防情况的报告", true},
                                         TitleCase{"SpaceBegins", "机密 关于布防情况的报告", true},
                                         TitleCase{"TermAndSpaceBegins", "绝密 20年 关于布防情况的报告", true},
                                         TitleCase{"SpaceEnds", "关于布防情况的报告　机密", true},
                                         TitleCase{"StateSecrets", "关于加强国家秘密管理的通知", false},
                                         TitleCase{"BusinessSecrets", "商业秘密保护办法", false},
                                         TitleCase{"BusinessSecretsEnd", "关于查处侵犯商业秘密", false},
                                         TitleCase{"WrappedLine", "关于印发机关保守国家\n      秘密", false},
                                         TitleCase{"GradeBegins", "机密级文件管理规定", false},
                                         TitleCase{"WordBegins", "秘密载体销毁工作通知", false},
                                         TitleCase{"LetterSpaced", "秘 密 载 体 管 理 规 定", false},
                                         TitleCase{"QuotedLaw", "关于学习《保守国家秘密法》的通知", false},
                                         TitleCase{"BracketSpeaksOn", "关于保密检查（秘密载体部分）的通知", false},
                                         TitleCase{"WorkSecret", "工作秘密", false},
                                         TitleCase{"WorkSecretEnds", "关于安全检查的报告（工作秘密）", false},
                                         TitleCase{"NoWord", "关于保密工作★先进单位的通报", false}),
                         [](const auto& row) { return row.param.name; });

TEST(SecretBytes, IsFoundInUtf16) {
  const std::u16string text = u"<record><label>机密</label></record>";
  std::string bytes = "\xFF\xFE";
  for (const char16_t c : text) bytes += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
  EXPECT_EQ(codes(RecordReader{}.read(bytes).findings()), "secret.label");
}

TEST(SecretBytes, EveryTruncationBehindTheLabelIsStillSecret) {
  Sample sample;
  sample.label = "<label>机密</label>";
  const auto xml = sample.xml();
  for (auto end = xml.find("</label>"); end <= xml.size(); ++end)
    ASSERT_TRUE(is_secret(RecordReader{}.read(xml.substr(0, end)).findings())) << xml.substr(0, end);
}

TEST(SecretBytes, HandoverSlipMayNotTellWhatItHandsOver) {
  Sample sample;
  sample.kind =
      "<classified-handover><duty rule=\"形势-季度分析\" period=\"2012-Q2\"/><handed-over>2012-07-04</handed-over>"
      "<channel>机要</channel><receiver>吴刚</receiver></classified-handover>";
  sample.document = "<document><title>涉密件登记单</title></document>";
  sample.body = "";
  EXPECT_TRUE(RecordReader{}.read(sample.xml()).ok());
  sample.document = "<document><doc-no>铭公密〔2012〕1号</doc-no><title>涉密件登记单</title></document>";
  EXPECT_EQ(codes(RecordReader{}.read(sample.xml()).findings()), "secret.handover");
}

}  // namespace
}  // namespace cundang
