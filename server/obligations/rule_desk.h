// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the readers of one rule: rule_reader.cpp, rule_trigger_reader.cpp, rule_who_reader.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/finding.h"
#include "schema/model/node.h"
#include "server/obligations/rule.h"

namespace cundang::ledger {

/// Reads attributes of a rule's elements and keeps what is wrong with them (codes rules.*).
class RuleDesk {
 public:
  RuleDesk(const Node& rule, Findings& findings) : rule_{rule}, findings_{findings} {}

  const Node& rule() const { return rule_; }
  std::string required(const Node& node, std::string_view name);
  unsigned number(const Node& node, std::string_view name, unsigned low, unsigned high);
  Rule::Role role(const Node& node, std::string_view name);
  std::vector<UnitClass> classes(const Node& node, std::string_view name);
  void fault(const Node& node, std::string code, std::string_view what, std::string cure_zh, std::string cure_en);

 private:
  const Node& rule_;
  Findings& findings_;
};

/// "matters/matter@lead"; `attribute` where none is written.
UnitPath read_unit_path(std::string_view text, std::string_view attribute = "code");
std::optional<unsigned> read_number(std::string_view text, unsigned low, unsigned high);

void read_trigger(RuleDesk& desk, Rule& rule);
void read_who(RuleDesk& desk, Rule& rule);

}  // namespace cundang::ledger
