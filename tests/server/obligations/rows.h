// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the tests of the rows of the ten systems: every row has one test, named systems/…/ROW, over the shipped
// packs and the calendar of 2012.
#pragma once

#include <gtest/gtest.h>

#include "tests/server/obligations/story.h"

namespace cundang::ledger {

struct RowCase {
  std::string row;
  void (*holds)();
};
inline void PrintTo(const RowCase& row, std::ostream* out) { *out << row.row; }
inline std::string row_name(const testing::TestParamInfo<RowCase>& row) { return row.param.row; }

inline std::string due(const Obligation& obligation) {
  return obligation.due.day ? to_text(*obligation.due.day) : "none";
}

inline Node unit(const std::string& code, const std::string& attribute = {}, const std::string& value = {}) {
  auto made = node("unit", {{"code", code}});
  if (!attribute.empty()) made.attributes.emplace_back(attribute, value);
  return made;
}

inline Node units(const std::string& name, const std::vector<std::string>& codes) {
  auto made = node(name);
  for (const auto& code : codes) made.children.push_back(unit(code));
  return made;
}

inline std::vector<UnitRef> refs(const std::vector<std::string>& codes) {
  std::vector<UnitRef> made;
  for (const auto& code : codes) made.push_back({{code}, ""});
  return made;
}

/// 报送登记: `number` went up to `to` on `date`.
inline Record went_up(const std::string& by, const std::string& to, AccessionNumber number, const std::string& date) {
  return act(by, "outside-filing",
             {node("to", {{"code", to}}), text("channel", "confidential"), text("date", date),
              text("signed-by", "吴静"), record_ref(number)});
}

/// A record that answers another.
inline Record answering(Record record, AccessionNumber number) {
  record.answers = {to_record(number)};
  return record;
}

inline Record for_period(Record record, const std::string& rule, const std::string& period) {
  record.answers = {to_period(rule, period)};
  return record;
}

/// Children of these names, each with some text.
inline std::vector<Node> filled(const std::vector<std::string>& names) {
  std::vector<Node> made;
  made.reserve(names.size());
  for (const auto& name : names) made.push_back(text(name, "有"));
  return made;
}

inline Record decision(const std::string& by, const std::string& action,
                       const std::string& signal = "0123456789abcdef0123456789abcdef") {
  return act(by, "signal-decision",
             {node("signal", {{"id", signal}}), text("trigger", "T1-consecutive"), text("action", action)});
}

}  // namespace cundang::ledger
