// SPDX-License-Identifier: GPL-3.0-or-later
// The year-end score as files: each to whom it may show.
#include <gmock/gmock.h>

#include "server/app/assessment_service.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Two departments of 2012; who does not see all sees his own card.
class FakeAssessment final : public app::AssessmentService {
 public:
  app::AssessmentView assess(const app::AssessmentQuery& query, const Viewer& viewer) const override {
    app::AssessmentView view;
    view.whole = viewer.sees_all;
    view.result.year = query.year;
    view.result.on = view.result.counted_to = view.result.books_close = Date{std::chrono::year{2013} / 1 / 22};
    assessment::ClassTable table;
    table.unit_class = UnitClass::Department;
    table.full = {100'000};
    table.bands = {{"优秀", {90'000}}, {"不合格", {}}};
    for (const auto* code : {"ZJW", "JTJ"}) {
      if (!viewer.sees_all && viewer.unit.text != code) continue;
      assessment::Scorecard card;
      card.unit = {code};
      card.unit_name = std::string{"某单位"} + code;
      assessment::ItemScore item;
      item.id = item.name = "报告";
      item.method = assessment::Method::ByHand;
      item.full = {100'000};
      item.score = item.before_review = {95'000};
      card.items = {item};
      card.total = card.before_review = item.score;
      card.band = "优秀";
      card.rank = 1;
      table.cards.push_back(card);
    }
    view.result.classes = {table};
    return view;
  }
  std::vector<assessment::Move> moves(const app::AssessmentQuery&, const Viewer&) const override { return {}; }
  Outcome<assessment::ScoringPack> read_pack(const std::string&) const override { return Findings{}; }
  Findings check_step(const std::string&, const Actor&) const override { return {}; }
};

class AssessmentFiles : public SiteTest {
 protected:
  AssessmentFiles() { site.assessment = &assessment; }
  FakeAssessment assessment;
};

TEST_F(AssessmentFiles, OfficeGetsEveryOneOfThem) {
  for (const auto& [address, begins] : {std::pair<std::string, std::string>{"/assessment/2012/report.pdf", "%PDF-1"},
                                        {"/assessment/2012/scores.xlsx", "PK"},
                                        {"/assessment/2012/scores.csv", "\xEF\xBB\xBF"},
                                        {"/assessment/2012/ZJW/scorecard.pdf", "%PDF-1"},
                                        {"/assessment/2012/ZJW/letter.pdf", "%PDF-1"}}) {
    const auto response = get(address, {cookie("AJJ")});
    EXPECT_EQ(response.status, 200) << address;
    EXPECT_THAT(response.body, StartsWith(begins)) << address;
    EXPECT_THAT(header_of(response, "Content-Disposition"), HasSubstr("filename=\"assessment-2012")) << address;
  }
}

TEST_F(AssessmentFiles, AUnitGetsItsOwnCardAndNobodyElses) {
  EXPECT_EQ(get("/assessment/2012/ZJW/scorecard.pdf", {cookie("ZJW")}).status, 200);
  EXPECT_EQ(get("/assessment/2012/JTJ/scorecard.pdf", {cookie("ZJW")}).status, 404);
  EXPECT_EQ(get("/assessment/2012/report.pdf", {cookie("ZJW")}).status, 403);
  EXPECT_EQ(get("/assessment/2012/ZJW/letter.pdf", {cookie("ZJW")}).status, 403);
  const auto csv = get("/assessment/2012/scores.csv", {cookie("ZJW")}).body;
  EXPECT_THAT(csv, HasSubstr("某单位ZJW"));
  EXPECT_THAT(csv, Not(HasSubstr("某单位JTJ")));
}

TEST_F(AssessmentFiles, BadYearsAndUnitsAreRefused) {
  EXPECT_EQ(get("/assessment/x/report.pdf", {cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/assessment/1000/scores.csv", {cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/assessment/2012/scores.csv?on=soon", {cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/assessment/2012/NOPE/scorecard.pdf", {cookie("AJJ")}).status, 404);
  site.assessment = nullptr;
  EXPECT_EQ(get("/assessment/2012/report.pdf", {cookie("AJJ")}).status, 404);
}

TEST_F(AssessmentFiles, ChartsStandOnThePageOfWhoSeesAll) {
  const std::pair<std::string, std::string> html{"Accept", "text/html"};
  EXPECT_THAT(get("/assessment?year=2012", {cookie("AJJ"), html}).body, HasSubstr("<svg xmlns="));
  EXPECT_THAT(get("/assessment?year=2012", {cookie("ZJW"), html}).body, Not(HasSubstr("<svg xmlns=")));
}

}  // namespace
}  // namespace cundang::http::test
