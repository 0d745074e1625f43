// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "schema/model/entry.h"
#include "schema/model/error.h"

namespace cundang::ledger {

/// One 预警处理 as its record says it.
struct SignalDecision {
  LeafIndex leaf = 0;
  AccessionNumber number;
  Date day;  ///< of receipt
  UnitCode unit;
  std::string signal, action;            ///< id of the suggestion; talk letter inspection dismissed
  std::optional<AccessionNumber> paper;  ///< the notice or letter it names
  std::optional<LeafIndex> expects;      ///< the last leaf its author had seen of the suggestion
  AccessionNumber made_by;               ///< of one that holds: the decision that began this course of action
};

/// Nothing where it is no 预警处理, or names no suggestion.
std::optional<SignalDecision> read_signal_decision(const Entry& entry);

/// A paper a decision may name.
struct SignalPaper {
  std::string kind;
  std::set<UnitCode> reaches;  ///< units it is addressed to, calls to a talk, or sends an inspection to
};

/// 预警处理 in the order of the log: which of several holds, and whether the paper it names is there. What the ledger
/// and the suggestions both go by, so that no duty comes from a decision that is 无效 on the page of its signal.
class SignalDecisions {
 public:
  /// Remembers a 约谈通知, 建议函 or 督查通知; anything else is passed over.
  void take_paper(const Entry& entry);
  /// Nothing where no such paper has been filed.
  const SignalPaper* paper(AccessionNumber number) const;
  /// The decision that holds on a suggestion; nothing while nobody has decided.
  const SignalDecision* holding(const std::string& signal) const;

  /// Not empty: the paper named is not there, or no paper of this action.
  Text wrong_paper(const SignalDecision& decision) const;
  /// Not empty: another decision came between, which its author had not seen. Without `expects` there is nothing to
  /// hold against it, as with acts on duties.
  Text overtaken(const SignalDecision& decision) const;
  /// From now on this one holds.
  void hold(SignalDecision decision);

 private:
  std::map<std::int64_t, SignalPaper> papers_;
  std::map<std::string, SignalDecision> holding_;
};

}  // namespace cundang::ledger
