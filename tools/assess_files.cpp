// SPDX-License-Identifier: GPL-3.0-or-later
// cundang assess --format: report, scorecard, letter, workbook, CSV.
#include "tools/assess_files.h"

#include <algorithm>
#include <iostream>

#include "server/papers/assessment_paper.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

/// Who issues stands in the register, whether all is an exercise in the data directory.
papers::YearPaper paper_of(const AssessOptions& options, const assessment::YearResult& result) {
  papers::YearPaper paper{result, {}, false};
  const auto archive = open_to_read(options.data);
  const auto units = archive->units();
  const auto office = std::find_if(units.begin(), units.end(), [](const auto& unit) {
    return unit.unit_class == UnitClass::Office && !unit.names.empty();
  });
  if (office != units.end()) paper.office = office->full_name();
  paper.exercise = archive->simulated();
  return paper;
}

std::string paper_of_unit(const AssessOptions& options, const papers::YearPaper& paper) {
  for (const auto& table : paper.result.classes)
    for (const auto& card : table.cards)
      if (card.unit.text == options.unit)
        return options.format == "letter" ? papers::unit_letter_pdf(paper, table, card)
                                          : papers::scorecard_pdf(paper, table, card);
  throw Error{ErrorCode::NotFound, Text{"该单位不在本年度任何考核类别中", "this unit is in no class of the year"},
              Text{"请核对单位代码；局、安委办和企业不参加排名",
                   "check the code; bureau, office and enterprises are not ranked"}}
      .with("unit", options.unit);
}

}  // namespace

int write_assessment(const AssessOptions& options, const assessment::YearResult& result) {
  const auto& format = options.format;
  if (options.out.empty())
    throw Error{ErrorCode::UsageError, Text{"--format 须同时给出 --out", "--format needs --out"},
                Text{"请加上 --out 文件名", "add --out FILE"}};
  if (options.data.empty())
    throw Error{ErrorCode::UsageError, Text{"--format 须用 --data", "--format needs --data"},
                Text{"移交的存档没有印发单位，请在数据目录上打印",
                     "an exported archive names no issuer: print from the data directory"}};
  if (format == "letter" && options.unit.empty())
    throw Error{ErrorCode::UsageError, Text{"letter 须给出 --unit", "a letter needs --unit"},
                Text{"请写明单位代码", "name the unit"}};
  const auto paper = paper_of(options, result);
  if (format == "letter" || (format == "pdf" && !options.unit.empty()))
    write_file(options.out, paper_of_unit(options, paper));
  else if (format == "pdf")
    write_file(options.out, papers::year_report_pdf(paper));
  else if (format == "xlsx")
    write_file(options.out, papers::year_xlsx(paper));
  else if (format == "csv")
    write_file(options.out, papers::year_csv(paper));
  else
    throw Error{ErrorCode::UsageError,
                Text{"--format 不是 pdf、letter、xlsx、csv 之一", "--format is none of pdf, letter, xlsx, csv"},
                Text{"请写其中之一", "write one of them"}}
        .with("format", format);
  std::cout << "已写入 " << options.out.string() << "\n";
  return 0;
}

}  // namespace cundang::tools
