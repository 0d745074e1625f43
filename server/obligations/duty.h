// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/obligations/obligation.h"
#include "server/obligations/rule.h"

namespace cundang::ledger {

/// What a step does to a duty when it applies.
enum class Effect {
  None,  ///< stands in the history
  Served,
  ServiceDisputed,
  ObjectionUpheld,  ///< it stays unserved
  ServiceRestored,  ///< the objection failed: served as before
  Answered,
  ExtensionAsked,
  ExtensionAskedLate,  ///< never applies; a grant may take it up with its reason
  ExtensionGranted,
  ExtensionRefused,
  Verified,
  VerificationRefused,
  Returned,
  Completed,
  Closed,
  Waived,
  Withdrawn,
  Reinstated,     ///< a later correction names again what an earlier one had dropped
  Transferred,    ///< 职责划转, from its day on
  DayRecognised,  ///< an answer counts from an earlier day
  FaultFound,
  Missed,  ///< another's record states that the unit did not do it
};

/// A history step with its effect; what the ledger keeps. `shown.day` decides from when it counts.
struct Step {
  HistoryStep shown;
  Effect effect = Effect::None;
  std::vector<std::size_t> parts;         ///< Answered: which parts
  std::optional<AccessionNumber> answer;  ///< Answered: the record that answers; Returned: the answer returned
  std::optional<Date> until;              ///< ExtensionGranted, Returned
  std::optional<Date> late_after{};       ///< ExtensionGranted on a late request: days after this one stay late
  bool by_owing_unit = false;             ///< Served: its own 签收, which it cannot dispute
  UnitCode unit;                          ///< Transferred: who takes it; FaultFound: whose fault
  std::string fault;                      ///< FaultFound: its kind
  bool restates = false;                  ///< corrected: what the record said before no longer counts
  bool confirms = false;                  ///< FaultFound: the office's word on what the lead recorded
  bool ends = false;                      ///< FaultFound: the unit did not come, and nothing more can come of it
};

/// A duty as the entries made it, without a day: state and dates come of settle() and due_of().
struct Duty {
  ObligationId id;
  std::shared_ptr<const Rule> rule;
  std::optional<AccessionNumber> trigger;  ///< first version
  AccessionNumber service_record;          ///< record whose service starts the term: trigger, or a correction
  LeafIndex trigger_leaf = -1;
  std::string period;
  Date arose;
  std::string item;
  std::string citing_paragraph_id, citing_text;
  UnitCode owing, owed_to, issuer;     ///< `owing`: who owed it first, part of its id
  std::vector<UnitCode> contributing;  ///< 配合

  struct DutyPart {
    std::string name, item, kind, element;
    std::optional<UnitClass> filed_to;
    std::string value{};            ///< `element` is a path that must hold this text
    std::string attachment{};       ///< role of an attachment it must have
    std::vector<UnitCode> reach{};  ///< units that must stand among its addressees or copies
    bool by_trigger = false;        ///< the trigger itself meets it where it carries all that
  };
  std::vector<DutyPart> parts;

  std::optional<Policy> policy;    ///< in force and known when it arose
  std::optional<Term> term;        ///< written in the rule or in the document
  std::optional<Date> fixed_day;   ///< by the calendar or as written
  Text fixed_day_said;             ///< how the calendar's day is told; empty: as written in a document
  std::optional<Date> issued;      ///< date of the trigger
  std::optional<Date> event_day;   ///< of events other than service and fan-in
  std::optional<Date> held_since;  ///< the owing unit issued the trigger itself
  int order = 0;                   ///< signing in order: it waits for the lower ones
  std::vector<Step> steps;         ///< leaf order

  /// Nobody is late for what he has not received; a fan-in runs from its inputs.
  bool needs_service() const { return trigger && !held_since && rule->from != Rule::Event::FanIn; }
};

}  // namespace cundang::ledger
