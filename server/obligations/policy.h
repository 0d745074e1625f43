// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/obligations/span_of_days.h"

namespace cundang::ledger {

/// A number of days, working or calendar.
struct Term {
  int days = 0;
  bool working = true;
};

/// The value of a policy that is no term: 短期内 = 6 months, 接近 = 90 percent, 多发 = 3 accidents.
struct PolicyValue {
  enum class Measure { Months, Percent, Count };
  Measure measure = Measure::Count;
  int value = 0;
};

// Policies with a meaning of their own (docs/formats/rules.md, Policy pack).
namespace policy_id {
inline constexpr std::string_view due_soon = "临期";          ///< so long before its end a term shows amber
inline constexpr std::string_view second_try = "改正";        ///< a refused upload is corrected within
inline constexpr std::string_view paper_entry = "补登";       ///< paper is entered within
inline constexpr std::string_view stage_report = "阶段反馈";  ///< a long item is reported on every
inline constexpr std::string_view verification = "核实";      ///< the supervisor's own term
}  // namespace policy_id

/// 执行口径: what a word such as 及时 means in days, from when, by whose word.
struct Policy {
  std::string id;
  Term term;
  SpanOfDays span;
  std::string basis;  ///< 来源: a document number and clause, or 假定
  Date filed;         ///< day on which the ledger learned of it
};

/// The policies of every policy-pack applied so far.
class PolicyBook {
 public:
  void take(const Node& content, Date filed);
  /// The one in force on `day` that was filed last up to that day: what is filed later alters nothing. Where none was,
  /// the first filed after it.
  std::optional<Policy> in_force(std::string_view id, Date day) const;
  /// Its term; `otherwise` where none is in force.
  Term term(std::string_view id, Date day, Term otherwise) const;

 private:
  std::vector<Policy> policies_;
};

/// The one of the attributes `months`, `percent` and `count` a policy has; nothing unless 1–10,000 and alone (days
/// beside it count as a second value).
std::optional<PolicyValue> read_policy_value(const Node& node);

/// Attributes `days` and `unit` of an element; nothing unless 1–3660 days (0 allowed where the event's own day is the
/// last).
std::optional<Term> read_term(const Node& node, std::string_view days_name = "days",
                              std::string_view unit_name = "unit");

}  // namespace cundang::ledger
