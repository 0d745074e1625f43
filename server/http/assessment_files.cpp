// SPDX-License-Identifier: GPL-3.0-or-later
// The year-end score as files: report, workbook, CSV; one unit's scorecard and letter.
#include <algorithm>

#include "server/http/assessment_query.h"
#include "server/http/page.h"
#include "server/http/paper_response.h"
#include "server/http/routes.h"
#include "server/papers/assessment_paper.h"

namespace cundang::http {

namespace {

/// What the caller may see of the year in the path, and who issues it.
struct Year {
  app::AssessmentView view;
  std::string office;
  bool exercise = false;
  papers::YearPaper paper() const { return {view.result, office, exercise}; }
  std::string name() const { return (exercise ? "演练-" : "") + std::to_string(view.result.year) + "年度考核"; }
  std::string plain() const { return "assessment-" + std::to_string(view.result.year); }
};

Year year_of(Call& call) {
  Year year{assessment_of(call).assess(assessment_query(call, call.segments.at(0)), call.viewer()), {}, false};
  const auto units = call.site.service.units();
  const auto office = std::find_if(units.begin(), units.end(), [](const auto& unit) {
    return unit.unit_class == UnitClass::Office && !unit.names.empty();
  });
  if (office != units.end()) year.office = office->full_name();
  year.exercise = call.site.service.simulated();
  return year;
}

using UnitPaper = std::string (*)(const papers::YearPaper&, const assessment::ClassTable&,
                                  const assessment::Scorecard&);
Response paper_of_unit(Call& call, const Year& year, UnitPaper make, const std::string& what) {
  const auto& unit = call.segments.at(1);
  for (const auto& table : year.view.result.classes)
    for (const auto& card : table.cards)
      if (card.unit.text == unit)
        return paper_response(make(year.paper(), table, card), "pdf", year.plain() + "-" + unit,
                              year.name() + what + "-" + card.unit_name);
  throw Error{ErrorCode::NotFound}.with("unit", unit);
}

void require_whole(const Year& year) {
  if (!year.view.whole) throw Error{ErrorCode::Forbidden};
}

}  // namespace

Response assessment_report(Call& call) {
  const auto year = year_of(call);
  require_whole(year);
  return paper_response(papers::year_report_pdf(year.paper()), "pdf", year.plain(), year.name() + "情况报告");
}

Response assessment_xlsx(Call& call) {
  const auto year = year_of(call);
  return paper_response(papers::year_xlsx(year.paper()), "xlsx", year.plain(), year.name() + "得分");
}

Response assessment_csv(Call& call) {
  const auto year = year_of(call);
  return paper_response(papers::year_csv(year.paper()), "csv", year.plain(), year.name() + "明细");
}

Response scorecard_print(Call& call) { return paper_of_unit(call, year_of(call), papers::scorecard_pdf, "结果单"); }

// Who issues letters sees the whole year.
Response unit_letter(Call& call) {
  const auto year = year_of(call);
  require_whole(year);
  return paper_of_unit(call, year, papers::unit_letter_pdf, "结果通知");
}

}  // namespace cundang::http
