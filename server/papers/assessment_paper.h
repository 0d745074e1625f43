// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "server/assessment/result.h"

// 年度考核 on paper and in spreadsheets: what assess() says, laid out; nothing is counted here but marks and bars.
namespace cundang::papers {

struct YearPaper {
  const assessment::YearResult& result;
  std::string office;  ///< who issues: full name of the 安委办
  bool exercise = false;
};

/// 考核结果单 of one unit: items, every line with its reason, date and records, 佐证 of what was not seen, stages.
/// The time in every file is 24:00 of the day asked for. @throws Error{PaperTooLong | FontsMissing}
std::string scorecard_pdf(const YearPaper& paper, const assessment::ClassTable& table,
                          const assessment::Scorecard& card);
/// 考核结果通知 to one unit, in the official layout. Before the 审定 it is a 征求意见稿 and says so.
std::string unit_letter_pdf(const YearPaper& paper, const assessment::ClassTable& table,
                            const assessment::Scorecard& card);
/// 年度考核情况报告: ranking with bands, heat map of units and months, ageing, 履职情况表.
std::string year_report_pdf(const YearPaper& paper);
/// Sheets 得分, 项目, 明细, 履职情况. Scores, sums, bands and ranks are formulas over 明细 wherever the method is one.
std::string year_xlsx(const YearPaper& paper);
/// One row a line of a card.
std::string year_csv(const YearPaper& paper);

/// 区县政府, 市有关部门.
std::string class_name(UnitClass unit_class);

}  // namespace cundang::papers
