// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/expected_table.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "tests/scenario/difference.h"
#include "tests/scenario/tsv.h"

namespace cundang::scenario {
namespace {

constexpr std::string_view prefix = "obligations-";

std::string fate(std::string_view state, std::string_view due, std::string_view overdue) {
  std::string text{state};
  text.append(", due ").append(due).append(", overdue ").append(overdue);
  return text;
}

std::string duty(std::string_view unit, std::string_view rule, std::string_view about, std::string_view item) {
  std::string text{unit};
  text.append(" ").append(rule).append(" ").append(about);
  if (!item.empty()) text.append(" ").append(item);
  return text;
}

/// A record's duty is named by its document, a calendar's by its period.
std::string about(const ledger::Obligation& o, const LivedYear& year) {
  return o.trigger ? year.document(*o.trigger) : o.period;
}

std::string fate(const ledger::Obligation& o) {
  return fate(state_code(o.state), o.due.day ? to_text(*o.due.day) : "—", std::to_string(o.days_overdue));
}

std::string arithmetic(const ledger::Obligation& o) {
  std::string text;
  for (const auto& step : o.due.arithmetic) text += "\n      " + step.zh;
  for (const auto& step : o.history)
    text += "\n      · " + to_text(step.day) + " " + step.act + " " + step.by.text + " " + step.text.zh +
            (step.applies ? "" : " 无效：" + step.why_not.zh);
  return text;
}

ExpectedTable read_table(const std::filesystem::path& file) {
  const auto name = file.stem().string();
  const auto day = parse_date(name.substr(prefix.size()));
  if (!day) throw std::runtime_error{name + ": no day in the name"};
  ExpectedTable table{*day, {}};
  std::set<std::string> seen;
  for (const auto& row : read_tsv(file)) {
    table.rows.push_back({row.place, duty(row["unit"], row["rule"], row["about"], row["item"]), row["rule"],
                          fate(row["state"], row["due"], row["overdue"]), row["note"]});
    if (!seen.insert(table.rows.back().duty).second) throw std::runtime_error{row.place + ": stands twice"};
  }
  return table;
}

}  // namespace

std::vector<ExpectedTable> read_expected_tables(const std::filesystem::path& expected) {
  std::vector<ExpectedTable> tables;
  for (const auto& entry : std::filesystem::directory_iterator{expected})
    if (entry.path().filename().string().starts_with(prefix)) tables.push_back(read_table(entry.path()));
  std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
  return tables;
}

std::vector<std::string> compare(const ExpectedTable& table, const LivedYear& year) {
  std::map<std::string, ledger::Obligation> got;
  std::vector<std::string> differences;
  for (auto& each : year.obligations(table.on)) {
    const auto name = duty(each.owing.text, each.rule, about(each, year), each.item);
    if (!got.emplace(name, each).second) differences.push_back("the program has it twice: " + name);
  }
  for (const auto& row : table.rows) {
    const auto found = got.find(row.duty);
    if (found == got.end()) {
      differences.push_back(told({row.place + " " + row.duty, row.fate, "no such duty", row.note, {}}));
      continue;
    }
    if (fate(found->second) != row.fate)
      differences.push_back(
          told({row.place + " " + row.duty, row.fate, fate(found->second), row.note, arithmetic(found->second)}));
    got.erase(found);
  }
  for (const auto& [name, each] : got)
    differences.push_back(to_text(table.on) + " not in the table: " + name + "\n    got: " + fate(each) +
                          arithmetic(each));
  return differences;
}

}  // namespace cundang::scenario
