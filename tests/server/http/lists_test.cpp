// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a list and cannot be meant is refused with its name: an empty list, or the whole one, would be taken
// for the answer.
#include <gmock/gmock.h>

#include "server/app/assessment_service.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;

class OneCard final : public app::AssessmentService {
 public:
  app::AssessmentView assess(const app::AssessmentQuery& query, const Viewer& viewer) const override {
    assessment::YearResult result;
    result.year = query.year;
    assessment::ClassTable table;
    table.unit_class = UnitClass::Department;
    table.cards.emplace_back().unit = {"ZJW"};
    result.classes.push_back(std::move(table));
    result.classes.emplace_back().unit_class = UnitClass::District;
    return app::narrowed(std::move(result), viewer);
  }
  std::vector<assessment::Move> moves(const app::AssessmentQuery&, const Viewer&) const override { return {}; }
  Outcome<assessment::ScoringPack> read_pack(const std::string&) const override { return Findings{}; }
  Findings check_step(const std::string&, const Actor&) const override { return {}; }
};

class Lists : public SiteTest {
 protected:
  Lists() { site.assessment = &assessment; }
  Response ask(const std::string& address) {
    const bool page = !address.starts_with("/api/");
    return get(address, page ? Fields{cookie("AJJ"), {"Accept", "text/html"}} : Fields{bearer("AJJ")});
  }
  OneCard assessment;
};

struct ListCase {
  std::string name, good, bad, told;
};
class EveryList : public Lists, public testing::WithParamInterface<ListCase> {};
TEST_P(EveryList, RefusesWhatItCannotMean) {
  const auto& row = GetParam();
  const auto good = ask(row.good);
  EXPECT_EQ(good.status, 200) << good.body;
  const auto bad = ask(row.bad);
  EXPECT_EQ(bad.status, 400) << bad.body;
  EXPECT_THAT(bad.body, HasSubstr(row.told));
}
const std::string no_unit = "单位名录中没有此单位", no_parameter = "没有这个参数";
INSTANTIATE_TEST_SUITE_P(
    Table, EveryList,
    testing::Values(ListCase{"Duties", "/api/v1/obligations?unit=ZJW", "/api/v1/obligations?unit=ZJX", no_unit},
                    ListCase{"DutiesMisspelt", "/api/v1/obligations?state=overdue",
                             "/api/v1/obligations?status=overdue", no_parameter},
                    ListCase{"Board", "/board?unit=ZJW", "/board?unit=ZJX", no_unit},
                    ListCase{"BoardByTurn", "/board?turn=ZJW", "/board?turn=ZJX", no_unit},
                    ListCase{"BoardAsCsv", "/board.csv?unit=ZJW", "/board.csv?unit=ZJX", no_unit},
                    ListCase{"BoardAsXlsx", "/board.xlsx?unit=ZJW", "/board.xlsx?unit=ZJX", no_unit},
                    ListCase{"BoardAsPdf", "/board.pdf?unit=ZJW", "/board.pdf?unit=ZJX", no_unit},
                    ListCase{"Records", "/api/v1/records?q=", "/api/v1/records?unit=ZJW", no_parameter},
                    ListCase{"Units", "/api/v1/units", "/api/v1/units?class=bureau", no_parameter},
                    ListCase{"Year", "/api/v1/assessments/2012?unit=ZJW", "/api/v1/assessments/2012?unit=ZJX", no_unit},
                    ListCase{"YearOfAClass", "/api/v1/assessments/2012?class=district",
                             "/api/v1/assessments/2012?class=x", "考核类别应为 district 或 department"},
                    ListCase{"YearOfAClassThatIsNotAssessed", "/api/v1/assessments/2012?class=department",
                             "/api/v1/assessments/2012?class=bureau", "考核类别应为"},
                    ListCase{"YearMisspelt", "/api/v1/assessments/2012", "/api/v1/assessments/2012?klass=district",
                             no_parameter}),
    [](const auto& row) { return row.param.name; });

TEST_F(Lists, AYearIsNarrowedToTheClassAndTheUnitAskedFor) {
  EXPECT_THAT(ask("/api/v1/assessments/2012?class=department").body, HasSubstr("\"unit\":\"ZJW\""));
  EXPECT_THAT(ask("/api/v1/assessments/2012?class=district").body, testing::Not(HasSubstr("\"unit\":\"ZJW\"")));
  EXPECT_EQ(ask("/api/v1/assessments/2012?unit=JTJ").status, 404) << "in the register, but not assessed";
  EXPECT_EQ(ask("/api/v1/assessments/2012?class=district&unit=ZJW").status, 404);
}

}  // namespace
}  // namespace cundang::http::test
