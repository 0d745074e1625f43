// SPDX-License-Identifier: GPL-3.0-or-later
// 考核结果通知.
#include "server/papers/assessment_words.h"
#include "server/papers/official.h"
#include "server/papers/table.h"

namespace cundang::papers {

namespace {

using assessment::Method;

std::string result_sentence(const YearPaper& paper, const assessment::ClassTable& table,
                            const assessment::Scorecard& card) {
  const auto& result = paper.result;
  std::string text = "根据" + authority_name(table.authority) + "，";
  text += result.decided ? "经自评、核分、征求意见、复核和审定，" : "经核分，";
  text += "你单位" + year_name(result) + "安全生产目标管理考核得" + (result.decided ? "" : "分暂") + "为" +
          to_text(card.total) + "分" + (card.band.empty() ? "" : "，等次为“" + card.band + "”");
  // The place in the class is told once it is decided.
  if (result.decided && card.rank > 0)
    text += "，在参加考核的" + class_name(table.unit_class) + "中列第" + std::to_string(card.rank) + "位";
  if (card.vetoed) text += "（一票否决）";
  return text + "。";
}

// One sentence an item that lost points.
void write_losses(OfficialWriter& writer, const assessment::Scorecard& card) {
  Table table{{{"项目", 1.3}, {"结论", 1}, {"事项", 1.6}, {"扣分", 0.6, Align::Right}, {"理由", 3}}, {}, 10};
  for (const auto& item : card.items)
    for (const auto& line : item.lines)
      if (line.change < assessment::Points{})
        table.rows.push_back({{{item.name},
                               {assessment::verdict_name(line.verdict).zh},
                               {matter_of(line)},
                               {to_text(-line.change)},
                               {line.reason.zh}}});
  if (table.rows.empty()) return writer.paragraph("各项均未扣分。");
  writer.paragraph("扣分情况如下：");
  writer.skip_lines(0.3);
  write(writer.pages(), table);
  writer.skip_lines(0.5);
}

}  // namespace

std::string unit_letter_pdf(const YearPaper& paper, const assessment::ClassTable& table,
                            const assessment::Scorecard& card) {
  const auto& result = paper.result;
  const auto form = PageForm::official();
  const auto title =
      "关于" + year_name(result) + "安全生产目标管理考核结果的通知" + (result.decided ? "" : "（征求意见稿）");
  Canvas canvas{form.width, form.height, {title, paper.office, end_of_beijing_day(result.on)}};
  OfficialWriter writer{canvas, paper.exercise, caveat(result, &table)};
  writer.head({"", "", paper.office, "", ""});
  writer.title(title);
  writer.addressees(card.unit_name);
  writer.paragraph(result_sentence(paper, table, card));
  write_losses(writer, card);
  for (const auto& step : card.arithmetic) writer.paragraph(step.zh + "。");
  if (!result.decided)
    writer.paragraph("如有异议，请" +
                     (card.standing.due ? "于" + to_chinese(*card.standing.due) + "前" : std::string{"及时"}) +
                     "书面提出，并附佐证。逐项理由和佐证见考核结果单。");
  writer.annex_note("考核结果单");
  writer.signature(paper.office, to_chinese(result.on), "");
  return canvas.finish();
}

}  // namespace cundang::papers
