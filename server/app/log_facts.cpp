// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/log_facts.h"

#include <algorithm>
#include <charconv>

namespace cundang::app {
namespace {

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "UNIT accepted refused".
void add_counters(assessment::LogFacts::DayClose& close, std::string_view line) {
  const auto first = line.find(' ');
  const auto second = line.find(' ', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return;
  close.counters[{std::string{line.substr(0, first)}}] = {number_of(line.substr(first + 1, second - first - 1)),
                                                          number_of(line.substr(second + 1))};
}

}  // namespace

void add_statement(assessment::LogFacts& facts, LeafIndex leaf, const evidence::Statement& statement,
                   TreeSize checkpoint) {
  const auto text = [&](std::string_view key) { return std::string{statement.get(key)}; };
  const auto received = parse_instant(statement.get("received")).value_or(Instant{});
  if (statement.type() == "record") {
    facts.filed.push_back({leaf,
                           parse_accession_number(statement.get("accession")).value_or(AccessionNumber{}),
                           {text("unit")},
                           number_of(statement.get("unit-counter")),
                           received,
                           text("kind"),
                           {text("on-behalf-of")},
                           statement.get("historical") == "yes"});
  } else if (statement.type() == "refusal") {
    facts.refused.push_back(
        {leaf, {text("unit")}, number_of(statement.get("refusal-counter")), received, text("digest")});
  } else if (statement.type() == "day-close") {
    assessment::LogFacts::DayClose close;
    close.leaf = leaf;
    close.day = parse_date(statement.get("day")).value_or(Date{});
    close.checkpoint = checkpoint;
    for (const auto line : statement.all("unit-counter")) add_counters(close, line);
    facts.day_closes.push_back(std::move(close));
  }
}

assessment::LogFacts read_log_facts(const registry::Registry& registry, TreeSize until) {
  constexpr LeafIndex step = 1000;
  assessment::LogFacts facts;
  facts.size = until;
  for (LeafIndex from = 0; from < until; from += step)
    for (const auto& row : registry.leaves(from, std::min(from + step, until))) {
      if (row.type != "record" && row.type != "refusal" && row.type != "day-close") continue;
      const auto statement = evidence::parse_statement(row.statement);
      if (!statement) throw Error{ErrorCode::LogInconsistent, "statement"}.with("leaf", std::to_string(row.index));
      add_statement(facts, row.index, *statement, row.group_size);
    }
  return facts;
}

}  // namespace cundang::app
