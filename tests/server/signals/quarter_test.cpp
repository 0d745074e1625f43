// SPDX-License-Identifier: GPL-3.0-or-later
// What the office's papers of a quarter are drawn from: who is quoted, from which paragraph, and who is missing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/obligations/obligation_id.h"
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
    Record record;
    record.doc_no = doc_no;
    record.series = series;
    record.content = std::move(content);
    record.body = std::move(body);
    record.answers = std::move(answers);
    return apply(unit, std::move(record));
  }
  AccessionNumber apply(const std::string& unit, Record record) {
    Entry entry;
    entry.number = {++count_};
    entry.leaf = count_;
    entry.unit = {unit};
    entry.record = std::move(record);
    entry.record.kind = entry.record.content.name;
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

/// 10a on behalf of ZJW, filed by another.
Record analysis_for(const std::string& unit) {
  Record made;
  made.content = with("quarterly-analysis", {}, {text("period", "2012-Q2"), text("situation", "代报")});
  made.on_behalf_of = UnitRef{{unit}, ""};
  return made;
}

TEST_F(SecondQuarter, OnBehalfOfAnotherOnlyByADelegationOrTheDesk) {
  apply("JTJ", analysis_for("ZJW"));
  EXPECT_THAT(quarter.for_forecast().records, IsEmpty()) << "nobody has authorised JTJ";
  EXPECT_THAT(quarter.for_forecast().missing, testing::Contains(UnitCode{"ZJW"}));
  Record delegation;
  delegation.content = with("delegation", {},
                            {with("from-unit", {{"code", "ZJW"}}), with("to-unit", {{"code", "JTJ"}}),
                             text("from", "1970-01-01"), text("until", "2012-12-31")});
  apply("JTJ", delegation);
  apply("JTJ", analysis_for("ZJW"));
  EXPECT_THAT(quarter.for_forecast().records, IsEmpty()) << "it cannot authorise itself";
  apply("AJJ", delegation);
  const auto number = apply("JTJ", analysis_for("ZJW"));
  EXPECT_THAT(quarter.for_forecast().records, ElementsAre(number));
  EXPECT_EQ(quarter.for_forecast().quotations.at(0).unit.text, "ZJW");
}

TEST_F(SecondQuarter, TheDeskFilesForAnyone) {
  const auto number = apply("AJJ", analysis_for("ZJW"));
  EXPECT_THAT(quarter.for_forecast().records, ElementsAre(number));
}

/// What came on paper, by the answer of its 收文登记; and by 机要.
class NotToBeQuoted : public SecondQuarter {
 protected:
  NotToBeQuoted() {
    const auto rule = [](const std::string& id, const std::string& owes, Node trigger) {
      return with("rule",
                  {{"id", id}, {"system", "10"}, {"clause", "六(十)1"}, {"from", "1970-01-01"}, {"basis", "假定"}},
                  {with("name", {{"en", id}}, {}, id), std::move(trigger),
                   with("each", {{"list", "有关成员单位"}, {"owes", owes}, {"to", "office"}}),
                   with("due", {{"boundary", "inclusive"}})});
    };
    file("AJJ", with("rule-pack", {},
                     {with("validity", {{"from", "1970-01-01"}}),
                      rule("形势-季度分析", "quarterly-analysis",
                           with("every", {{"month", "1 4 7 10"}, {"day", "5"}, {"period", "quarter"}}))}));
  }
  AccessionNumber paper(const std::string& by, const std::string& unit, Answer answer,
                        const std::string& kind = "quarterly-analysis") {
    Record made;
    made.content = with("paper-receipt", {}, {with("from-unit", {{"code", unit}}), text("kind-registered", kind)});
    made.answers = {std::move(answer)};
    return apply(by, made);
  }
  static Answer of_quarter(const std::string& period) {
    Answer answer;
    answer.rule = "形势-季度分析";
    answer.period = period;
    return answer;
  }
};

TEST_F(NotToBeQuoted, PaperIsThereAndIsToBeRead) {
  const auto number = paper("AJJ", "ZJW", of_quarter("2012-Q2"));
  paper("AJJ", "JTJ", of_quarter("2012-Q1"));
  const auto sources = quarter.for_forecast();
  EXPECT_THAT(sources.missing, ElementsAre(UnitCode{"JTJ"}, UnitCode{"AJJ"})) << "another quarter's is not this one's";
  EXPECT_THAT(sources.unread, ElementsAre(std::pair{number, UnitCode{"ZJW"}}));
  EXPECT_THAT(sources.records, ElementsAre(number));
  EXPECT_THAT(sources.quotations, IsEmpty());
}

TEST_F(NotToBeQuoted, PaperIsEnteredByTheDeskAlone) {
  paper("JTJ", "ZJW", of_quarter("2012-Q2"));
  EXPECT_THAT(quarter.for_forecast().missing, testing::Contains(UnitCode{"ZJW"}));
}

TEST_F(NotToBeQuoted, PaperMayNameTheDutyItself) {
  Answer answer;
  answer.obligation = ledger::obligation_id("形势-季度分析", "2012-Q2", {"ZJW"}, {}).text;
  paper("AJJ", "ZJW", answer);
  EXPECT_THAT(quarter.for_forecast().missing, testing::Not(testing::Contains(UnitCode{"ZJW"})));
}

TEST_F(NotToBeQuoted, AClassifiedHandoverNamesRuleAndPeriod) {
  const auto number =
      file("ZJW",
           with("classified-handover", {},
                {with("duty", {{"rule", "形势-季度分析"}, {"period", "2012-Q2"}}), text("handed-over", "2012-07-04")}));
  EXPECT_THAT(quarter.for_forecast().unread, ElementsAre(std::pair{number, UnitCode{"ZJW"}}));
}

TEST_F(NotToBeQuoted, FeedbackOnPaperIsNotMissing) {
  const auto held = minutes("2012-06-20");
  Answer answer;
  answer.record = held;
  const auto number = paper("AJJ", "HDQ", answer, "implementation-feedback");
  EXPECT_THAT(quarter.for_summary().missing, ElementsAre(UnitCode{"ZJW"}, UnitCode{"JTJ"}));
  EXPECT_THAT(quarter.for_summary().unread, ElementsAre(std::pair{number, UnitCode{"HDQ"}}));
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
