// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/expected_scores.h"

#include <map>

#include "tests/scenario/difference.h"
#include "tests/scenario/tsv.h"

namespace cundang::scenario {
namespace {

using assessment::to_text;

/// What the program says of one row, and why.
struct Got {
  std::string says, why;
};

std::string class_code(UnitClass unit_class) { return unit_class == UnitClass::District ? "district" : "department"; }

std::string lines(const std::vector<Text>& arithmetic) {
  std::string text;
  for (const auto& step : arithmetic) text += "\n      " + step.zh;
  return text;
}

std::string reasons(const assessment::ItemScore& item) {
  auto text = lines(item.arithmetic);
  for (const auto& line : item.lines) text += "\n      · " + to_text(line.change) + " " + line.reason.zh;
  return text;
}

std::string joined(const TsvRow& row, const std::vector<std::string>& columns) {
  std::string text;
  for (const auto& column : columns) text += (text.empty() ? "" : " ") + row[column];
  return text;
}

/// Rows named by the columns `key`, saying what stands in the columns `says`.
std::vector<std::string> compare(const std::filesystem::path& table, const std::vector<std::string>& key,
                                 const std::vector<std::string>& says, std::map<std::string, Got> got) {
  std::vector<std::string> differences;
  for (const auto& row : read_tsv(table)) {
    const auto name = joined(row, key);
    const auto expected = joined(row, says);
    const auto found = got.find(name);
    const auto& said = found == got.end() ? std::string{"nothing of the kind"} : found->second.says;
    if (said != expected)
      differences.push_back(told({row.place + " " + name, expected, said, row["note"],
                                  found == got.end() ? std::string{} : found->second.why}));
    got.erase(name);
  }
  for (const auto& [name, each] : got)
    differences.push_back("not in the table: " + name + "\n    got: " + each.says + each.why);
  return differences;
}

}  // namespace

std::vector<std::string> compare_cards(const std::filesystem::path& table, const assessment::YearResult& result) {
  std::map<std::string, Got> got;
  for (const auto& each : result.classes)
    for (const auto& card : each.cards) {
      auto why = lines(card.arithmetic);
      for (const auto& item : card.items)
        if (item.method != assessment::Method::Prompt) why += "\n      " + item.name + reasons(item);
      got[class_code(each.unit_class) + " " + card.unit.text] = {
          to_text(card.total) + " " + to_text(card.before_review) + " " + card.band + " " + std::to_string(card.rank),
          std::move(why)};
    }
  return compare(table, {"class", "unit"}, {"total", "before_review", "band", "rank"}, std::move(got));
}

std::vector<std::string> compare_items(const std::filesystem::path& table, const assessment::YearResult& result) {
  using assessment::Method;
  std::map<std::string, Got> got;
  for (const auto& each : result.classes)
    for (const auto& card : each.cards)
      for (const auto& item : card.items)
        if (item.method == Method::Rate || item.method == Method::Deduct || item.method == Method::Criticism)
          got[class_code(each.unit_class) + " " + card.unit.text + " " + item.id] = {
              item.applicable ? to_text(item.score) : "缺项", reasons(item)};
  return compare(table, {"class", "unit", "item"}, {"score"}, std::move(got));
}

std::vector<std::string> compare_performance(const std::filesystem::path& table, const assessment::YearResult& result) {
  std::map<std::string, Got> got;
  for (const auto& each : result.performance) {
    if (each.lines.empty()) continue;
    std::string why;
    for (const auto& line : each.lines)
      why += "\n      " + std::string{verdict_code(line.verdict)} + " " + line.reason.zh;
    std::string says;
    for (const auto count : {each.in_time, each.late, each.unseen, each.open, each.excused})
      says += (says.empty() ? "" : " ") + std::to_string(count);
    got[each.unit.text] = {std::move(says), std::move(why)};
  }
  return compare(table, {"unit"}, {"in_time", "late", "unseen", "open", "excused"}, std::move(got));
}

}  // namespace cundang::scenario
