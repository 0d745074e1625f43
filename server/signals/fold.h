// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/obligations/signal_decisions.h"
#include "server/signals/detect.h"

namespace cundang::signals {

/// Goes through the entries in the order of the log and raises suggestions as they become known. One pass for one day.
class Fold {
 public:
  /// `judging` false: only gathers what is known.
  Fold(Date on, bool judging) : on_{on}, judging_{judging} {}
  void take(const Entry& entry);
  /// After the last entry. @returns what was suggested by the end of the day.
  std::vector<Signal> finish();
  /// Looks no later than `on` from here. For a fold that has taken nothing of a later day it is as if `on` had been the
  /// day from the first entry.
  void end_on(Date on) { on_ = on; }
  const Known& known() const { return known_; }
  /// Not empty: whatever else is decided, this 预警处理 can have no effect: no such suggestion, not its trigger or
  /// action, or a paper that is not there, of another kind or addressed to others.
  Text objection(const Entry& entry);

 private:
  struct Raised {
    Signal signal;
    std::optional<Date> lapses_on;
    Candidate latest;  ///< what it rests on as found last
  };
  /// What a suggestion is one of: there is one undecided at a time.
  struct Matter {
    Trigger trigger;
    Subject subject;
    std::string about;
    auto operator<=>(const Matter&) const = default;
  };
  void take_pack(const Entry& entry);
  void take_periods(const Entry& entry);
  void take_accident(const Entry& entry, const Node& content, std::optional<AccessionNumber> previous);
  void take_danger(const Entry& entry, const Node& content, std::optional<AccessionNumber> previous);
  bool may_report_on(const UnitCode& unit, const UnitCode& reporter, const UnitCode& district) const;
  void take_correction(const Entry& entry);
  void take_document(const Entry& entry);
  void take_decision(const Entry& entry);
  void judge(const Touched& touched);
  std::optional<AccessionNumber> still_to_judge(const Subject& subject, const Touched& touched);
  void judge_periods();
  void judge_all();
  void raise(Candidate candidate);
  void open(Candidate candidate, std::string id, const std::vector<std::size_t>& before);
  void grow(Raised& raised, Candidate candidate);
  void set_aside_unseen(std::size_t place, LeafIndex seen);
  Fact fact_of(AccessionNumber first) const;
  std::vector<Fact> facts_of(const std::vector<AccessionNumber>& firsts) const;
  Text objection(const Entry& entry, const ledger::SignalDecision& decision, const Signal& signal) const;
  Text wrong_paper(const ledger::SignalDecision& decision, const Signal& signal) const;
  Text why_not(const Entry& entry, const ledger::SignalDecision& decision, const Signal& signal) const;
  Text why_no_dismissal(const Signal& signal) const;
  void note_seen(Raised& raised, const std::optional<LeafIndex>& expects) const;
  LeafIndex leaf_of(AccessionNumber version) const;
  LeafIndex last_leaf(const Signal& signal) const;
  std::vector<FactChange> changes_of(const Signal& signal) const;

  Date on_;
  bool judging_;
  Known known_;
  ledger::SignalDecisions decisions_;
  std::map<std::int64_t, LeafIndex> leaves_;   ///< of whatever is a fact: number → leaf
  std::map<std::int64_t, std::string> packs_;  ///< packs seen: number → title
  std::set<Date> changes_on_;                  ///< days on which something in a pack begins or ceases to hold
  std::map<Subject, Date> judged_;             ///< last day on which a subject's accidents were judged
  std::vector<Raised> raised_;
  std::map<std::string, std::size_t> places_;           ///< id → place in raised_
  std::map<Matter, std::vector<std::size_t>> matters_;  ///< what was raised of a matter, in order
};

}  // namespace cundang::signals
