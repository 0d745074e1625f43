// SPDX-License-Identifier: GPL-3.0-or-later
// 年度考核情况报告.
#include <array>

#include "server/papers/assessment_words.h"
#include "server/papers/official.h"
#include "server/papers/table.h"
#include "server/papers/year_figures.h"

namespace cundang::papers {

namespace {

const std::string& numeral(std::size_t index) {
  static const std::array<std::string, 10> numerals{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return numerals.at(index);
}

// 优秀 2 个，良好 5 个
std::string bands_of(const assessment::ClassTable& table) {
  std::string text;
  for (const auto& band : table.bands) {
    int units = 0;
    for (const auto& card : table.cards) units += card.band == band.name ? 1 : 0;
    text += (text.empty() ? "" : "，") + band.name + " " + std::to_string(units) + " 个";
  }
  return text;
}

bool has_any(const Ageing& ages) {
  for (const auto& bar : ages.bars)
    for (const auto count : bar.counts)
      if (count > 0) return true;
  return false;
}

void write_class(OfficialWriter& writer, const assessment::ClassTable& table, int year) {
  std::string text = "参加考核的" + class_name(table.unit_class) + "共 " + std::to_string(table.cards.size()) +
                     " 个，依据" + authority_name(table.authority) + "评定";
  if (const auto bands = bands_of(table); !bands.empty()) text += "：" + bands;
  writer.paragraph(text + "。");
  if (table.cards.empty()) return;
  writer.pages().draw(draw(ranking_of(table)));
  Table ranks{{{"位次", 0.6, Align::Centre},
               {"单位", 2.4},
               {"得分", 0.8, Align::Right},
               {"等次", 0.8},
               {"复核前", 0.8, Align::Right},
               {"说明", 2}},
              {},
              10};
  for (const auto& card : table.cards)
    ranks.rows.push_back({{{std::to_string(card.rank)},
                           {card.unit_name},
                           {to_text(card.total), true},
                           {card.band},
                           {card.before_review == card.total ? "" : to_text(card.before_review)},
                           {card.vetoed ? "一票否决" : ""}}});
  write(writer.pages(), ranks);
  writer.skip_lines(0.5);
  const auto ages = overdue_ages(table);
  if (!has_any(ages)) return writer.paragraph("统计期内没有逾期或未见的事项。");
  writer.pages().draw(draw(overdue_months(table, year)));
  writer.pages().draw(draw(ages));
}

void write_performance(OfficialWriter& writer, const std::vector<assessment::PerformanceTable>& tables) {
  writer.paragraph("下列单位的履职情况只作说明，不评分、不排名。");
  Table table{{{"单位", 3},
               {"按时", 1, Align::Right},
               {"逾期", 1, Align::Right},
               {"未见", 1, Align::Right},
               {"未到期等", 1, Align::Right},
               {"免报", 1, Align::Right}},
              {},
              10};
  for (const auto& each : tables)
    table.rows.push_back({{{each.unit_name},
                           {std::to_string(each.in_time)},
                           {std::to_string(each.late)},
                           {std::to_string(each.unseen)},
                           {std::to_string(each.open)},
                           {std::to_string(each.excused)}}});
  write(writer.pages(), table);
  writer.skip_lines(0.5);
}

}  // namespace

std::string year_report_pdf(const YearPaper& paper) {
  const auto& result = paper.result;
  const auto form = PageForm::official();
  const auto title = year_name(result) + "安全生产目标管理考核情况报告";
  Canvas canvas{form.width, form.height, {title, paper.office, end_of_beijing_day(result.on)}};
  const auto* first = result.classes.empty() ? nullptr : &result.classes.front();
  OfficialWriter writer{canvas, paper.exercise, caveat(result, first)};
  writer.head({"", "", paper.office, "", ""});
  writer.title(title);
  writer.paragraph(year_name(result) + "考核统计截至" + to_chinese(result.counted_to) + "24时，封账日为" +
                   to_chinese(result.books_close) + "。" +
                   (result.frozen    ? "结果已冻结。"
                    : result.decided ? "结果已审定。"
                                     : "结果尚未审定，以下均为暂评。"));
  std::size_t section = 0;
  for (const auto& table : result.classes) {
    writer.heading(1, numeral(section++) + "、" + class_name(table.unit_class));
    write_class(writer, table, result.year);
  }
  if (!result.performance.empty()) {
    writer.heading(1, numeral(section++) + "、履职情况");
    write_performance(writer, result.performance);
  }
  writer.heading(1, numeral(section) + "、说明");
  if (const auto text = caveat(result, first); !text.empty()) writer.paragraph(text + "。");
  writer.paragraph("全部数字由登记日志前" + std::to_string(result.known) +
                   "叶推算得出，各单位逐项理由见考核结果单，任何人可凭存档重算。");
  writer.signature(paper.office, to_chinese(result.on), "");
  return canvas.finish();
}

}  // namespace cundang::papers
