// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_reader.h"

#include <gtest/gtest.h>

#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::codes;
using testing_forms::Sample;
using testing_forms::told;

TEST(RecordReader, ReadsTheSample) {
  const auto outcome = RecordReader{}.read(Sample{}.xml());
  ASSERT_TRUE(outcome.ok()) << told(outcome.findings());
  const auto& record = outcome.value();
  EXPECT_EQ(record.kind, "other-document");
  EXPECT_EQ(record.title, "关于报送工作情况的函");
  EXPECT_EQ(record.submitter.code.text, "ZJW");
  EXPECT_EQ(record.content.child_text("kind-name"), "函");
  ASSERT_EQ(record.body.size(), 1u);
  EXPECT_EQ(record.body[0].text, "现将有关情况报送你局。");
}

std::string units(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "<unit code=\"QY" + std::to_string(i) + "\"/>";
  return text;
}

std::string accident(const std::string& loss_yuan) {
  return "<accident><district>HDQ</district><sector>建筑施工</sector><occurred>2012-06-30T08:00:00+08:00</occurred>"
         "<deaths>0</deaths><serious-injuries>0</serious-injuries><loss>" +
         loss_yuan + "</loss><cause>坍塌</cause><report>first</report></accident>\n";
}

/// One part of the sample changed, and what is found.
struct FormCase {
  std::string name;
  void (*change)(Sample&);
  std::string found;  ///< codes in order of line
};

class FormFault : public testing::TestWithParam<FormCase> {};

TEST_P(FormFault, IsFound) {
  Sample sample;
  GetParam().change(sample);
  const auto outcome = RecordReader{}.read(sample.xml());
  EXPECT_EQ(codes(outcome.findings()), GetParam().found) << told(outcome.findings());
  EXPECT_EQ(outcome.ok(), GetParam().found.empty());
  for (const auto& finding : outcome.findings()) {
    EXPECT_FALSE(finding.reason.zh.empty());
    EXPECT_FALSE(finding.cure.zh.empty());
    EXPECT_FALSE(finding.reason.en.empty());
    EXPECT_FALSE(finding.cure.en.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, FormFault,
    testing::Values(
        FormCase{"SubmitterMissing", [](Sample& s) { s.submitter = ""; }, "form.missing-element"},
        FormCase{"SubmitterAndLabelMissing", [](Sample& s) { s.submitter = s.label = ""; },
                 "form.missing-element form.missing-element"},
        FormCase{"TitleMissing",
                 [](Sample& s) {
                   s.document = "<document><doc-no>铭建〔2012〕5号</doc-no><date>2012-07-02</date></document>\n";
                 },
                 "form.missing-element"},
        FormCase{"TitleMissingAtTheEnd", [](Sample& s) { s.document = "<document><doc-no>x</doc-no></document>\n"; },
                 "form.missing-element"},
        FormCase{"TitleEmpty", [](Sample& s) { s.document = "<document><title> </title></document>\n"; }, "form.empty"},
        FormCase{"TitleTwice",
                 [](Sample& s) { s.document = "<document><title>a</title><title>b</title></document>\n"; },
                 "form.unexpected-element"},
        FormCase{"WrongOrder", [](Sample& s) { std::swap(s.submitter, s.author); }, "form.wrong-order"},
        FormCase{"UnknownElement", [](Sample& s) { s.source += "<colour>red</colour>\n"; }, "form.unexpected-element"},
        FormCase{"UnknownKind", [](Sample& s) { s.kind = "<memo/>\n"; }, "form.unknown-kind form.missing-element"},
        FormCase{"NoKind", [](Sample& s) { s.kind = ""; }, "form.missing-element"},
        FormCase{"TwoKinds", [](Sample& s) { s.kind += s.kind; }, "form.unexpected-element"},
        FormCase{"BadDay",
                 [](Sample& s) { s.document = "<document><title>a</title><date>2012-02-30</date></document>\n"; },
                 "form.bad-date"},
        FormCase{"BadUnitCode", [](Sample& s) { s.submitter = "<submitter unit=\"zjw\"/>\n"; }, "form.bad-code"},
        FormCase{"UnitMissing", [](Sample& s) { s.submitter = "<submitter>x</submitter>\n"; },
                 "form.missing-attribute"},
        FormCase{"UnknownAttribute", [](Sample& s) { s.submitter = "<submitter unit=\"ZJW\" color=\"x\"/>\n"; },
                 "form.unexpected-attribute"},
        FormCase{"BadLabel", [](Sample& s) { s.label = "<label>普通</label>\n"; }, "form.bad-value"},
        FormCase{"TextBetween", [](Sample& s) { s.label += "多余的文字\n"; }, "form.unexpected-text"},
        FormCase{"BadId", [](Sample& s) { s.body = "<body><p id=\"1\">x</p></body>\n"; }, "form.bad-id"},
        FormCase{"TwiceTheSameId", [](Sample& s) { s.body = "<body><p id=\"p1\">x</p>\n<p id=\"p1\">y</p></body>\n"; },
                 "form.duplicate-id"},
        FormCase{"ElementInText", [](Sample& s) { s.body = "<body><p id=\"p1\">x<b>y</b></p></body>\n"; },
                 "form.unexpected-element"},
        FormCase{"BodyMissing", [](Sample& s) { s.body = ""; }, "form.missing-element"},
        FormCase{"BodyEmpty", [](Sample& s) { s.body = "<body/>\n"; }, "form.missing-element"},
        FormCase{"OriginalMissing", [](Sample& s) { s.body = "<body see=\"original\"/>\n"; }, "form.original-missing"},
        FormCase{"AnswerWithoutTarget", [](Sample& s) { s.answers = "<answers><answer item=\"m1\"/></answers>\n"; },
                 "form.answer-target"},
        FormCase{"AnswerWithTwoTargets",
                 [](Sample& s) { s.answers = "<answers><answer record=\"R0000001\" doc-no=\"x\"/></answers>\n"; },
                 "form.answer-target"},
        FormCase{"AnswerOfARuleWithoutPeriod",
                 [](Sample& s) { s.answers = "<answers><answer rule=\"通报-半年\"/></answers>\n"; },
                 "form.answer-target"},
        FormCase{"AnswerOfARule",
                 [](Sample& s) { s.answers = "<answers><answer rule=\"通报-半年\" period=\"2012-H1\"/></answers>\n"; },
                 ""},
        FormCase{"BadPeriod",
                 [](Sample& s) { s.answers = "<answers><answer rule=\"通报-半年\" period=\"2012-H3\"/></answers>\n"; },
                 "form.bad-value"},
        FormCase{"DemandOfNoParagraph", [](Sample& s) { s.demands = "<demands><demand id=\"p9\"/></demands>\n"; },
                 "form.unknown-paragraph"},
        FormCase{"DemandWithDateAndTerm",
                 [](Sample& s) {
                   s.demands =
                       "<demands><demand id=\"p1\" due=\"2012-07-20\" term=\"5\" days=\"working\"/></demands>\n";
                 },
                 "form.demand-due"},
        FormCase{"AsManyDutiesAsOneDocumentMayAskFor",
                 [](Sample& s) { s.demands = "<demands><demand id=\"p1\">" + units(10'000) + "</demand></demands>\n"; },
                 ""},
        FormCase{"MoreDutiesThanOneDocumentMayAskFor",
                 [](Sample& s) { s.demands = "<demands><demand id=\"p1\">" + units(10'001) + "</demand></demands>\n"; },
                 "form.too-many-duties"},
        FormCase{"DemandsTimesAddressees",
                 [](Sample& s) {
                   s.document = "<document><title>函</title><addressees>" + units(5'001) +
                                "</addressees><date>2012-07-02</date></document>\n";
                   s.demands = "<demands><demand id=\"p1\"/><demand id=\"p1\"/></demands>\n";
                 },
                 "form.too-many-duties"},
        FormCase{"ALossThatFits", [](Sample& s) { s.kind = accident("1000000000000"), s.body.clear(); }, ""},
        FormCase{"ALossBeyondAllMoney", [](Sample& s) { s.kind = accident("1000000000001"), s.body.clear(); },
                 "form.bad-value"},
        FormCase{"ForeignAttribute", [](Sample& s) { s.label = "<label xml:space=\"preserve\">内部</label>\n"; },
                 "xml.foreign-attribute"},
        FormCase{"LanguageIsAllowed", [](Sample& s) { s.label = "<label xml:lang=\"zh\">内部</label>\n"; }, ""},
        FormCase{"SchemaLocation",
                 [](Sample& s) {
                   s.label =
                       "<label xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                       "xsi:schemaLocation=\"urn:x file:///etc/passwd\">内部</label>\n";
                 },
                 "xml.foreign-attribute"},
        FormCase{"BehalfOfSelf", [](Sample& s) { s.submitter = "<submitter unit=\"ZJW\" on-behalf-of=\"ZJW\"/>\n"; },
                 "form.behalf-of-self"},
        FormCase{"AuthorWithoutAnything", [](Sample& s) { s.author = "<author/>\n"; }, "form.empty"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang
