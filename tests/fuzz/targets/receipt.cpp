// SPDX-License-Identifier: GPL-3.0-or-later
// Receipts and slips as departments bring them back: one receipt has one text, and no other text proves itself.
#include "archive/evidence/receipt.h"

#include <algorithm>

#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

std::vector<std::string> seeds() { return {sample("receipt.json"), sample("slip.json"), sample("slip-secret.json")}; }

/// What the statement binds: everything but the title and the findings' texts.
bool same_evidence(const evidence::Receipt& a, const evidence::Receipt& b) {
  return a.type == b.type && a.simulated == b.simulated && a.origin == b.origin && a.accession == b.accession &&
         a.unit == b.unit && a.counter == b.counter && a.received_at == b.received_at && a.digest == b.digest &&
         a.duplicates == b.duplicates && a.statement == b.statement && a.salt == b.salt && a.leaf == b.leaf &&
         a.leaf_index == b.leaf_index;
}

bool check(std::string_view input) {
  static const auto key = sample_log_key();
  static const auto originals = seeds();
  const auto receipt = evidence::parse_receipt(input);
  if (!receipt) return false;
  const auto json = evidence::to_json(*receipt);
  must(json == input || json + "\n" == input, "one receipt, one text");
  const auto findings = evidence::check_receipt(*receipt, key);
  if (has_fault(findings)) {
    must_tell(findings);
  } else {
    must(std::any_of(originals.begin(), originals.end(),
                     [&](const auto& each) { return same_evidence(*evidence::parse_receipt(each), *receipt); }),
         "nothing holds that the log did not issue");
  }
  return true;
}

const Entered entered{{"receipt", "evidence", 64 << 10, 20'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
