// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/entry.h"
#include "server/obligations/duty.h"
#include "server/obligations/packs.h"

namespace cundang::ledger {

/// What planning needs of a record that triggers, kept for its corrections.
struct Trigger {
  AccessionNumber number;  ///< first version
  LeafIndex leaf = 0;
  Date received;
  std::optional<Date> issued;
  UnitCode issuer;  ///< first 责任者 with a code, else the submitter
  std::string series, doc_no;
  std::vector<UnitRef> addressees, copies;
  std::vector<Attachment> attachments;
  std::set<int> systems;  ///< of the duties that an act is about
  bool goes_on = false;   ///< it answers, or goes on from, one of its kind that made a duty
  Node content;
  std::vector<Paragraph> body;
};

Trigger make_trigger(const Entry& entry);

/// The duties the rules in force on the day of receipt make of a record, in order of rule, unit and item.
std::vector<Duty> plan_record(const Trigger& trigger, const Packs& packs);
/// Rule id of duties that a document demands itself; no pack may use it.
inline constexpr std::string_view demand_rule_id = "文件自带要求";

/// The duties that the demands written in the document make (row 0).
std::vector<Duty> plan_demands(const Trigger& trigger, const std::vector<Demand>& demands, const Packs& packs);

/// One turn of a calendar rule.
struct Turn {
  std::shared_ptr<const Rule> rule;
  std::optional<Period> about;  ///< reported on
  std::string period;           ///< 2012-H1, 2012-汛期
  std::optional<Date> begins;   ///< first day of a special period
  Date starts;                  ///< day on which its duties arise
  Date due;                     ///< before it moves off a day off
};
/// Turns that arise after `after` and not after `last`: on the first day of the period that holds the due day, or so
/// many days before a special period. By due day.
std::vector<Turn> turns_arising(const Packs& packs, Date after, Date last);
/// Turns under way on `day`: begun and not past their due day. They start on `day` (rule or list came late).
std::vector<Turn> turns_open(const Packs& packs, Date day);
/// The duties of a turn for the list as known now; none where it is empty.
std::vector<Duty> plan_turn(const Turn& turn, const Packs& packs);

}  // namespace cundang::ledger
