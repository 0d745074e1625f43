// SPDX-License-Identifier: GPL-3.0-or-later
// What the office's papers of a quarter are drawn from: who is quoted, from which paragraph, and who is missing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/signals/quarter.h"
#include "tests/server/signals/scene.h"

namespace cundang::signals {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SecondQuarter : public testing::Test {
 protected:
  SecondQuarter() {
    file("AWB", with("unit-register", {},
                     {with("unit", {{"code", "AJJ"}, {"class", "bureau"}}, {with("name", {}, {text("full", "局")})})}));
    file("AWB", with("list", {{"name", "有关成员单位"}},
                     {with("member", {{"unit", "ZJW"}}), with("member", {{"unit", "JTJ"}})}));
  }
  AccessionNumber file(const std::string& unit, Node content, std::vector<Paragraph> body = {},
                       std::vector<Answer> answers = {}, const std::string& series = {},
                       const std::string& doc_no = {}) {
    Entry entry;
    entry.record.doc_no = doc_no;
    entry.number = {++count_};
    entry.leaf = count_;
    entry.unit = {unit};
    entry.record.kind = content.name;
    entry.record.series = series;
    entry.record.content = std::move(content);
    entry.record.body = std::move(body);
    entry.record.answers = std::move(answers);
    quarter.apply(entry);
    return entry.number;
  }
  AccessionNumber analysis(const std::string& unit, const std::string& period, const std::string& situation,
                           std::vector<Paragraph> body = {}) {
    return file(unit, with("quarterly-analysis", {}, {text("period", period), text("situation", situation)}),
                std::move(body));
  }
  AccessionNumber minutes(const std::string& held, const std::string& doc_no = {}) {
    return file("AWB",
                with("minutes", {},
                     {text("meeting-date", held),
                      with("attendees", {},
                           {with("unit", {{"code", "ZJW"}}), with("unit", {{"code", "JTJ"}, {"attendance", "deputy"}}),
                            with("unit", {{"code", "LYJ"}, {"attendance", "leave"}})}),
                      with("matters", {}, {with("matter", {{"id", "m1"}, {"lead", "HDQ"}})})}),
                {}, {}, "安委会例会", doc_no);
  }
  AccessionNumber feedback(const std::string& unit, AccessionNumber to, const std::string& measures) {
    Answer answer;
    answer.record = to;
    return file(unit, with("implementation-feedback", {}, {text("measures", measures)}), {}, {answer});
  }
  Quarter quarter{*parse_quarter("2012-Q2")};
  std::int64_t count_ = 0;
};

TEST_F(SecondQuarter, QuotesTheParagraphThatSaysIt) {
  analysis("ZJW", "2012-Q2", "发生事故4起",
           {{Paragraph::Kind::Heading, 1, "h1", "一、形势"},
            {Paragraph::Kind::Text, 0, "p2", "二季度发生事故4起，同比持平。"}});
  const auto sources = quarter.for_forecast();
  ASSERT_THAT(sources.quotations, SizeIs(1));
  EXPECT_EQ(sources.quotations[0].paragraph, "p2");
  EXPECT_EQ(sources.quotations[0].text, "发生事故4起");
}

TEST_F(SecondQuarter, NamesTheElementWhereNoParagraphSaysIt) {
  analysis("ZJW", "2012-Q2", "发生事故4起", {{Paragraph::Kind::Text, 0, "p1", "另有所述"}});
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).paragraph, "");
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).element, "situation");
}

TEST_F(SecondQuarter, OtherQuartersAreNotQuotedAndWhoIsMissingIsNamed) {
  analysis("ZJW", "2012-Q1", "上季度");
  EXPECT_THAT(quarter.for_forecast().quotations, IsEmpty());
  EXPECT_THAT(quarter.for_forecast().missing, ElementsAre(UnitCode{"ZJW"}, UnitCode{"JTJ"}, UnitCode{"AJJ"}));
}

TEST_F(SecondQuarter, ALaterPaperOfTheUnitReplacesTheEarlier) {
  analysis("ZJW", "2012-Q2", "初稿");
  const auto second = analysis("ZJW", "2012-Q2", "定稿");
  EXPECT_THAT(quarter.for_forecast().records, ElementsAre(second));
}

TEST_F(SecondQuarter, ACorrectionOfItsAuthorIsQuotedAnothersIsNot) {
  const auto first = analysis("ZJW", "2012-Q2", "4起");
  const auto correct = [&](const std::string& unit, const std::string& situation) {
    return file(
        unit,
        with("correction", {},
             {with("corrects", {{"record", to_text(first)}}),
              with("replacement", {},
                   {with("quarterly-analysis", {}, {text("period", "2012-Q2"), text("situation", situation)})})}));
  };
  correct("JTJ", "0起");
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).text, "4起");
  const auto right = correct("ZJW", "5起");
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).text, "5起");
  EXPECT_THAT(quarter.for_forecast().records, ElementsAre(right));
}

TEST_F(SecondQuarter, ComplaintFiguresAreToldByNameAndValue) {
  file("AJJ", with("complaint-statistics", {},
                   {text("period", "2012-Q2"),
                    with("figures", {}, {with("figure", {{"name", "受理（件）"}, {"value", "143"}})}),
                    text("forecast", "将上升")}));
  const auto sources = quarter.for_forecast();
  EXPECT_EQ(sources.quotations.at(0).text, "受理（件） 143");
  EXPECT_EQ(sources.quotations.at(1).text, "将上升");
  EXPECT_THAT(sources.missing, testing::Not(testing::Contains(UnitCode{"AJJ"})));
}

TEST_F(SecondQuarter, FeedbackOnItsMeetingsAndWhoOwesIt) {
  minutes("2012-07-02");  // the next quarter's
  const auto held = minutes("2012-06-20");
  const auto given = feedback("ZJW", held, "成立检查组");
  const auto sources = quarter.for_summary();
  EXPECT_THAT(sources.answered, ElementsAre(held));
  EXPECT_THAT(sources.records, ElementsAre(given));
  // The deputy owes as one present does, the lead of a matter too; who was on leave does not.
  EXPECT_THAT(sources.missing, ElementsAre(UnitCode{"JTJ"}, UnitCode{"HDQ"}));
}

TEST_F(SecondQuarter, ACorrectionOfACorrectionCountsWhicheverVersionItNames) {
  const auto first = analysis("ZJW", "2012-Q2", "4起");
  const auto correct = [&](AccessionNumber named, const std::string& situation) {
    return file(
        "ZJW",
        with("correction", {},
             {with("corrects", {{"record", to_text(named)}}),
              with("replacement", {},
                   {with("quarterly-analysis", {}, {text("period", "2012-Q2"), text("situation", situation)})})}));
  };
  const auto second = correct(first, "5起");
  correct(first, "6起");
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).text, "6起") << "it names the first version again";
  const auto last = correct(second, "7起");
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).text, "7起") << "it names a version in between";
  EXPECT_THAT(quarter.for_forecast().records, ElementsAre(last));
}

TEST_F(SecondQuarter, CorrectedMinutesSayWhoOwes) {
  const auto held = minutes("2012-06-20");
  const auto corrected = file("AWB", with("correction", {},
                                          {with("corrects", {{"record", to_text(held)}}),
                                           with("replacement", {},
                                                {with("minutes", {},
                                                      {text("meeting-date", "2012-06-20"),
                                                       with("attendees", {}, {with("unit", {{"code", "ZJW"}})})})})}));
  EXPECT_THAT(quarter.for_summary().missing, ElementsAre(UnitCode{"ZJW"}));
  feedback("ZJW", corrected, "成立检查组");
  EXPECT_THAT(quarter.for_summary().missing, IsEmpty()) << "a feedback may name the correction";
}

TEST_F(SecondQuarter, AnAnswerInPartsIsQuotedWhole) {
  const auto held = minutes("2012-06-20");
  const auto on_item = [&](const std::string& item, const std::string& measures) {
    Answer answer;
    answer.record = held;
    answer.item = item;
    return file("HDQ", with("implementation-feedback", {}, {text("measures", measures)}), {}, {answer});
  };
  on_item("m1", "拟定方案");
  const auto first = on_item("m1", "方案已印发");
  const auto second = on_item("m2", "完成培训");
  EXPECT_THAT(quarter.for_summary().records, ElementsAre(first, second));
}

TEST_F(SecondQuarter, ADocumentNumberIsReadInAnySpelling) {
  const auto held = minutes("2012-06-20", "铭安办纪要〔2012〕3号");
  Answer answer;
  answer.doc_no = "铭安办纪要[2012]３号";
  file("ZJW", with("implementation-feedback", {}, {text("measures", "成立检查组")}), {}, {answer});
  EXPECT_THAT(quarter.for_summary().missing, ElementsAre(UnitCode{"JTJ"}, UnitCode{"HDQ"})) << to_text(held);
}

struct NameRow {
  const char* text;
  const char* first;
  const char* last;
};
TEST(QuarterNames, FirstAndLastDay) {
  for (const auto& row :
       {NameRow{"2012-Q1", "2012-01-01", "2012-03-31"}, NameRow{"2012-Q2", "2012-04-01", "2012-06-30"},
        NameRow{"2012-Q4", "2012-10-01", "2012-12-31"}}) {
    const auto quarter = parse_quarter(row.text);
    ASSERT_TRUE(quarter) << row.text;
    EXPECT_EQ(quarter->text(), row.text);
    EXPECT_EQ(quarter->first_day(), day(row.first));
    EXPECT_EQ(quarter->last_day(), day(row.last));
  }
  for (const auto* text : {"", "2012", "2012-Q5", "2012-Q0", "2012-H1", "2012-Q22", "abcd-Q1"})
    EXPECT_FALSE(parse_quarter(text)) << text;
}

}  // namespace
}  // namespace cundang::signals
