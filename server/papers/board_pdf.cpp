// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "schema/model/error.h"
#include "server/papers/board.h"
#include "server/papers/table.h"

namespace cundang::papers {

namespace {

constexpr std::size_t rows_max = 5000;
constexpr std::size_t id_shown = 12;
constexpr Colour late{180, 35, 24};

// The ground says it to the eye, the words to everyone.
Colour ground_of(Lamp lamp) {
  switch (lamp) {
    case Lamp::Red:
      return {250, 214, 208};
    case Lamp::Amber:
      return {255, 240, 200};
    case Lamp::Blue:
      return {222, 235, 247};
    case Lamp::Green:
      return {223, 240, 228};
    case Lamp::Grey:
      break;
  }
  return {238, 238, 238};
}

std::string lines(std::initializer_list<std::string> texts) {
  std::string joined;
  for (const auto& text : texts) {
    if (text.empty()) continue;
    if (!joined.empty()) joined += '\n';
    joined += text;
  }
  return joined;
}

std::string term_of(const BoardRow& row) {
  return lines({row.due ? to_text(*row.due) : "送达后起算", row.provisional ? "（暂定）" : "",
                row.served ? "送达 " + to_text(*row.served) : "",
                row.answered ? "反馈 " + to_text(*row.answered) : ""});
}

std::string state_of(const BoardRow& row) {
  return lines(
      {row.state, row.days_overdue > 0 ? "逾期 " + std::to_string(row.days_overdue) + " 天" : "", row.next_step});
}

TableRow duty_row(const BoardRow& row, int number) {
  const auto pointer =
      row.steps == 0 ? std::string{} : "〔" + row.last_record + "，共 " + std::to_string(row.steps) + " 步〕";
  return {{{std::to_string(number)},
           {lines({row.matter + (row.period.empty() ? "" : "（" + row.period + "）"), row.sentence,
                   "编号 " + row.id.substr(0, id_shown)})},
           {lines({row.clause, row.rule, row.trigger})},
           {row.lead},
           {row.contributing},
           {term_of(row)},
           {lines({row.progress, pointer})},
           {state_of(row), row.lamp == Lamp::Red, row.lamp == Lamp::Red ? late : black, ground_of(row.lamp)}}};
}

bool is_late(const BoardRow& row) { return row.lamp == Lamp::Red; }

Table table_of(const Board& board) {
  Table table{{{"序号", 0.5, Align::Centre},
               {"事项", 3},
               {"依据", 1.4},
               {"牵头", 1.4},
               {"配合", 1.2},
               {"时限", 1.3},
               {"进展", 2.2},
               {"状态", 1.5}},
              {},
              8.5};
  std::map<std::string, std::vector<const BoardRow*>> by_unit;
  for (const auto& row : board.rows) by_unit[row.lead].push_back(&row);
  int number = 0;
  for (const auto& [unit, rows] : by_unit) {
    const auto overdue = std::count_if(rows.begin(), rows.end(), [](const auto* row) { return is_late(*row); });
    table.rows.push_back({{{unit + "　" + std::to_string(rows.size()) + " 项" +
                            (overdue > 0 ? "，逾期 " + std::to_string(overdue) + " 项" : "")}},
                          true});
    for (const auto* row : rows) table.rows.push_back(duty_row(*row, ++number));
  }
  return table;
}

std::string summary_of(const Board& board) {
  const auto overdue = std::count_if(board.rows.begin(), board.rows.end(), is_late);
  return "截至 " + to_chinese(board.on) + " 24 时　" + board.scope + "　共 " + std::to_string(board.rows.size()) +
         " 项，其中逾期 " + std::to_string(overdue) + " 项";
}

}  // namespace

std::string board_pdf(const Board& board) {
  if (board.rows.size() > rows_max)
    throw Error{ErrorCode::PaperTooLong, Text{"台账行数超过 PDF 上限", "the board has more rows than a PDF takes"},
                Text{"请按单位或月份筛选后再导出，或改用 XLSX、CSV", "narrow it by unit or month, or take XLSX or CSV"}}
        .with("rows", std::to_string(board.rows.size()))
        .with("rows_max", std::to_string(rows_max));
  auto form = PageForm::landscape();
  form.exercise = board.exercise;
  form.running_head = "督办台账　" + summary_of(board);
  Canvas canvas{form.width, form.height, {"督办台账", board.keeper, end_of_beijing_day(board.on)}};
  Pages pages{canvas, form};
  pages.write("督办台账", {Face::XiaoBiaoSong, 22, black, Align::Centre});
  pages.move(4);
  pages.write(summary_of(board), {Face::FangSong, 11, black, Align::Centre});
  pages.move(8);
  if (board.rows.empty())
    pages.write("没有符合条件的事项。", {Face::FangSong, 14, black, Align::Centre});
  else
    write(pages, table_of(board));
  pages.move(4);
  pages.write(
      "编号为应办事项编号的前 12 位；〔〕内为最近一步的接收登记号，全部经过见台账中该事项。依据中的 R "
      "号为产生该事项的文件。",
      {Face::Sans, 7.5, {95, 107, 122}});
  return canvas.finish();
}

}  // namespace cundang::papers
