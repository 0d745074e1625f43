// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/assessment_words.h"

#include <algorithm>

namespace cundang::papers {

std::string class_name(UnitClass unit_class) {
  if (unit_class == UnitClass::District) return "区县政府";
  if (unit_class == UnitClass::Department) return "市有关部门";
  return to_text(unit_class);
}

std::string year_name(const assessment::YearResult& result) { return std::to_string(result.year) + "年度"; }

std::string authority_name(const assessment::Authority& authority) {
  if (authority.title.empty() && authority.doc_no.empty()) return "尚未登记考核办法";
  if (authority.title.empty()) return authority.doc_no;
  return "《" + authority.title + "》" + (authority.doc_no.empty() ? "" : "（" + authority.doc_no + "）");
}

std::string caveat(const assessment::YearResult& result, const assessment::ClassTable* table) {
  std::string text;
  const auto add = [&](const std::string& words) { text += (text.empty() ? "" : "；") + words; };
  if (!result.what_if.empty()) {
    std::string assumed;
    for (const auto& each : result.what_if) assumed += (assumed.empty() ? "" : "，") + each.zh;
    add("假设测算，不是考核结果（" + assumed + "）");
  }
  if (table && table->example) add("所用为示例办法，不是任何单位的得分");
  if (!result.decided) add("暂评，尚未审定");
  return text;
}

std::string unit_name(const assessment::YearResult& result, const UnitCode& code) {
  for (const auto& table : result.classes)
    for (const auto& card : table.cards)
      if (card.unit == code) return card.unit_name;
  for (const auto& table : result.performance)
    if (table.unit == code) return table.unit_name;
  return code.text;
}

std::string record_names(const assessment::ScoreLine& line) {
  auto records = line.records;
  if (line.duty)
    for (const auto number : line.duty->discharging)
      if (std::find(records.begin(), records.end(), number) == records.end()) records.push_back(number);
  std::string text;
  for (const auto number : records) text += (text.empty() ? "" : "、") + to_text(number);
  return text;
}

std::string matter_of(const assessment::ScoreLine& line) {
  if (!line.duty) return {};
  return line.duty->name.zh + (line.duty->period.empty() ? "" : "（" + line.duty->period + "）");
}

}  // namespace cundang::papers
