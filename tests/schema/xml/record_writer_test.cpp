// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_writer.h"

#include <gtest/gtest.h>

#include "schema/xml/record_reader.h"
#include "schema/xml/xml_writer.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::told;
using namespace std::string_literals;
using namespace std::chrono_literals;

/// Every field of Record filled, with what needs escaping.
Record full_record() {
  Record record;
  record.form = "1.0";
  record.kind = "other-document";
  record.series = "工作情况";
  record.historical = true;
  record.source_system = "import \"旧\" & <新>";
  record.source_id = "a\tb\nc";
  record.submitter = {{"AWB"}, "市安委会办公室"};
  record.on_behalf_of = UnitRef{{"MYJT"}, ""};
  record.authors = {{{"ZJW"}, "铭远市住房和城乡建设委员会"}, {{}, "临山区鸿运采石场"}};
  record.label = Label::WorkSecret;
  record.readers = {{{"GAJ"}, ""}};
  record.copy_number = "000001";
  record.urgency = "特急";
  record.issuer_mark = "铭远市住房和城乡建设委员会文件";
  record.doc_no = "铭建发〔2012〕5号";
  record.signatory = "王敏";
  record.title = "关于 <A&B> “塔吊” 'x' ]]> 的报告";
  record.annex_note = "1. 名单\n2. 图纸";
  record.signed_name = "铭远市住房和城乡建设委员会";
  record.seal_note = "印章";
  record.note = "（此件公开发布）";
  record.printed_by = "市住房城乡建设委办公室";
  record.addressees = {{{"AJJ"}, "市安全监管局"}, {{}, "各施工企业"}};
  record.copies = {{{"SZF"}, ""}};
  record.document_date = 2012y / std::chrono::July / 2;
  record.date_presumed = true;
  record.printed_on = 2012y / std::chrono::July / 3;
  record.received_on = 2012y / std::chrono::July / 5;
  Answer to_record, to_rule, to_number, to_source, to_obligation;
  to_record.record = AccessionNumber{12};
  to_record.item = "m1";
  to_record.extent = Answer::Extent::Stage;
  to_rule.rule = "通报-半年";
  to_rule.period = "2012-H1";
  to_rule.part = "半年情况";
  to_number.doc_no = "铭安监函〔2012〕28号";
  to_number.extent = Answer::Extent::Part;
  to_source.source_id = "2012-118";
  to_obligation.obligation = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  record.answers = {to_record, to_rule, to_number, to_source, to_obligation};
  Demand by_day, by_term;
  by_day.id = "p1";
  by_day.owes = "letter-feedback";
  by_day.due = 2012y / std::chrono::July / 20;
  by_day.owed_by = {{{"ZJW"}, ""}, {{"JTJ"}, "市交通局"}};
  by_term.id = "p2";
  by_term.owes = "feedback";
  by_term.term_days = 10;
  by_term.working_days = false;
  record.demands = {by_day, by_term};
  record.content.name = "other-document";
  record.content.attributes = {{"series", "工作情况"}};
  record.content.children = {{"kind-name", {}, "报告", {}, 0}};
  record.body = {{Paragraph::Kind::Heading, 1, "h1", "一、情况"},
                 {Paragraph::Kind::Text, 0, "p1", "  前后有空格 \r\n\t与 & < > \" ' "},
                 {Paragraph::Kind::Item, 2, "i1", "（一）𠮷野家"},
                 {Paragraph::Kind::Text, 0, "p2", "请及时反馈。"}};
  record.attachments = {
      {1, "正本", "纪要 & \"图\".pdf", "application/pdf", 12345, *Sha256::from_hex_text(std::string(64, 'a'))},
      {2, "附件", "名单.xlsx", "application/vnd.ms-excel", 0, *Sha256::from_hex_text(std::string(64, '0'))}};
  return record;
}

void forget_lines(Node& node) {
  node.line = 0;
  for (auto& child : node.children) forget_lines(child);
}

TEST(RecordWriter, EveryFieldComesBack) {
  const auto record = full_record();
  auto read = RecordReader{}.read(write_record(record));
  ASSERT_TRUE(read.ok()) << told(read.findings()) << write_record(record);
  forget_lines(read.value().content);
  EXPECT_EQ(read.value(), record) << write_record(record);
}

TEST(RecordWriter, BodyInTheOriginalComesBack) {
  auto record = full_record();
  record.body.clear();
  record.body_in_original = true;
  auto read = RecordReader{}.read(write_record(record));
  ASSERT_TRUE(read.ok()) << told(read.findings());
  forget_lines(read.value().content);
  EXPECT_EQ(read.value(), record);
}

TEST(RecordWriter, SeriesIsWrittenWhereTheContentLacksIt) {
  auto record = full_record();
  record.content.attributes.clear();
  const auto read = RecordReader{}.read(write_record(record));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().series, "工作情况");
}

TEST(RecordWriter, WhatXmlCannotCarryIsReplaced) {
  auto record = full_record();
  record.body[0].text =
      "a\0b\x0B"
      "c\xFF"
      "d\xED\xA0\x80"
      "e"s;
  const auto read = RecordReader{}.read(write_record(record));
  ASSERT_TRUE(read.ok()) << told(read.findings());
  EXPECT_EQ(read.value().body[0].text, "a\uFFFDb\uFFFDc\uFFFDd\uFFFD\uFFFD\uFFFDe");
}

TEST(XmlWriter, WritesElementsAttributesAndText) {
  XmlWriter xml;
  xml.open("envelope").attribute("unit", "A\"<&").attribute_if("empty", "");
  xml.leaf("at", "2012-07-02").leaf_if("nothing", "").open("list").leaf("e", "").close();
  xml.close();
  EXPECT_EQ(xml.str(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<envelope unit=\"A&quot;&lt;&amp;\">\n  <at>2012-07-02</at>\n"
            "  <list>\n    <e/>\n  </list>\n</envelope>\n");
}

}  // namespace
}  // namespace cundang
