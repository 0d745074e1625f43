// SPDX-License-Identifier: GPL-3.0-or-later
// 考核结果单: every point with its reason.
#include "schema/model/error.h"
#include "schema/model/kind.h"
#include "server/papers/assessment_words.h"
#include "server/papers/table.h"

namespace cundang::papers {

namespace {

using assessment::ItemScore;
using assessment::Method;
using assessment::ScoreLine;

constexpr std::size_t lines_max = 5000;
constexpr Colour late{180, 35, 24};

PageForm card_form(bool exercise, std::string running_head) {
  PageForm form;
  form.top = points(22);
  form.bottom = points(20);
  form.left = form.right = points(20);
  form.exercise = exercise;
  form.running_head = std::move(running_head);
  return form;
}

TextStyle small() { return {Face::FangSong, 11}; }
void heading(Pages& pages, const std::string& text) {
  pages.need(points(25));
  pages.move(8);
  pages.write(text, {Face::Hei, 12});
  pages.move(3);
}

std::string full_of(const ItemScore& item) { return item.method == Method::Prompt ? "" : to_text(item.full); }
std::string score_of(const ItemScore& item) {
  if (item.method == Method::Prompt) return "不计分";
  if (item.method == Method::Veto) return "—";
  return item.applicable ? to_text(item.score) : "缺项";
}

std::string arithmetic_of(const std::vector<Text>& steps) {
  std::string text;
  for (const auto& step : steps) text += (text.empty() ? "" : "\n") + step.zh;
  return text;
}

void write_items(Pages& pages, const assessment::Scorecard& card) {
  Table table{{{"项目", 2},
               {"方法", 0.8},
               {"依据条款", 1.2},
               {"分值", 0.7, Align::Right},
               {"得分", 0.8, Align::Right},
               {"计算", 3}},
              {},
              9.5};
  for (const auto& item : card.items)
    table.rows.push_back({{{item.name},
                           {assessment::method_name(item.method).zh},
                           {item.authority.clause},
                           {full_of(item)},
                           {score_of(item), true},
                           {arithmetic_of(item.arithmetic) + (item.pending ? "（未定）" : "")}}});
  write(pages, table);
}

std::string proof_of(const ScoreLine& line) {
  std::string text = line.reason.zh;
  const auto add = [&](const std::string& words) {
    if (!words.empty()) text += "\n" + words;
  };
  if (line.duty && !line.duty->citing_text.empty()) add("“" + line.duty->citing_text + "”");
  if (line.duty) add("时限推算：" + arithmetic_of(line.duty->due.arithmetic));
  if (line.absence)
    add(line.absence->sentence.zh + "；该单位登记 " + std::to_string(line.absence->statements) + "/" +
        std::to_string(line.absence->statements_stated) + " 件，退件 " + std::to_string(line.absence->refusals) + "/" +
        std::to_string(line.absence->refusals_stated) + " 件" +
        (line.absence->day_close ? "，日结叶 " + std::to_string(*line.absence->day_close) + "，检查点 " +
                                       std::to_string(line.absence->checkpoint)
                                 : ""));
  if (!line.scorer.empty())
    add("评分 " + line.scorer.text + (line.second.empty() ? "" : "，第二人 " + line.second.text));
  return text;
}

void write_lines(Pages& pages, const ItemScore& item) {
  if (item.lines.empty()) return;
  heading(pages, item.name);
  Table table{{{"结论", 1},
               {"事项", 1.7},
               {"时限", 1.3},
               {"反馈", 1.3},
               {"变动", 0.6, Align::Right},
               {"理由与佐证", 4},
               {"记录", 1.25}},
              {},
              8.5};
  for (const auto& line : item.lines) {
    const bool costs = line.change < assessment::Points{};
    const auto due = line.duty && line.duty->due.day ? to_text(*line.duty->due.day) : std::string{};
    const auto answered = line.duty && line.duty->answered_on ? to_text(*line.duty->answered_on) : std::string{};
    table.rows.push_back({{{assessment::verdict_name(line.verdict).zh, costs, costs ? late : black},
                           {matter_of(line)},
                           {due},
                           {answered},
                           {item.method == Method::Prompt ? "" : to_text(line.change), costs, costs ? late : black},
                           {proof_of(line)},
                           {record_names(line)}}});
  }
  write(pages, table);
}

std::string name_of(const std::string& kind) {
  const auto* row = find_kind(kind);
  return row ? std::string{row->zh} : kind;
}

void write_steps(Pages& pages, const assessment::YearResult& result, const assessment::Scorecard& card) {
  heading(pages, "考核程序");
  if (card.steps.empty()) return pages.write("尚无登记的程序文件。", small());
  Table table{{{"日期", 1.1}, {"程序", 1.2}, {"单位", 1.6}, {"人员", 1.2}, {"记录", 1}, {"内容", 3}}, {}, 8.5};
  for (const auto& step : card.steps)
    table.rows.push_back({{{to_text(beijing_day(step.at))},
                           {name_of(step.kind)},
                           {unit_name(result, step.by)},
                           {step.person.text},
                           {to_text(step.record)},
                           {step.statement + (step.applies ? "" : "（无效：" + step.why_not.zh + "）") +
                            (step.note.zh.empty() ? "" : "（" + step.note.zh + "）")}}});
  write(pages, table);
}

void refuse_endless(const assessment::Scorecard& card) {
  std::size_t lines = 0;
  for (const auto& item : card.items) lines += item.lines.size();
  if (lines > lines_max)
    throw Error{ErrorCode::PaperTooLong, Text{"结果单行数超过 PDF 上限", "the card has more lines than a PDF takes"},
                Text{"请改用 XLSX 或 CSV", "take XLSX or CSV"}}
        .with("lines", std::to_string(lines));
}

}  // namespace

std::string scorecard_pdf(const YearPaper& paper, const assessment::ClassTable& table,
                          const assessment::Scorecard& card) {
  refuse_endless(card);
  const auto& result = paper.result;
  const auto title = year_name(result) + "安全生产目标管理考核结果单";
  const auto form = card_form(paper.exercise, title + "　" + card.unit_name);
  Canvas canvas{form.width, form.height, {title + " " + card.unit_name, paper.office, end_of_beijing_day(result.on)}};
  Pages pages{canvas, form};
  pages.write(title, {Face::XiaoBiaoSong, 18, black, Align::Centre});
  pages.move(6);
  if (const auto text = caveat(result, &table); !text.empty()) pages.write(text, {Face::Hei, 11, late, Align::Centre});
  pages.move(6);
  Table facts{{{"单位", 1}, {card.unit_name, 3}, {"类别", 1}, {class_name(table.unit_class), 2}}, {}, 10.5};
  facts.rows.push_back(
      {{{"得分"}, {to_text(card.total) + "（满分 " + to_text(table.full) + "）", true}, {"等次"}, {card.band, true}}});
  facts.rows.push_back({{{"位次"},
                         {card.rank > 0 ? std::to_string(card.rank) : std::string{"审定后公布"}},
                         {"复核前"},
                         {to_text(card.before_review)}}});
  facts.rows.push_back({{{"考核办法"}, {authority_name(table.authority)}, {"统计截至"}, {to_text(result.counted_to)}}});
  write(pages, facts);
  heading(pages, "各项得分");
  write_items(pages, card);
  pages.move(4);
  pages.write(arithmetic_of(card.arithmetic), small());
  for (const auto& item : card.items) write_lines(pages, item);
  write_steps(pages, result, card);
  pages.move(6);
  pages.write("本单由登记日志前 " + std::to_string(result.known) + " 叶推算，任何人可凭存档用 cundang assess 重算。",
              {Face::Sans, 8, {95, 107, 122}});
  return canvas.finish();
}

}  // namespace cundang::papers
