// SPDX-License-Identifier: GPL-3.0-or-later
// When something is suggested, on what ground, what becomes of it, and what moves it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "server/signals/signal_json.h"
#include "tests/server/signals/scene.h"

namespace cundang::signals {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::vector<AccessionNumber> records(const Signal& signal) {
  std::vector<AccessionNumber> numbers;
  for (const auto& fact : signal.facts) numbers.push_back(fact.first);
  return numbers;
}

// ---- T1-consecutive: two 较大 or worse within the window of the policy

struct Pair {
  std::string name;
  Told first, second;
  bool suggested;
};

class Consecutive : public testing::TestWithParam<Pair> {};

TEST_P(Consecutive, SuggestsATalk) {
  Scene scene;
  const auto a = scene.accident("2012-07-20", GetParam().first);
  const auto b = scene.accident("2012-07-21", GetParam().second);
  const auto found = scene.found("2012-07-21", "T1-consecutive", "HDQ");
  ASSERT_THAT(found, SizeIs(GetParam().suggested ? 1 : 0));
  for (const auto& signal : found) EXPECT_EQ(records(signal), (std::vector{a, b}));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Consecutive,
    testing::Values(Pair{"TwoLarger", {"2012-03-01", 3}, {"2012-07-19", 3}, true},
                    Pair{"LargerAndOrdinary", {"2012-03-01", 3}, {"2012-07-19", 2, 9, 9'999'999}, false},
                    Pair{"ByLossAlone", {"2012-03-01", 0, 0, 10'000'000}, {"2012-07-19", 0, 10}, true},
                    Pair{"WindowsFirstDayIsIn", {"2012-01-19", 3}, {"2012-07-19", 3}, true},
                    Pair{"DayBeforeTheWindowIsOut", {"2012-01-18", 3}, {"2012-07-19", 3}, false},
                    Pair{"SameDay", {"2012-07-19", 3}, {"2012-07-19", 4}, true},
                    Pair{"OtherDistrict", {"2012-07-01", 3}, {"2012-07-19", 3, 0, 0, "坍塌", "LSQ"}, false}),
    [](const auto& row) { return row.param.name; });

TEST(Suggestions, OneIsNotConsecutive) {
  Scene scene;
  scene.accident("2012-07-20", {"2012-07-19", 9});
  EXPECT_THAT(scene.found("2012-07-21", "T1-consecutive", "HDQ"), IsEmpty());
}

TEST(Suggestions, DistrictDepartmentAndEnterpriseAreEachSuggested) {
  Scene scene;
  scene.accident("2012-07-20", {"2012-07-19", 3});
  scene.accident("2012-07-21", {"2012-07-20", 3});
  for (const auto* unit : {"HDQ", "ZJW", "MYJT"})
    EXPECT_THAT(scene.found("2012-07-21", "T1-consecutive", unit), SizeIs(1)) << unit;
}

TEST(Suggestions, OldAccidentsFiledTodayAreNoGround) {
  Scene scene;
  scene.accident("2012-12-20", {"2012-03-01", 3});
  scene.accident("2012-12-20", {"2012-03-02", 3});
  EXPECT_THAT(scene.found("2012-12-20", "T1-consecutive", "HDQ"), IsEmpty());
}

TEST(Suggestions, OldHoldingsAreNoGroundButAreCompared) {
  Scene scene;
  scene.accident("2012-07-20", {"2012-07-01", 3}, "first", {}, "AJJ", true);
  scene.accident("2012-07-20", {"2012-07-02", 3}, "first", {}, "AJJ", true);
  EXPECT_THAT(scene.signals().report(day("2012-07-20")).signals, IsEmpty());
  EXPECT_EQ(scene.signals().statistics(day("2012-07-20")).whole.now.accidents, 2);
}

TEST(Suggestions, WithoutAPolicyNothingIsJudgedAndItSaysSo) {
  Signals signals;
  const auto report = signals.report(day("2012-07-20"));
  EXPECT_THAT(report.signals, IsEmpty());
  EXPECT_THAT(report.missing_policies, testing::Contains("T1-短期内"));
  EXPECT_THAT(Scene{}.signals().report(day("2012-07-20")).missing_policies, IsEmpty());
}

// ---- the life of a suggestion

class TwoAccidents : public testing::Test {
 protected:
  Scene scene;
  AccessionNumber a = scene.accident("2012-07-02", {"2012-07-01", 3});
  AccessionNumber b = scene.accident("2012-07-20", {"2012-07-19", 3});
  Signal at(std::string_view on) { return scene.found(on, "T1-consecutive", "HDQ").at(0); }
  AccessionNumber notice(const std::string& on) { return scene.file(on, "AJJ", with("talk-notice", {})); }
};

TEST_F(TwoAccidents, IsRaisedOnTheDayTheSecondBecameKnown) {
  EXPECT_THAT(scene.found("2012-07-19", "T1-consecutive", "HDQ"), IsEmpty());
  EXPECT_EQ(at("2012-07-20").raised_on, day("2012-07-20"));
  EXPECT_EQ(at("2012-08-20").raised_on, day("2012-07-20"));
  EXPECT_EQ(at("2012-07-20").state, SignalState::Pending);
}

TEST_F(TwoAccidents, NamesPolicyVersionAndSource) {
  const auto signal = at("2012-07-20");
  ASSERT_THAT(signal.thresholds, SizeIs(1));
  EXPECT_EQ(threshold_text(signal.thresholds[0]).zh, "T1-短期内 = 6 个月（执行口径 R0000003，来源 假定）");
}

TEST_F(TwoAccidents, KeepsItsIdWhateverIsReportedLater) {
  const auto before = at("2012-07-20").id;
  scene.accident("2012-07-25", {"2012-07-01", 4}, "follow-up", a);
  EXPECT_EQ(at("2012-07-25").id, before);
}

TEST_F(TwoAccidents, AFollowUpThatLowersItMarksThePendingOne) {
  scene.accident("2012-07-25", {"2012-07-01", 2}, "follow-up", a);
  const auto signal = at("2012-07-25");
  EXPECT_EQ(signal.state, SignalState::Pending);
  ASSERT_THAT(signal.changes, SizeIs(1));
  EXPECT_EQ(signal.changes[0].first, a);
  EXPECT_THAT(signal.changes[0].before.zh, testing::HasSubstr("较大事故（死亡 3 人"));
  EXPECT_THAT(signal.changes[0].after.zh, testing::HasSubstr("一般事故（死亡 2 人"));
  EXPECT_THAT(at("2012-07-24").changes, IsEmpty()) << "not known yet";
}

TEST_F(TwoAccidents, ACancellationAfterTheDecisionMarksIt) {
  scene.decide("2012-07-21", at("2012-07-21"), "talk", notice("2012-07-21"));
  EXPECT_EQ(at("2012-07-21").state, SignalState::Talk);
  scene.accident("2012-07-30", {"2012-07-19", 3}, "cancelled", b);
  EXPECT_EQ(at("2012-07-30").state, SignalState::Talk);
  ASSERT_THAT(at("2012-07-30").changes, SizeIs(1));
  EXPECT_THAT(at("2012-07-30").changes[0].after.zh, testing::HasSubstr("已核销"));
}

TEST_F(TwoAccidents, AReportThatSaysTheSameChangesNothing) {
  scene.accident("2012-07-25", {"2012-07-01", 3}, "follow-up", a);
  EXPECT_THAT(at("2012-07-25").changes, IsEmpty());
}

TEST_F(TwoAccidents, ADecisionTakenWithTheChangeInSightSettlesIt) {
  scene.accident("2012-07-25", {"2012-07-01", 2}, "follow-up", a);
  scene.decide("2012-07-26", at("2012-07-25"), "dismissed");
  EXPECT_EQ(at("2012-07-26").state, SignalState::Dismissed);
  EXPECT_THAT(at("2012-07-26").changes, IsEmpty());
}

TEST_F(TwoAccidents, APaperThatWentOutIsNotUndoneByADismissal) {
  scene.decide("2012-07-21", at("2012-07-21"), "talk", notice("2012-07-21"));
  scene.decide("2012-07-22", at("2012-07-21"), "dismissed");
  const auto signal = at("2012-07-22");
  EXPECT_EQ(signal.state, SignalState::Talk);
  ASSERT_THAT(signal.decisions, SizeIs(2));
  EXPECT_THAT(signal.decisions[1].why_not.zh, testing::HasSubstr("已据此发文"));
}

TEST_F(TwoAccidents, APaperWhoseGroundHasChangedMayBeDropped) {
  scene.decide("2012-07-21", at("2012-07-21"), "talk", notice("2012-07-21"));
  scene.accident("2012-07-25", {"2012-07-01", 2}, "follow-up", a);
  scene.decide("2012-07-26", at("2012-07-25"), "dismissed");
  EXPECT_EQ(at("2012-07-26").state, SignalState::Dismissed);
}

TEST_F(TwoAccidents, AThirdJoinsThePendingOneWhichStaysTheSame) {
  const auto old = at("2012-07-20");
  EXPECT_FALSE(old.grown_on);
  scene.accident("2012-08-02", {"2012-08-01", 3});
  const auto found = scene.found("2012-08-02", "T1-consecutive", "HDQ");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].id, old.id) << "a page or a draft opened before still means it";
  EXPECT_EQ(found[0].raised_on, day("2012-07-20"));
  EXPECT_EQ(found[0].grown_on, day("2012-08-02"));
  EXPECT_THAT(found[0].facts, SizeIs(3));
}

TEST_F(TwoAccidents, WhatLeavesTheWindowStaysAFactOfThePendingOne) {
  // By January 2013 the window of six months has left July, nobody has decided: it is still the one suggestion.
  const auto c = scene.accident("2012-12-02", {"2012-12-01", 3});
  const auto d = scene.accident("2013-05-02", {"2013-05-01", 3});
  const auto found = scene.found("2013-05-02", "T1-consecutive", "HDQ");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(records(found[0]), (std::vector{a, b, c, d}));
  EXPECT_THAT(found[0].arithmetic.back().zh, testing::HasSubstr("连同此前所据共 4 件"));
}

TEST_F(TwoAccidents, AFactThatJoinedIsMarkedWhenItChanges) {
  const auto c = scene.accident("2012-08-02", {"2012-08-01", 3});
  scene.accident("2012-08-10", {"2012-08-01", 2}, "follow-up", c);
  const auto signal = at("2012-08-10");
  ASSERT_THAT(signal.changes, SizeIs(1));
  EXPECT_EQ(signal.changes[0].first, c);
}

TEST_F(TwoAccidents, AThirdAsksAnewAfterADecisionAndSaysWhatWasDecided) {
  const auto first = at("2012-07-21").id;
  const auto decided = scene.decide("2012-07-21", at("2012-07-21"), "dismissed");
  scene.accident("2012-08-02", {"2012-08-01", 3});
  const auto found = scene.found("2012-08-02", "T1-consecutive", "HDQ");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].state, SignalState::Pending);
  ASSERT_TRUE(found[0].earlier);
  EXPECT_EQ(found[0].earlier->signal, first);
  EXPECT_EQ(found[0].earlier->decision.record, decided);
  EXPECT_EQ(found[1].state, SignalState::Dismissed);
  EXPECT_FALSE(found[1].earlier);
  scene.accident("2012-08-03", {"2012-08-02", 3});
  EXPECT_THAT(scene.found("2012-08-03", "T1-consecutive", "HDQ"), SizeIs(2)) << "the fourth joins the new one";
}

TEST_F(TwoAccidents, AnAccidentThatCameWhileThePageWasOpenIsAskedAnew) {
  const auto seen = at("2012-07-20");
  const auto c = scene.accident("2012-07-21", {"2012-07-20", 3});
  scene.decide("2012-07-21", seen, "dismissed", {}, "AWB", seen.last_leaf);
  const auto found = scene.found("2012-07-21", "T1-consecutive", "HDQ");
  ASSERT_THAT(found, SizeIs(2));
  const auto& pending = found[0].state == SignalState::Pending ? found[0] : found[1];
  const auto& dismissed = found[0].state == SignalState::Pending ? found[1] : found[0];
  EXPECT_EQ(records(dismissed), (std::vector{a, b})) << "he decided on what he had seen";
  EXPECT_THAT(records(pending), testing::Contains(c));
  EXPECT_TRUE(pending.earlier);
}

TEST_F(TwoAccidents, LaterKnowledgeOfTheSameDay) {
  // Filed on 10 August, it happened on 18 July: by the knowledge of August the 20th of July had three.
  scene.accident("2012-08-10", {"2012-07-18", 3});
  EXPECT_THAT(at("2012-07-20").facts, SizeIs(2));
  EXPECT_THAT(scene.in_hindsight("2012-07-20", "T1-consecutive", "HDQ").at(0).facts, SizeIs(3));
}

TEST_F(TwoAccidents, OfTwoOfficersTheFirstInTheLogDecides) {
  const auto seen = at("2012-07-20");
  EXPECT_EQ(seen.last_leaf, b.value) << "the leaf of the last accident";
  const auto first = scene.decide("2012-07-21", seen, "dismissed", {}, "AWB", seen.last_leaf);
  const auto second = scene.decide("2012-07-21", seen, "talk", notice("2012-07-21"), "AJJ", seen.last_leaf);
  const auto signal = at("2012-07-21");
  EXPECT_EQ(signal.state, SignalState::Dismissed);
  ASSERT_THAT(signal.decisions, SizeIs(2));
  EXPECT_EQ(signal.decisions[1].record, second);
  EXPECT_FALSE(signal.decisions[1].applies);
  EXPECT_THAT(signal.decisions[1].why_not.zh, testing::HasSubstr(to_text(first) + "（AWB，2012-07-21）"));
  EXPECT_EQ(signal.last_leaf, first.value) << "what is void is no step";
  scene.decide("2012-07-22", seen, "talk", {}, "AJJ", signal.last_leaf);
  EXPECT_EQ(at("2012-07-22").state, SignalState::Talk) << "he has seen the dismissal and decides otherwise";
}

TEST_F(TwoAccidents, ADecisionWithoutExpectsIsJudgedByTheStateAlone) {
  scene.decide("2012-07-21", at("2012-07-20"), "dismissed");
  scene.decide("2012-07-21", at("2012-07-20"), "talk", notice("2012-07-21"));
  EXPECT_EQ(at("2012-07-21").state, SignalState::Talk) << "as with acts on duties";
}

TEST_F(TwoAccidents, AChangeHeHadNotSeenStaysMarked) {
  const auto seen = at("2012-07-20");
  scene.accident("2012-07-25", {"2012-07-01", 2}, "follow-up", a);
  scene.decide("2012-07-25", seen, "talk", notice("2012-07-25"), "AJJ", seen.last_leaf);
  EXPECT_EQ(at("2012-07-25").state, SignalState::Talk);
  EXPECT_THAT(at("2012-07-25").changes, SizeIs(1)) << "the follow-up came while the page was open";
}

TEST_F(TwoAccidents, APaperToOthersIsNotItsPaper) {
  scene.decide("2012-07-21", at("2012-07-20"), "talk", scene.notice("2012-07-21", {"LSQ"}));
  const auto signal = at("2012-07-21");
  EXPECT_EQ(signal.state, SignalState::Pending);
  EXPECT_THAT(signal.decisions.at(0).why_not.zh, testing::HasSubstr("不发往预警所指的单位（HDQ）"));
  scene.decide("2012-07-22", signal, "talk", scene.notice("2012-07-22", {"LSQ", "HDQ"}));
  EXPECT_EQ(at("2012-07-22").state, SignalState::Talk);
}

TEST_F(TwoAccidents, WhatCanHaveNoEffectIsToldBeforeItIsFiled) {
  const auto signal = at("2012-07-20");
  const auto objection = [&](const std::string& id, const std::string& trigger, const std::string& action,
                             const std::string& paper) {
    Entry entry;
    entry.leaf = scene.last() + 1;
    entry.number = {scene.last() + 1};
    entry.received_at = start_of_beijing_day(day("2012-07-21"));
    entry.unit = {"AJJ"};
    entry.record.kind = "signal-decision";
    entry.record.content =
        with("signal-decision", {}, {with("signal", {{"id", id}}), text("trigger", trigger), text("action", action)});
    if (!paper.empty()) entry.record.content.children.push_back(with("record", {{"id", paper}}));
    return scene.signals().objection(entry).zh;
  };
  const auto letter = scene.file("2012-07-20", "AJJ", with("advisory-letter", {}));
  EXPECT_EQ(objection(signal.id, "T1-consecutive", "talk", ""), "");
  EXPECT_EQ(objection(signal.id, "T1-consecutive", "talk", to_text(scene.notice("2012-07-20", {"HDQ"}))), "");
  EXPECT_EQ(objection(signal.id, "T1-consecutive", "dismissed", ""), "");
  EXPECT_EQ(objection(std::string(32, '0'), "T1-consecutive", "talk", ""),
            "没有编号为 00000000000000000000000000000000 的预警");
  EXPECT_EQ(objection(signal.id, "T1-repeated", "talk", ""), "触发情形与预警不符");
  EXPECT_EQ(objection(signal.id, "T1-consecutive", "talk", to_text(letter)),
            to_text(letter) + " 是建议函，不是约谈通知");
  EXPECT_EQ(objection(signal.id, "T1-consecutive", "talk", "R0999999"), "所指 R0999999 不是此前登记的约谈通知");
}

struct DecisionRow {
  std::string name, action, paper_kind, by;
  bool applies;
};
class Decisions : public testing::TestWithParam<DecisionRow> {};

TEST_P(Decisions, ApplyOnlyFromTheDeskAndWithTheRightPaper) {
  const auto& row = GetParam();
  Scene scene;
  scene.accident("2012-07-02", {"2012-07-01", 3});
  scene.accident("2012-07-20", {"2012-07-19", 3});
  const auto paper =
      row.paper_kind.empty() ? AccessionNumber{} : scene.file("2012-07-21", "AJJ", with(row.paper_kind, {}));
  scene.decide("2012-07-21", scene.found("2012-07-20", "T1-consecutive", "HDQ").at(0), row.action, paper, row.by);
  const auto signal = scene.found("2012-07-21", "T1-consecutive", "HDQ").at(0);
  ASSERT_THAT(signal.decisions, SizeIs(1));
  EXPECT_EQ(signal.decisions[0].applies, row.applies) << signal.decisions[0].why_not.en;
  EXPECT_EQ(signal.state == SignalState::Pending, !row.applies);
}

INSTANTIATE_TEST_SUITE_P(Rows, Decisions,
                         testing::Values(DecisionRow{"BureauTalks", "talk", "talk-notice", "AJJ", true},
                                         DecisionRow{"OfficeDismisses", "dismissed", "", "AWB", true},
                                         DecisionRow{"DistrictMayNot", "dismissed", "", "HDQ", false},
                                         DecisionRow{"WrongPaper", "talk", "advisory-letter", "AJJ", false},
                                         DecisionRow{"DecidedBeforeThePaper", "talk", "", "AJJ", true},
                                         DecisionRow{"LetterIsNoTalk", "letter", "advisory-letter", "AJJ", false}),
                         [](const auto& row) { return row.param.name; });

// ---- T1-repeated, T2-frequent, T3-frequent

TEST(Suggestions, OneClassRepeatedOtherClassesNot) {
  Scene scene;
  scene.accident("2012-07-02", {"2012-07-01", 1, 0, 0, "起重伤害"});
  scene.accident("2012-07-05", {"2012-07-04", 1, 0, 0, "坍塌"});
  EXPECT_THAT(scene.found("2012-07-05", "T1-repeated", "HDQ"), IsEmpty());
  scene.accident("2012-07-20", {"2012-07-19", 0, 1, 0, "起重伤害"});
  const auto found = scene.found("2012-07-20", "T1-repeated", "HDQ");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].about, "起重伤害");
  EXPECT_THAT(found[0].facts, SizeIs(2));
}

TEST(Suggestions, FrequentFromTheNumberOfThePolicy) {
  Scene scene;
  const std::vector<std::string> days{"2012-02-01", "2012-03-01", "2012-04-01", "2012-05-01", "2012-06-01"};
  for (std::size_t i = 0; i < days.size(); ++i) {
    scene.accident(days[i], {days[i], 1, 0, 0, "类别" + std::to_string(i)});
    EXPECT_THAT(scene.found(days[i], "T2-frequent", "HDQ"), SizeIs(i + 1 >= 3 ? 1 : 0)) << days[i];
    EXPECT_THAT(scene.found(days[i], "T3-frequent", "HDQ"), SizeIs(i + 1 >= 5 ? 1 : 0)) << days[i];
    EXPECT_THAT(scene.found(days[i], "T2-frequent", "MYJT"), IsEmpty()) << "letters go to governments and departments";
  }
}

TEST(Suggestions, APolicyFiledLaterJudgesFromItsDay) {
  Scene scene;
  scene.accident("2012-07-02", {"2012-07-01", 1, 0, 0, "坍塌"});
  scene.accident("2012-07-05", {"2012-07-04", 1, 0, 0, "触电"});
  EXPECT_THAT(scene.found("2012-07-05", "T2-frequent", "HDQ"), IsEmpty());
  scene.policy("2012-07-10", "T2-事故多发-起数", "count", 2);
  const auto found = scene.found("2012-07-10", "T2-frequent", "HDQ");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].raised_on, day("2012-07-10"));
}

// ---- T2-increase: this year to the day against the same days of last year

struct IncreaseRow {
  std::string name;
  int before, now;
  bool suggested;
};
class Increase : public testing::TestWithParam<IncreaseRow> {};

TEST_P(Increase, ComparesTheSameDays) {
  const auto& row = GetParam();
  Scene scene;
  for (int i = 0; i < row.before; ++i) scene.accident("2012-01-02", {"2011-07-20", 0, 1}, "first", {}, "AJJ", true);
  // The day after does not count: the comparison ends on the same day of the year before.
  scene.accident("2012-01-02", {"2011-07-21", 9}, "first", {}, "AJJ", true);
  for (int i = 0; i < row.now; ++i) scene.accident("2012-07-20", {"2012-07-20", 0, 1});
  EXPECT_THAT(scene.found("2012-07-20", "T2-increase", "HDQ"), SizeIs(row.suggested ? 1 : 0));
}

// At least 30 %, and at least 4 this year.
INSTANTIATE_TEST_SUITE_P(Rows, Increase,
                         testing::Values(IncreaseRow{"Exactly30Percent", 10, 13, true},
                                         IncreaseRow{"Below", 10, 12, false}, IncreaseRow{"FromNothing", 0, 4, true},
                                         IncreaseRow{"TooFew", 1, 3, false}, IncreaseRow{"Fewer", 9, 5, false}),
                         [](const auto& row) { return row.param.name; });

TEST(Suggestions, AnIncreaseShowsItsArithmetic) {
  Scene scene;
  for (int i = 0; i < 3; ++i) scene.accident("2012-01-02", {"2011-03-01", 1}, "first", {}, "AJJ", true);
  for (int i = 0; i < 4; ++i) scene.accident("2012-07-20", {"2012-07-20", 1});
  const auto found = scene.found("2012-07-20", "T2-increase", "HDQ");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].compared, SizeIs(3));
  EXPECT_THAT(found[0].arithmetic,
              testing::Contains(testing::Field(&Text::zh, "事故起数：4，上年同期 3，（4 − 3）÷ 3 = 33% ≥ 30%")));
}

// ---- T2-quota: near from 90 %, over above

struct QuotaRow {
  std::string name, quota;
  int deaths;
  std::string says;  ///< empty: nothing suggested
};
class QuotaOfDeaths : public testing::TestWithParam<QuotaRow> {};

TEST_P(QuotaOfDeaths, IsNearOrOver) {
  Scene scene;
  scene.quota("2012-01-03", "死亡人数", "HDQ", "建筑施工", GetParam().quota);
  for (int i = 0; i < GetParam().deaths; ++i) scene.accident("2012-07-20", {"2012-07-19", 1});
  scene.accident("2012-07-20", {"2012-07-19", 5, 0, 0, "坍塌", "HDQ", "道路交通"});
  scene.accident("2012-07-20", {"2012-07-19", 5, 0, 0, "坍塌", "LSQ"});
  const auto found = scene.found("2012-07-20", "T2-quota", "HDQ");
  ASSERT_THAT(found, SizeIs(GetParam().says.empty() ? 0 : 1));
  if (found.empty()) return;
  EXPECT_EQ(found[0].arithmetic.back().zh, GetParam().says);
}

INSTANTIATE_TEST_SUITE_P(Rows, QuotaOfDeaths,
                         testing::Values(QuotaRow{"Below", "10", 8, ""},
                                         QuotaRow{"Near", "10", 9, "本年累计 9 ≥ 控制指标 10 的 90%：接近"},
                                         QuotaRow{"Reached", "10", 10, "本年累计 10 ≥ 控制指标 10 的 90%：接近"},
                                         QuotaRow{"Over", "10", 11, "本年累计 11 ＞ 控制指标 10：超过"},
                                         QuotaRow{"NoneAllowed", "0", 1, "本年累计 1 ＞ 控制指标 0：超过"},
                                         QuotaRow{"NoneAllowedNoneHappened", "0", 0, ""}),
                         [](const auto& row) { return row.param.name; });

TEST(Suggestions, AQuotaOfASectorGoesToItsDepartment) {
  Scene scene;
  scene.accident("2012-07-20", {"2012-07-19", 3});
  scene.quota("2012-07-21", "较大事故起数", "", "建筑施工", "1");
  const auto found = scene.found("2012-07-21", "T2-quota", "ZJW");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].targets, (std::vector<UnitCode>{{"ZJW"}}));
}

// ---- hidden dangers

TEST(Suggestions, AMajorDangerUntilItIsCleared) {
  Scene scene;
  const auto danger = scene.danger("2012-06-02");
  ASSERT_THAT(scene.found("2012-06-02", "T1-hidden-danger", "MYJT"), SizeIs(1));
  EXPECT_THAT(scene.found("2012-06-02", "T2-hidden-danger", "HDQ"), SizeIs(1));
  EXPECT_THAT(scene.found("2012-06-02", "T2-hidden-danger", "ZJW"), SizeIs(1));
  scene.danger("2012-06-20", "2012-06-19", danger);
  const auto signal = scene.found("2012-06-20", "T1-hidden-danger", "MYJT").at(0);
  ASSERT_THAT(signal.changes, SizeIs(1));
  EXPECT_THAT(signal.changes[0].after.zh, testing::HasSubstr("2012-06-19 整改完成"));
}

TEST(Suggestions, OneAlreadyClearedIsNone) {
  Scene scene;
  scene.danger("2012-06-20", "2012-06-19");
  EXPECT_THAT(scene.signals().report(day("2012-06-20")).signals, IsEmpty());
}

TEST(Suggestions, ThreeGraveDangersAskForAnInspection) {
  Scene scene;
  for (int i = 1; i <= 3; ++i) {
    scene.danger("2012-06-02");
    EXPECT_THAT(scene.found("2012-06-02", "T3-frequent", "HDQ"), SizeIs(i == 3 ? 1 : 0));
  }
}

// ---- T3: documents and special periods

TEST(Suggestions, ADeploymentFromAbove) {
  Scene scene;
  scene.file("2012-07-03", "AJJ", with("circulated-document", {}), "上级部署");
  scene.file("2012-07-03", "HDQ", with("circulated-document", {}), "上级部署");  // a district deploys nothing
  scene.file("2012-07-04", "AJJ", with("other-document", {}), "督查建议");
  EXPECT_THAT(scene.found("2012-07-04", "T3-deployment", ""), SizeIs(1));
  EXPECT_THAT(scene.found("2012-07-04", "T3-other", ""), SizeIs(1));
}

struct HolidayRow {
  std::string name, on;
  std::optional<SignalState> state;
};
class NationalDay : public testing::TestWithParam<HolidayRow> {};

TEST_P(NationalDay, IsSuggestedFifteenDaysBefore) {
  Scene scene;
  scene.file("2012-01-03", "AWB",
             with("special-periods", {{"year", "2012"}},
                  {with("period", {{"name", "国庆"}, {"begins", "2012-09-30"}, {"ends", "2012-10-07"}})}));
  const auto found = scene.found(GetParam().on, "T3-holiday", "");
  ASSERT_THAT(found, SizeIs(GetParam().state ? 1 : 0));
  if (!GetParam().state) return;
  EXPECT_EQ(found[0].raised_on, day("2012-09-15"));
  EXPECT_EQ(found[0].state, *GetParam().state);
  EXPECT_THAT(found[0].arithmetic.back().zh, testing::HasSubstr("本系统未见"));
}

INSTANTIATE_TEST_SUITE_P(Rows, NationalDay,
                         testing::Values(HolidayRow{"NotYet", "2012-09-14", {}},
                                         HolidayRow{"FirstDay", "2012-09-15", SignalState::Pending},
                                         HolidayRow{"LastDay", "2012-09-29", SignalState::Pending},
                                         HolidayRow{"TooLate", "2012-09-30", SignalState::Lapsed}),
                         [](const auto& row) { return row.param.name; });

TEST(Suggestions, APeriodToldAnewKeepsItsSuggestion) {
  const auto periods = [](const char* begins) {
    return with("special-periods", {{"year", "2012"}},
                {with("period", {{"name", "国庆"}, {"begins", begins}, {"ends", "2012-10-07"}})});
  };
  Scene scene;
  scene.file("2012-01-03", "AWB", periods("2012-10-01"));
  const auto id = scene.found("2012-09-20", "T3-holiday", "").at(0).id;
  scene.file("2012-02-03", "AWB", periods("2012-09-30"));
  const auto found = scene.found("2012-09-20", "T3-holiday", "");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].id, id);
  EXPECT_EQ(found[0].raised_on, day("2012-09-15"));
}

TEST(Suggestions, AHolidayMayBeDecidedAndNamesTheNotice) {
  Scene scene;
  scene.file("2012-01-03", "AWB",
             with("special-periods", {{"year", "2012"}},
                  {with("period", {{"name", "国庆"}, {"begins", "2012-09-30"}, {"ends", "2012-10-07"}})}));
  const auto notice =
      scene.file("2012-09-10", "AJJ",
                 with("special-period-notice", {},
                      {text("period", "2012-国庆"), with("sectors", {}, {text("sector", "烟花爆竹")})}));
  const auto signal = scene.found("2012-09-16", "T3-holiday", "").at(0);
  EXPECT_THAT(signal.arithmetic.back().zh, testing::HasSubstr(to_text(notice) + "，行业领域 烟花爆竹"));
  const auto paper = scene.file("2012-09-17", "AJJ", with("inspection-notice", {}));
  scene.decide("2012-09-17", signal, "inspection", paper);
  EXPECT_EQ(scene.found("2012-10-08", "T3-holiday", "").at(0).state, SignalState::Inspection);
}

// ---- reports: who may follow up, and for how long figures may change

TEST(Reports, OnlyReporterDistrictAndSupervisingBodiesFollowUp) {
  struct Row {
    const char* unit;
    std::int64_t deaths;
  };
  for (const auto& row :
       {Row{"ZJW", 4}, Row{"HDQ", 4}, Row{"AJJ", 4}, Row{"AWH", 4}, Row{"SZF", 4}, Row{"LSQ", 1}, Row{"MYJT", 1}}) {
    Scene scene;
    const auto first = scene.accident("2012-07-02", {"2012-07-01", 1}, "first", {}, "ZJW");
    scene.accident("2012-07-03", {"2012-07-01", 4}, "follow-up", first, row.unit);
    const auto statistics = scene.signals().statistics(day("2012-07-03"));
    EXPECT_EQ(statistics.whole.now.accidents, 1) << row.unit;
    EXPECT_EQ(statistics.whole.now.toll.deaths, row.deaths) << row.unit;
  }
}

struct TermRow {
  std::string name, sector, on;
  std::string says;
};
class ReportTerm : public testing::TestWithParam<TermRow> {};

TEST_P(ReportTerm, Order493Article13) {
  Scene scene;
  const auto first = scene.accident("2012-07-02", {"2012-07-01", 1, 0, 0, "坍塌", "HDQ", GetParam().sector});
  scene.accident(GetParam().on, {"2012-07-01", 2, 0, 0, "坍塌", "HDQ", GetParam().sector}, "follow-up", first);
  const auto known = scene.signals().known(day(GetParam().on));
  EXPECT_THAT(known.tell(*known.accidents.find(first)).zh, testing::EndsWith(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ReportTerm,
    testing::Values(TermRow{"Day30", "建筑施工", "2012-07-31", "补报期未满（至 2012-07-31），数字可能变化"},
                    TermRow{"Day31", "建筑施工", "2012-08-01", "补报期（至 2012-07-31）外续报"},
                    TermRow{"TrafficDay7", "道路交通", "2012-07-08", "补报期未满（至 2012-07-08），数字可能变化"},
                    TermRow{"TrafficDay8", "道路交通", "2012-07-09", "补报期（至 2012-07-08）外续报"}),
    [](const auto& row) { return row.param.name; });

TEST(Reports, ACorrectionTellsTheAccidentAnew) {
  Scene scene;
  const auto first = scene.accident("2012-07-02", {"2012-07-01", 3});
  auto right = with("accident", {},
                    {text("district", "LSQ"), text("sector", "建筑施工"), text("occurred", "2012-07-01T10:00:00+08:00"),
                     text("deaths", "3"), text("serious-injuries", "0"), text("loss", "0"), text("cause", "坍塌"),
                     text("report", "first")});
  scene.file(
      "2012-07-03", "AJJ",
      with("correction", {}, {with("corrects", {{"record", to_text(first)}}), with("replacement", {}, {right})}));
  const auto statistics = scene.signals().statistics(day("2012-07-03"));
  ASSERT_THAT(statistics.districts, SizeIs(1));
  EXPECT_EQ(statistics.districts[0].unit.text, "LSQ");
}

// ---- statistics

TEST(Statistics, YearOnYearAndAgainstQuota) {
  Scene scene;
  scene.quota("2012-01-03", "死亡人数", "HDQ", "", "8");
  scene.accident("2012-01-04", {"2011-05-01", 2, 0, 1'000'000}, "first", {}, "AJJ", true);
  scene.accident("2012-01-04", {"2011-12-01", 7}, "first", {}, "AJJ", true);
  const auto gone = scene.accident("2012-07-02", {"2012-07-01", 9});
  scene.accident("2012-07-03", {"2012-07-01", 9}, "cancelled", gone);
  scene.accident("2012-07-04", {"2012-07-01", 3, 2, 500'000});
  scene.accident("2012-07-05", {"2012-07-04", 1, 0, 0, "触电", "LSQ", "商贸"});
  const auto statistics = scene.signals().statistics(day("2012-07-05"));
  EXPECT_EQ(statistics.before_on, day("2011-07-05"));
  EXPECT_EQ(statistics.whole.now.accidents, 2);
  EXPECT_EQ(statistics.whole.now.toll, (Toll{4, 2, 500'000}));
  EXPECT_EQ(statistics.whole.before.toll, (Toll{2, 0, 1'000'000}));
  ASSERT_THAT(statistics.districts, SizeIs(2));
  EXPECT_EQ(statistics.districts[0].unit.text, "HDQ");
  EXPECT_EQ(statistics.districts[0].now.larger_or_worse, 1);
  ASSERT_THAT(statistics.districts[0].quotas, SizeIs(1));
  EXPECT_EQ(statistics.districts[0].quotas[0].used, 3);
  EXPECT_EQ(statistics.districts[0].quotas[0].used_thousandths(), 375);
  ASSERT_THAT(statistics.departments, SizeIs(1));
  EXPECT_EQ(statistics.departments[0].unit.text, "ZJW");
  EXPECT_THAT(statistics.sectors, SizeIs(2));
}

TEST(Statistics, ALeapDayIsComparedWithTheLastOfFebruary) {
  EXPECT_EQ(same_day_in(2011, day("2012-02-29")), day("2011-02-28"));
  EXPECT_EQ(months_before(day("2012-08-31"), 6), day("2012-02-29"));
}

TEST(ManyAccidents, AYearOfThemIsOneSuggestionASubjectAndATrigger) {
  Scene scene;
  const auto first = std::chrono::sys_days{day("2012-01-02")};
  for (int i = 0; i < 360; ++i) {
    const auto on = to_text(Date{first + std::chrono::days{i}});
    Told told;
    told.occurred = on;
    scene.accident(on, told);
  }
  std::set<std::string> matters;
  const auto report = scene.signals().report(day("2012-12-31"));
  for (const auto& signal : report.signals)
    EXPECT_TRUE(matters
                    .insert(std::string{trigger_info(signal.trigger).code} + " " + signal.subject.unit.text + " " +
                            signal.about)
                    .second)
        << trigger_info(signal.trigger).code << " of " << signal.subject.unit.text << " waits twice";
  const auto found = scene.found("2012-12-31", "T2-frequent", "HDQ");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found.front().facts, SizeIs(360));
}

TEST(ManyAccidents, WhatEachEntryLeavesIsWhatGoingThroughAllAnewFinds) {
  Scene scene;
  const auto first = std::chrono::sys_days{day("2012-01-02")};
  for (int i = 0; i < 60; ++i) {
    const auto on = to_text(Date{first + std::chrono::days{i}});
    Told told;
    told.occurred = on;
    told.deaths = i % 4;
    told.cause_class = i % 2 == 0 ? "坍塌" : "触电";
    scene.accident(on, told);
    if (i % 20 == 19) scene.decide(on, scene.found(on, "T2-frequent", "HDQ").at(0), "dismissed");
    // A decision of the next day is not looked at on this one, but makes it a day gone by: all is gone through anew.
    Signals anew;
    for (const auto& entry : scene.entries()) anew.apply(entry);
    auto later = scene.entries().back();
    later.received_at = start_of_beijing_day(next_day(day(on)));
    later.record.kind = "signal-decision";
    anew.apply(later);
    EXPECT_EQ(to_json(scene.signals().report(day(on))), to_json(anew.report(day(on)))) << on;
  }
}

TEST(ManyAccidents, AThresholdThatComesIntoForceLaterIsJudgedOnWhatIsKnownAlready) {
  Scene scene;
  Told told;
  told.deaths = 0;
  for (const auto* on : {"2012-03-01", "2012-03-02", "2012-03-03", "2012-03-04"}) {
    told.occurred = on;
    told.cause_class = "触电";
    told.district = "LSQ";
    scene.accident(on, told);
  }
  scene.file(
      "2012-03-05", "AWB",
      with("policy-pack", {},
           {with("policy", {{"id", "T1-同类事故-起数"}, {"count", "4"}, {"from", "2012-04-01"}, {"basis", "假定"}})}));
  told.cause_class = "火灾";
  told.occurred = "2012-04-02";
  scene.accident("2012-04-02", told);
  bool four = false;
  for (const auto& signal : scene.found("2012-04-02", "T1-repeated", "LSQ"))
    four = four || (signal.about == "触电" && signal.facts.size() == 4);
  EXPECT_TRUE(four);
}

}  // namespace
}  // namespace cundang::signals
