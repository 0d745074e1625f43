// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/obligations/ledger.h"

namespace cundang::assessment {

/// 认定: a person's finding against a unit.
struct FaultFinding {
  AccessionNumber record;
  LeafIndex leaf = 0;
  UnitCode unit, by;
  std::string kind;  ///< no-show, unserious, concealment …
  std::string reason;
  ObligationId obligation;               ///< empty where it names a record alone
  std::optional<AccessionNumber> about;  ///< e.g. the talk notice
  Date day{};
};

/// 3f: criticism of governments and departments, the one feed into the assessment that the founding document names.
struct Criticism {
  AccessionNumber record;
  LeafIndex leaf = 0;
  std::vector<UnitCode> units;
  AccessionNumber finding;
  Date issued{};  ///< document's date, else receipt
  Date received{};
};

/// Findings and criticisms in leaf order. A 更正, of it or of an earlier 更正, replaces what a criticism says.
class CriticismBook {
 public:
  void apply(const Entry& entry, bool by_desk);
  const std::vector<Criticism>& criticisms() const { return criticisms_; }
  const std::vector<FaultFinding>& findings() const { return findings_; }
  const FaultFinding* finding(AccessionNumber record) const;

 private:
  void add_finding(const Entry& entry);
  void correct(const Entry& entry);
  std::map<std::int64_t, AccessionNumber> firsts_;  ///< correction → criticism
  std::vector<Criticism> criticisms_;
  std::vector<FaultFinding> findings_;
};

}  // namespace cundang::assessment
