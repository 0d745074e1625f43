// SPDX-License-Identifier: GPL-3.0-or-later
// Any record that passes the form may reach the ledger: it takes it, and still answers for every day.
#include <set>

#include "schema/xml/record_reader.h"
#include "server/obligations/ledger.h"
#include "server/obligations/obligation_json.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

constexpr Date asked_on = std::chrono::year{2012} / 10 / 1;
constexpr std::size_t documents_max = 45;  ///< every entry before the input is applied anew for each
const Instant first = *parse_instant("2012-06-01T00:00:00Z");

Entry entry(Record record, std::int64_t number) {
  Entry entry;
  entry.leaf = number;
  entry.number = {number};
  entry.received_at = first + std::chrono::hours{number};
  entry.unit = record.submitter.code;
  entry.person = {"tester"};
  entry.record = std::move(record);
  return entry;
}

/// The shipped packs, and of the demonstration year as much as an input may answer or act on.
std::vector<Entry> story() {
  const RecordReader reader;
  std::vector<Entry> entries;
  auto files = xml_files("config/packs");
  for (auto& each : xml_files("config/demo"))
    if (files.size() < documents_max) files.push_back(std::move(each));
  for (const auto& bytes : files)
    if (auto outcome = reader.read(bytes))
      entries.push_back(entry(std::move(outcome).value(), static_cast<std::int64_t>(entries.size()) + 1));
  return entries;
}

bool check(std::string_view input) {
  static const RecordReader reader;
  static const std::vector<Entry> before = story();
  auto outcome = reader.read(input);
  if (!outcome) return false;
  ledger::Ledger ledger;
  for (const auto& each : before) ledger.apply(each);
  ledger.apply(entry(std::move(outcome).value(), static_cast<std::int64_t>(before.size()) + 1));
  std::set<std::string> ids;
  const auto obligations = ledger.obligations(asked_on);
  for (const auto& obligation : obligations)
    must(ids.insert(obligation.id.text).second, "an obligation stands in the ledger once");
  for (std::size_t i = 0; i < obligations.size(); i += 1 + obligations.size() / 10)
    must(ledger.find(obligations[i].id, asked_on).has_value(), "what is listed is found");
  ledger.propose(asked_on);
  ledger.late_papers();
  return true;
}

std::vector<std::string> seeds() {
  auto all = xml_files("config/demo");
  for (auto& good : xml_files("tests/fixtures/records/good")) all.push_back(std::move(good));
  return all;
}

const Entered entered{{"ledger", "record", 64 << 10, 1500, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
