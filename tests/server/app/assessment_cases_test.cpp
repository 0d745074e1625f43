// SPDX-License-Identifier: GPL-3.0-or-later
// 年度考核 over a data directory: whose words a unit reads on its own card.
#include "server/app/assessment_cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "server/app/adjustable_clock.h"
#include "server/app/archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::app {
namespace {

std::string shipped(const std::string& file) {
  std::ifstream in{std::string{CUNDANG_SOURCE_DIR} + "/" + file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

class AssessmentCasesTest : public testing::Test {
 protected:
  AssessmentCasesTest() {
    Archive::found(layout, {"cundang.example/test", clock->now()}, *clock);
    archive = std::make_unique<Archive>(layout, ArchiveOptions{}, clock);
    for (const auto* pack : {"units", "list-departments", "policies", "policies-assessment", "calendar-2012",
                             "calendar-2013", "scoring-2012-department", "scoring-2012-district"})
      file(shipped(std::string{"config/packs/"} + pack + ".xml"));
  }
  void file(const std::string& xml) {
    Submission submission;
    submission.actor = {{"he.jing"}, {"AWB"}, AuthMethod::Password, {Role::Office, Role::Reviewer}};
    submission.record_xml = xml;
    const auto result = archive->submit(std::move(submission));
    for (const auto& finding : result.findings)
      if (finding.severity == Severity::Fault) ADD_FAILURE() << finding.code << " " << finding.reason.en;
    archive->settle_now();
  }
  /// Words of the year's stages, as the viewer reads them.
  std::vector<std::string> statements(const Viewer& viewer) const {
    AssessmentQuery query;
    query.year = 2012;
    std::vector<std::string> words;
    for (const auto& step : AssessmentCases{*archive}.assess(query, viewer).result.steps)
      words.push_back(step.kind + " " + step.statement);
    return words;
  }

  support::TempDir dir;
  DataLayout layout{dir / "data"};
  std::shared_ptr<AdjustableClock> clock =
      std::make_shared<AdjustableClock>(*parse_instant("2013-01-20T09:00:00+08:00"));
  std::unique_ptr<Archive> archive;
};

// A paper on the whole year that is addressed to nobody: that there is one a unit sees, its words it does not.
TEST_F(AssessmentCasesTest, AUnitReadsNoWordsOfAPaperItMayNotRead) {
  auto consultation = shipped("tests/fixtures/records/good/assessment-decision.xml");
  for (const auto& [from, to] : {std::pair{"assessment-decision", "consultation"}, {"AWH", "AWB"}})
    for (auto at = consultation.find(from); at != std::string::npos; at = consultation.find(from, at + 1))
      consultation.replace(at, std::string_view{from}.size(), to);
  consultation.erase(consultation.find("<about"), std::string_view{"<about id=\"R0000201\"/>"}.size());
  file(consultation);
  using testing::AllOf, testing::Each, testing::EndsWith, testing::IsEmpty, testing::Not;
  EXPECT_THAT(statements({{"he.jing"}, {"AWB"}, true}), AllOf(Not(IsEmpty()), Each(Not(EndsWith(" ")))));
  EXPECT_THAT(statements({{"p"}, {"LSQ"}, false}), AllOf(Not(IsEmpty()), Each(EndsWith(" "))));
}

}  // namespace
}  // namespace cundang::app
