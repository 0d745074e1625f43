// SPDX-License-Identifier: GPL-3.0-or-later
// Packs: rules, policies, calendars, lists, registers, scoring. Whatever passes the form is judged, applied and planned
// with, and none of it can stop the ledger.
#include "server/obligations/packs.h"
#include "schema/model/finding_bound.h"
#include "schema/xml/record_reader.h"
#include "server/assessment/scoring_pack.h"
#include "server/obligations/plan.h"
#include "server/obligations/rule_explain.h"
#include "server/obligations/rules_check.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

constexpr Date day = std::chrono::year{2012} / 6 / 1;
constexpr Date year_later = std::chrono::year{2013} / 6 / 1;

std::vector<Record> read_all(const std::vector<std::string>& files) {
  static const RecordReader reader;
  std::vector<Record> records;
  for (const auto& bytes : files)
    if (auto outcome = reader.read(bytes)) records.push_back(std::move(outcome).value());
  return records;
}

/// What the archive knows before the pack comes: everything shipped but the rules.
ledger::Packs known_before() {
  ledger::Packs packs;
  for (const auto& record : read_all(xml_files("config/packs")))
    if (record.kind != "rule-pack") packs.take(record.content, day);
  return packs;
}

void plan_with(ledger::Packs packs, const Node& content) {
  packs.take(content, day);
  const ledger::FormWords words{[](std::string_view, std::string_view) { return std::string{}; },
                                [](std::string_view) { return std::string{}; }};
  for (const auto& rule : packs.rules.newest())
    for (const auto& text : ledger::explain(*rule, packs, day, words))
      must(is_text(text.zh) && is_text(text.en), "a rule is explained in text");
  for (const auto& turn : ledger::turns_arising(packs, day, year_later))
    must(ledger::plan_turn(turn, packs).size() <= 10'000, "one turn makes a bounded number of duties");
}

bool check(std::string_view input) {
  static const RecordReader reader;
  static const ledger::Packs before = known_before();
  const auto outcome = reader.read(input);
  if (!outcome) return false;
  const auto& content = outcome.value().content;
  auto findings = ledger::rules_check(content);
  for (auto& finding : assessment::scoring_check(content)) findings.push_back(std::move(finding));
  if (has_fault(findings)) must_tell(bounded(findings));
  const bool is_scoring = outcome.value().kind == "scoring-pack";
  must(assessment::read_scoring_pack(content).has_value() == (is_scoring && !has_fault(findings)),
       "a scoring pack is read where nothing is wrong with it");
  for (const auto& finding : ledger::cross_check(content, before))
    must(finding.severity == Severity::Warning, "what another pack may bring later is a warning");
  plan_with(before, content);  // faulty ones too: the ledger passes them over
  return !has_fault(findings);
}

std::vector<std::string> seeds() { return xml_files("config/packs"); }

const Entered entered{{"packs", "record", 128 << 10, 10'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
