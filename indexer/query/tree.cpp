// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/query/tree.h"

#include <algorithm>

namespace cundang::indexer {
namespace {

std::string show_day(DayNumber day) {
  std::string text = std::to_string(day / 10000);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  if (const auto month = day / 100 % 100; month != 0 && month != 99) text += "-" + two(month);
  if (const auto d = day % 100; d != 0 && d != 99) text += "-" + two(d);
  return text;
}

std::string with_spaces(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string show_span(const QueryNode& node) {
  if (node.from == 0) return "日期不晚于 " + show_day(node.to);
  if (node.to == day_number_max) return "日期不早于 " + show_day(node.from);
  return "日期 " + show_day(node.from) + " 至 " + show_day(node.to);
}

std::string show_joined(const QueryNode& node, const char* by) {
  std::string text;
  for (const auto& child : node.children) {
    const bool nested = child.kind == QueryNode::Kind::And || child.kind == QueryNode::Kind::Or;
    if (!text.empty()) text += by;
    text += nested ? "（" + show(child) + "）" : show(child);
  }
  return text;
}

void collect(const QueryNode& node, std::vector<std::string>& texts) {
  using Kind = QueryNode::Kind;
  switch (node.kind) {
    case Kind::Words:
    case Kind::Contains:
    case Kind::Exact:
    case Kind::FieldText:
      texts.push_back(node.text);
      return;
    case Kind::Number:
      texts.push_back(node.number.text());
      return;
    case Kind::And:
    case Kind::Or:
      for (const auto& child : node.children) collect(child, texts);
      return;
    default:
      return;
  }
}

}  // namespace

std::string show(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  switch (node.kind) {
    case Kind::All:
      return "全部";
    case Kind::Words:
      return "任一词：" + with_spaces(node.text);
    case Kind::Contains:
      return "含“" + node.text + "”";
    case Kind::Exact:
      return "原文含“" + node.text + "”";
    case Kind::FieldTerm:
      return std::string{field_row(node.field).zh_name} + "为“" + node.text + "”";
    case Kind::FieldText:
      return std::string{field_row(node.field).zh_name} + "含“" + node.text + "”";
    case Kind::Days:
      return show_span(node);
    case Kind::Number:
      return "文号 " + node.number.text();
    case Kind::And:
      return show_joined(node, " 且 ");
    case Kind::Or:
      return show_joined(node, " 或 ");
    case Kind::Not:
      return "不" + show(node.children.front());
  }
  return {};
}

std::vector<std::string> ranking_texts(const QueryNode& node) {
  std::vector<std::string> texts;
  collect(node, texts);
  return texts;
}

}  // namespace cundang::indexer
