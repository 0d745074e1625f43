// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "schema/model/finding.h"

namespace cundang::forms {

/// Collects findings up to a bound; a finding that is there already is not added twice.
class FindingList {
 public:
  explicit FindingList(std::size_t limit) : limit_{limit} {}

  void add(std::string code, std::string place, int line, Text reason, Text cure, Severity severity = Severity::Fault);
  bool has_fault() const { return cundang::has_fault(findings_); }
  /// There may be more that nobody looked for.
  void cut_short() { ++dropped_; }
  bool full() const { return dropped_ > 0; }
  /// The findings in order of line, with a closing "findings.more" where not all are listed.
  Findings take() &&;

 private:
  std::size_t limit_;
  std::size_t dropped_ = 0;
  Findings findings_;
};

}  // namespace cundang::forms
