// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/obligations/span_of_days.h"

namespace cundang::assessment {

/// Which record said what of a rule or a policy on which days: so that a point names the version it rests on, the one
/// the ledger counted with.
class PackVersions {
 public:
  /// Takes a pack the ledger has taken too: filed by the desk (anyone before the first unit register).
  void take(const Entry& entry);
  /// The pack filed last up to `day` that has the rule (policy) in force on it; where none was, the first filed after.
  std::optional<AccessionNumber> rule(const std::string& id, Date day) const { return find(rules_, id, day); }
  std::optional<AccessionNumber> policy(const std::string& id, Date day) const { return find(policies_, id, day); }

 private:
  struct Version {
    AccessionNumber record;
    Date filed;
    ledger::SpanOfDays span;
  };
  using Book = std::map<std::string, std::vector<Version>>;
  static void add(Book& book, const Entry& entry, const char* element);
  static std::optional<AccessionNumber> find(const Book& book, const std::string& id, Date day);
  Book rules_, policies_;
};

}  // namespace cundang::assessment
