// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/obligations/carried.h"
#include "server/obligations/cited_number.h"
#include "server/obligations/duty.h"
#include "server/obligations/standing.h"
#include "server/obligations/unit_register.h"

namespace cundang::ledger {

/// A record that may answer duties: what matching needs of it.
struct Reply {
  LeafIndex leaf = 0;
  AccessionNumber number;
  Instant at;
  Date day;                       ///< on which it counts: receipt, or 实际收到日 of paper entered in time
  std::optional<Date> paper_day;  ///< 实际收到日 of paper entered late, which counts once a second person says so
  std::string kind;               ///< of paper: the kind registered
  UnitCode unit;                  ///< whose reply it is
  PersonId person;
  Carried carried;
  bool unseen = false;      ///< paper: nothing of it is here to be seen, the whole counts
  bool classified = false;  ///< 涉密件登记单: stands for whatever is owed, and meets every part
  std::vector<Answer> answers;
  std::vector<CitedNumber> cites;  ///< of a reply that names nothing: numbers in its text
  std::string word;                ///< of such a reply: what in its title says it is one
  Text note;                       ///< e.g. that a second person must confirm the day of paper
  Text why_not;                    ///< not empty: it may not speak for `unit`
};

/// The kind is a document's (文件), not an act's, a registration's or a pack's.
bool is_document(std::string_view kind);
/// A record of this kind can answer the duty.
bool fits(const Duty& duty, std::string_view kind);
/// Parts of the duty that the reply meets by this answer.
std::vector<std::size_t> parts_met(const Duty& duty, const Reply& reply, const Answer& answer);
/// The step a reply makes on a duty it names; says why when it does not apply, units by the names of the register.
Step answer_step(const UnitRegister& units, const Duty& duty, const Reply& reply, const Answer& answer);
/// The record an act or a registration is about: `record/@id`.
std::optional<AccessionNumber> record_named(const Node& content);
/// The reply is about the item of the duty, where the rule says by which of its elements that shows.
bool is_about(const Duty& duty, const Reply& reply);

}  // namespace cundang::ledger
