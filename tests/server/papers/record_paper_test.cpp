// SPDX-License-Identifier: GPL-3.0-or-later
// A record on paper: 版头 主体 版记, nothing lost, nothing added.
#include "server/papers/record_paper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/model/error.h"
#include "tests/server/papers/pdf_reader.h"

namespace cundang::papers {
namespace {

using testing::HasSubstr;
using testing::Not;

Record letter() {
  Record record;
  record.kind = "advisory-letter";
  record.issuer_mark = "铭远市安全生产监督管理局文件";
  record.doc_no = "铭安监函〔2012〕17号";
  record.signatory = "李强";
  record.title = "关于加强汛期建筑施工安全工作的建议函";
  record.urgency = "特急";
  record.authors = {{{"AJJ"}, "铭远市安全生产监督管理局"}};
  record.addressees = {{{"ZJW"}, "市住房城乡建设委"}};
  record.copies = {{{"AWB"}, "市安委办"}, {{"SZF"}, "市政府"}};
  record.document_date = Date{std::chrono::year{2012} / 7 / 3};
  record.signed_name = "铭远市安全生产监督管理局";
  record.printed_by = "铭远市安全生产监督管理局办公室";
  record.printed_on = record.document_date;
  record.body = {{Paragraph::Kind::Heading, 1, "h1", "一、存在问题"},
                 {Paragraph::Kind::Text, 0, "p1", "部分工地脚手架未按方案搭设。"},
                 {Paragraph::Kind::Item, 1, "i1", "请于7月20日前反馈。"}};
  return record;
}

std::string printed(const Record& record, bool exercise = false, std::vector<ContentLine> content = {}) {
  return record_pdf({record,
                     {17},
                     *parse_instant("2012-07-03T02:00:00.000Z"),
                     "ab12",
                     "建议函",
                     "x.example/log",
                     exercise,
                     std::move(content),
                     [](const UnitRef& unit) { return unit.name.empty() ? unit.code.text : unit.name; }});
}

TEST(RecordPaper, HasHeadBodyAndImprintInOrder) {
  const auto text = read_pdf(printed(letter())).solid_text();
  std::size_t at = 0;
  for (const auto* part :
       {"特急", "铭远市安全生产监督管理局文件", "铭安监函〔2012〕17号", "关于加强汛期建筑施工安全工作的建议函",
        "市住房城乡建设委：", "一、存在问题", "部分工地脚手架未按方案搭设。", "请于7月20日前反馈。",
        "铭远市安全生产监督管理局", "2012年7月3日", "抄送：市安委办、市政府。", "铭远市安全生产监督管理局办公室"}) {
    const auto found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << " after byte " << at << " of " << text;
    at = found;
  }
  EXPECT_THAT(text, HasSubstr("签发人：李强"));
  EXPECT_THAT(text, HasSubstr("2012年7月3日印发"));
}

TEST(RecordPaper, EveryPageSaysWhatItIsAPrintOf) {
  auto record = letter();
  for (int i = 0; i < 60; ++i)
    record.body.push_back(
        {Paragraph::Kind::Text, 0, "q" + std::to_string(i), "请各单位抓好落实，确保安全度汛，及时报告情况。"});
  const auto pdf = read_pdf(printed(record, true));
  ASSERT_GE(pdf.pages.size(), 3U);
  for (std::size_t i = 0; i < pdf.pages.size(); ++i) {
    const auto text = without_space(pdf.pages[i]);
    EXPECT_THAT(text, HasSubstr("接收登记号R0000017"));
    EXPECT_THAT(text, HasSubstr("演练存档，内容不具效力"));
    EXPECT_THAT(text, HasSubstr("—" + std::to_string(i + 1) + "—"));
  }
  EXPECT_THAT(pdf.info, HasSubstr("595.276 x 841.89"));
  EXPECT_THAT(pdf.info, HasSubstr("CreationDate:    Tue Jul  3"));  // of receipt, not of today
}

TEST(RecordPaper, TwentyTwoLinesOfTwentyEightCharactersAPage) {
  Record record;
  record.authors = {{{"AJJ"}, ""}};
  std::string text;
  for (int i = 0; i < 28 * 60; ++i) text += "字";
  record.body = {{Paragraph::Kind::Text, 0, "p1", text}};
  const auto pdf = read_pdf(printed(record));
  ASSERT_GE(pdf.pages.size(), 3U);
  int full_lines = 0;
  std::string line;
  for (const char c : pdf.pages[1] + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    const auto solid = without_space(line);
    if (solid.find("字字") != std::string::npos) {
      EXPECT_EQ(solid.size(), 28U * 3);
      ++full_lines;
    }
    line.clear();
  }
  EXPECT_EQ(full_lines, 22);
}

TEST(RecordPaper, ActWithoutBodyShowsItsElements) {
  Record record;
  record.kind = "urging";
  record.title = "催办";
  record.authors = {{{"AWB"}, "市安委办"}};
  const auto text = read_pdf(printed(record, false, {{0, "方式", "电话"}, {1, "内容", "请尽快反馈"}})).solid_text();
  EXPECT_THAT(text, HasSubstr("方式电话"));
  EXPECT_THAT(text, HasSubstr("请尽快反馈"));
  EXPECT_THAT(text, Not(HasSubstr("登记要素")));
}

TEST(RecordPaper, BodyInTheOriginalIsSaidAndAttachmentsAreListed) {
  auto record = letter();
  record.body.clear();
  record.body_in_original = true;
  Attachment original;
  original.number = 1;
  original.role = "正本";
  original.name = "建议函.pdf";
  record.attachments = {original};
  const auto text = read_pdf(printed(record)).solid_text();
  EXPECT_THAT(text, HasSubstr("正文见正本"));
  EXPECT_THAT(text, HasSubstr("建议函.pdf"));
}

TEST(RecordPaper, PresumedDateShowsTheYearOnly) {
  auto record = letter();
  record.date_presumed = true;
  const auto text = read_pdf(printed(record)).solid_text();
  EXPECT_THAT(text, HasSubstr("2012年（推定）"));
}

TEST(RecordPaper, SameRecordSameBytes) { EXPECT_EQ(printed(letter()), printed(letter())); }

TEST(RecordPaper, RefusesWhatWouldNeverEnd) {
  auto record = letter();
  record.body = {{Paragraph::Kind::Text, 0, "p1", std::string(3U << 20U, 'a')}};
  try {
    printed(record);
    FAIL() << "printed 3 MiB";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::PaperTooLong);
  }
}

}  // namespace
}  // namespace cundang::papers
