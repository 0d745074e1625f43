// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rule_desk.h"

#include <array>
#include <charconv>
#include <utility>

#include "server/obligations/words.h"

namespace cundang::ledger {
namespace {

constexpr std::array<std::pair<std::string_view, Rule::Role>, 6> roles{{{"author", Rule::Role::Author},
                                                                        {"lead", Rule::Role::Lead},
                                                                        {"office", Rule::Role::Office},
                                                                        {"bureau", Rule::Role::Bureau},
                                                                        {"committee", Rule::Role::Committee},
                                                                        {"government", Rule::Role::Government}}};

}  // namespace

std::string RuleDesk::required(const Node& node, std::string_view name) {
  const auto value = node.attribute(name);
  if (value.empty()) fault(node, "rules.missing-attribute", name, "请补上该属性", "add the attribute");
  return std::string{value};
}

unsigned RuleDesk::number(const Node& node, std::string_view name, unsigned low, unsigned high) {
  const auto value = read_number(node.attribute(name), low, high);
  if (!value) {
    const auto range = std::to_string(low) + "–" + std::to_string(high);
    fault(node, "rules.bad-value", name, "请写 " + range + " 的数", "give a number, " + range);
  }
  return value.value_or(low);
}

Rule::Role RuleDesk::role(const Node& node, std::string_view name) {
  for (const auto& [word, role] : roles)
    if (word == node.attribute(name)) return role;
  fault(node, "rules.bad-value", name, "请写 author、lead、office、bureau、committee 或 government",
        "give author, lead, office, bureau, committee or government");
  return Rule::Role::Author;
}

std::vector<UnitClass> RuleDesk::classes(const Node& node, std::string_view name) {
  std::vector<UnitClass> found;
  for (const auto& word : split_words(node.attribute(name))) {
    if (const auto unit_class = parse_unit_class(word))
      found.push_back(*unit_class);
    else
      fault(node, "rules.bad-value", name, "请写单位名册中的类别", "give classes of the unit register");
  }
  return found;
}

void RuleDesk::fault(const Node& node, std::string code, std::string_view what, std::string cure_zh,
                     std::string cure_en) {
  const auto subject = std::string{what};
  const auto rule = std::string{rule_.attribute("id")};
  findings_.push_back({std::move(code),
                       Severity::Fault,
                       "rule " + rule + "/" + node.name + "/@" + subject,
                       node.line,
                       {"规则“" + rule + "”的 " + subject + " 缺失或不正确",
                        "rule \"" + rule + "\": " + subject + " is missing or wrong"},
                       {std::move(cure_zh), std::move(cure_en)}});
}

UnitPath read_unit_path(std::string_view text, std::string_view attribute) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) return {std::string{text}, std::string{attribute}};
  return {std::string{text.substr(0, at)}, std::string{text.substr(at + 1)}};
}

std::optional<unsigned> read_number(std::string_view text, unsigned low, unsigned high) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < low || number > high) return std::nullopt;
  return number;
}

}  // namespace cundang::ledger
