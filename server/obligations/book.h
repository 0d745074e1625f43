// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/obligations/act.h"
#include "server/obligations/delegations.h"
#include "server/obligations/duty_due.h"
#include "server/obligations/duty_shelf.h"
#include "server/obligations/ledger.h"
#include "server/obligations/packs.h"
#include "server/obligations/plan.h"
#include "server/obligations/reply.h"
#include "server/obligations/signal_decisions.h"

namespace cundang::ledger {

/// What a ledger has made of the entries so far: packs, duties, and what waits for a duty.
class Ledger::Book {
 public:
  void apply(const Entry& entry);

  std::vector<Obligation> obligations(Date on, const Filter& filter) const;
  std::optional<Obligation> find(const ObligationId& id, Date on) const;
  std::vector<Proposal> propose(Date on) const;
  std::vector<LatePaper> late_papers() const;
  DutiesOfRecord duties_of(AccessionNumber record, Date on) const;
  const Packs& packs() const { return packs_; }

 private:
  using Places = DutyShelf::Places;
  using ReplyPtr = std::shared_ptr<const Reply>;
  /// Who acts, and why it may not.
  struct Party {
    UnitCode unit;
    Text may_not;
  };
  /// A calendar duty beyond the last entry, or a duty on the shelf: what a reading day sees.
  struct Horizon {
    std::vector<Duty> ahead;
  };

  // book.cpp: dispatch
  void take_pack(const Entry& entry, Date day);
  Party party(const Entry& entry) const;
  bool may_file_for(const Entry& entry, const UnitCode& unit) const;
  bool is_supervising(const UnitCode& unit) const;
  bool is_desk(const UnitCode& unit) const;

  // book_triggers.cpp: duties come into being
  void trigger(const Entry& entry);
  std::set<int> systems_of(const Entry& entry) const;
  bool goes_on_from(const Entry& entry) const;
  void meet_by_named(const Entry& entry, AccessionNumber made_by);
  void correct(const Entry& entry);
  void add_duty(Duty duty, const Entry& entry);
  void advance(Date day);
  void start(const std::vector<Turn>& turns);
  std::vector<Duty> duties_ahead(Date on) const;
  void attach_waiting(Duty& duty) const;

  // book_signals.cpp: a person decides on a suggestion
  void decide_on_signal(const Entry& entry);
  void show_void(const Entry& entry, AccessionNumber made_by, const Text& why_not);
  void take_back(const Entry& entry, AccessionNumber made_by);

  // book_accidents.cpp: 续报 and 核销 of what made a duty
  void remember_previous(const Entry& entry);
  std::vector<AccessionNumber> makers_before(AccessionNumber number) const;
  void follow_up(const Entry& entry);
  void follow_up(const Entry& entry, AccessionNumber maker);
  Text may_not_report(const Entry& entry, const Trigger& trigger) const;

  // book_replies.cpp: replies find their duties
  void answer(const Entry& entry);
  void answer_by(const ReplyPtr& reply, const Answer& answer);
  void step_on(const ReplyPtr& reply, const Answer& answer, const Places& places);
  Places choose(const Places& mine, const Reply& reply, const Answer& answer) const;
  void file_outside(const Entry& entry);
  void hand_over(const Entry& entry);
  Reply make_reply(const Entry& entry) const;
  void count_paper(Reply& reply, Date came_on) const;
  ReplyPtr keep(Reply reply);
  std::vector<AccessionNumber> named(const Answer& answer) const;

  // book_matching.cpp: replies that name nothing
  bool may_speak_for(const Reply& reply, const Duty& duty) const;
  Proposal weigh(const Reply& reply, const Duty& duty, const Standing& standing, Date on, bool only_one) const;
  bool is_of_kind(const Reply& reply, const Duty& duty) const;
  const Trigger* trigger_of(const Duty& duty) const;
  const std::string* number_cited(const Reply& reply, const Duty& duty) const;
  void confirm_match(const Entry& entry);
  Text may_not_confirm(const Entry& entry, const Duty& duty, const Standing& standing, std::size_t place,
                       AccessionNumber number) const;

  // book_statements.cpp: what another's record says of a unit
  void state_facts(const Entry& entry, const Node& content);
  void state_facts_on(const Entry& entry, const Node& content, const Places& places);

  // book_acts.cpp: acts on duties
  void act(const Entry& entry);
  Places targets(const Entry& entry, const UnitCode& by) const;
  ActContext context(const Entry& entry, const Duty& duty, const Standing& standing, const Party& party) const;

  // book_changes.cpp: what changes a duty beside its course
  void transfer_duties(const Entry& entry);
  Text may_not_transfer(const Entry& entry, const Duty& duty, const UnitCode& from, const UnitCode& to,
                        Date effective) const;
  void recognise_day(const Entry& entry);
  Text may_not_recognise(const Entry& entry, AccessionNumber number, Date day, bool first_attempt) const;
  void find_fault(const Entry& entry);
  Text may_not_blame(const Entry& entry, const Duty& duty, const Standing& standing, const UnitCode& unit) const;

  // book_reading.cpp: what a day sees
  DueReckoner reckoner(const std::vector<Duty>& ahead) const;
  bool wanted(const Obligation& obligation, const Filter& filter) const;
  AccessionNumber first_version(AccessionNumber number) const;

  Packs packs_;
  DutyShelf shelf_;
  Delegations delegations_;
  Date last_day_{};  ///< up to which calendar duties have been made
  std::set<std::string> turns_made_;
  std::unordered_map<std::int64_t, Trigger> triggers_;
  std::unordered_map<std::int64_t, AccessionNumber> corrected_;  ///< correction → first version
  std::unordered_map<std::int64_t, AccessionNumber> previous_;   ///< 续报 → the report before it
  std::unordered_map<std::string, std::vector<AccessionNumber>> doc_nos_, sources_;  ///< of triggers, in one spelling
  std::unordered_map<std::int64_t, ReplyPtr> replies_;                               ///< all that answer or could
  std::unordered_map<std::int64_t, Step> recognised_;  ///< 收到日认定 by the answer it is about
  std::unordered_map<std::string, std::vector<std::pair<ReplyPtr, Answer>>> waiting_;  ///< for what they name
  std::set<std::pair<std::int64_t, std::string>> rejected_;  ///< matches the office has denied
  SignalDecisions signal_decisions_;
};

}  // namespace cundang::ledger
