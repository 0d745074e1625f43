// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/entry.h"
#include "schema/model/error.h"
#include "server/obligations/span_of_days.h"

namespace cundang::signals {

/// A number a detector measures by, and whose word it is: one version of an 执行口径.
struct Threshold {
  std::string policy;  ///< T1-短期内
  enum class Measure { Days, Months, Percent, Count };
  Measure measure = Measure::Count;
  int value = 0;
  AccessionNumber version;  ///< the policy pack it stands in
  ledger::SpanOfDays span;
  std::string basis;  ///< 来源: a document number and clause, or 假定
};

/// T1-短期内 = 6 个月（R0000003，来源 假定）.
Text threshold_text(const Threshold& threshold);

/// The policies of every policy pack so far that detectors may ask for.
class Thresholds {
 public:
  void take(const Entry& policy_pack);
  /// The one filed last that is in force on `day`; nothing where nobody has fixed it: then nothing is judged by it.
  std::optional<Threshold> in_force(std::string_view policy, Date day) const;

 private:
  std::vector<Threshold> thresholds_;
};

}  // namespace cundang::signals
