// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/expected_signals.h"

#include <map>
#include <stdexcept>

#include "server/signals/signals.h"
#include "tests/scenario/difference.h"
#include "tests/scenario/tsv.h"

namespace cundang::scenario {
namespace {

constexpr std::string_view prefix = "signals-";

struct Got {
  std::string says, why;
};

Date day_of(const std::filesystem::path& table) {
  const auto day = parse_date(table.stem().string().substr(prefix.size()));
  if (!day) throw std::runtime_error{table.string() + ": no day in the name"};
  return *day;
}

signals::SignalReport report(const LivedYear& year, Date on) {
  const auto& entries = year.archive().entries();
  signals::Signals signals;
  LeafIndex through = -1;
  entries.replay(through, entries.known_until({}, on, beijing_day(year.archive().now())),
                 [&](const Entry& entry) { signals.apply(entry); });
  return signals.report(on);
}

Got told(const signals::Signal& signal, const LivedYear& year) {
  Got got{to_text(signal.raised_on) + " " + std::string{state_code(signal.state)}, {}};
  for (const auto& fact : signal.facts) got.says += " " + year.document(fact.first);
  for (const auto& step : signal.arithmetic) got.why += "\n      " + step.zh;
  for (const auto& decision : signal.decisions)
    got.why += "\n      · " + to_text(decision.day) + " " + decision.reason +
               (decision.applies ? "" : " 无效：" + decision.why_not.zh);
  return got;
}

}  // namespace

std::vector<std::string> compare_signals(const std::filesystem::path& table, const LivedYear& year) {
  std::map<std::string, Got> got;
  for (const auto& signal : report(year, day_of(table)).signals) {
    const auto code = std::string{signals::trigger_info(signal.trigger).code};
    got[code + " " + signal.subject.unit.text + " " + signal.about] = told(signal, year);
  }
  std::vector<std::string> differences;
  for (const auto& row : read_tsv(table)) {
    const auto name = row["trigger"] + " " + row["unit"] + " " + row["about"];
    const auto expected = row["raised_on"] + " " + row["state"] + " " + row["facts"];
    if (got[name].says != expected)
      differences.push_back(told({row.place + " " + name, expected, got[name].says, row["note"], got[name].why}));
    got.erase(name);
  }
  for (const auto& [name, each] : got)
    differences.push_back(table.filename().string() + ": not in the table: " + name + " " + each.says + each.why);
  return differences;
}

}  // namespace cundang::scenario
