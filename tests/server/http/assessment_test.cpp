// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the annual assessment: whose card is shown to whom, and what a form files.
#include "server/app/assessment_service.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

/// Two departments with a card each; a view is narrowed as the real service does.
class TwoCards final : public app::AssessmentService {
 public:
  app::AssessmentView assess(const app::AssessmentQuery& query, const Viewer& viewer) const override {
    assessment::YearResult result;
    result.year = query.year;
    assessment::ClassTable table;
    table.unit_class = UnitClass::Department;
    table.bands = {{"优秀", {90000}}};
    for (const auto* code : {"ZJW", "JTJ"}) {
      assessment::Scorecard card;
      card.unit = {code};
      card.unit_name = code;
      card.total = {91000};
      card.band = "优秀";
      table.cards.push_back(std::move(card));
    }
    result.classes.push_back(std::move(table));
    return app::narrowed(std::move(result), viewer);
  }
  std::vector<assessment::Move> moves(const app::AssessmentQuery&, const Viewer&) const override { return {}; }
  Outcome<assessment::ScoringPack> read_pack(const std::string&) const override { return Findings{}; }
  Findings check_step(const std::string& record_xml, const Actor&) const override {
    if (record_xml.find("<supporting-evidence") == std::string::npos) return {};
    return {{"assessment.no-effect",
             Severity::Fault,
             "/record/supporting-evidence",
             0,
             {"尚未核分", "nothing is scored yet"},
             {"请先提交核分", "file a scoring sheet first"}}};
  }
};

class AssessmentPages : public SiteTest {
 protected:
  AssessmentPages() { site.assessment = &cards; }
  TwoCards cards;
};

TEST_F(AssessmentPages, AUnitSeesItsOwnCardAndTheDistribution) {
  const auto page = get("/assessment?year=2012", {cookie("ZJW")});
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("/assessment/2012/ZJW"), std::string::npos);
  EXPECT_EQ(page.body.find("/assessment/2012/JTJ"), std::string::npos);
  EXPECT_EQ(get("/assessment/2012/ZJW", {cookie("ZJW")}).status, 200);
}

TEST_F(AssessmentPages, AnothersCardLooksLikeNone) {
  EXPECT_EQ(get("/assessment/2012/JTJ", {cookie("ZJW")}).status, 404);
  EXPECT_EQ(get("/assessment/2012/QQQ", {cookie("ZJW")}).status, 404);
}

TEST_F(AssessmentPages, WhatIfIsNotForUnits) {
  EXPECT_EQ(get("/assessment/what-if?year=2012", {cookie("ZJW")}).status, 403);
}

TEST_F(AssessmentPages, AYearThatIsNoneIsRefused) {
  for (const auto* year : {"1", "abc", "99999", "2012x"})
    EXPECT_EQ(get(std::string{"/assessment?year="} + year, {cookie("ZJW")}).status, 400) << year;
}

TEST_F(AssessmentPages, AStepNeedsThePageTokenAndBelongsToTheUnit) {
  const Fields form{cookie("ZJW"), {"Content-Type", "application/x-www-form-urlencoded"}};
  const std::string own = "kind=self-assessment&unit=ZJW&statement=%E8%87%AA%E8%AF%84";
  EXPECT_EQ(post("/assessment/2012/steps", own, form).status, 403) << "no page token";
  const auto token = "&csrf=" + csrf("ZJW");
  EXPECT_EQ(post("/assessment/2012/steps", own + token, form).status, 303);
  EXPECT_EQ(post("/assessment/2012/steps", "kind=scoring-sheet&unit=ZJW&statement=x" + token, form).status, 403);
  EXPECT_EQ(post("/assessment/2012/steps", "kind=assessment-freeze&statement=x" + token, form).status, 403);
  EXPECT_EQ(post("/assessment/2012/steps", "kind=self-assessment&unit=JTJ&statement=x" + token, form).status, 404);
}

TEST_F(AssessmentPages, AStepThatWouldHaveNoEffectIsNotFiledAndThePageSaysWhatToDo) {
  const Fields form{cookie("ZJW"), {"Content-Type", "application/x-www-form-urlencoded"}};
  const auto answer =
      post("/assessment/2012/steps", "kind=supporting-evidence&unit=ZJW&statement=x&csrf=" + csrf("ZJW"), form);
  EXPECT_EQ(answer.status, 422);
  EXPECT_NE(answer.body.find("尚未核分"), std::string::npos);
  EXPECT_NE(answer.body.find("请先提交核分"), std::string::npos);
  EXPECT_TRUE(service.submitted_.empty());
}

TEST_F(AssessmentPages, TheApiGivesTheSameViewAsJson) {
  const auto answer = get("/api/v1/assessments/2012", {bearer("ZJW")});
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find("\"unit\":\"ZJW\""), std::string::npos);
  EXPECT_EQ(answer.body.find("\"unit\":\"JTJ\""), std::string::npos);
  EXPECT_EQ(get("/api/v1/assessments/2012").status, 401);
}

TEST_F(AssessmentPages, AServerWithoutAssessmentHasNoSuchPage) {
  site.assessment = nullptr;
  EXPECT_EQ(get("/assessment", {cookie("ZJW")}).status, 404);
}

}  // namespace
}  // namespace cundang::http::test
