// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/model/record.h"
#include "server/obligations/duty.h"

namespace cundang::ledger {

/// What a record carries that a part of a duty may ask for.
struct Carried {
  std::vector<std::string> filled;  ///< children of the kind element that hold text or elements of their own
  /// Short texts of the kind element by path: {"sectors/sector", "建筑施工"}, attributes as {"entries/entry@item", …}.
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<UnitCode> reached;   ///< addressees and copies
  std::vector<std::string> roles;  ///< of its attachments

  bool states(std::string_view path, std::string_view value) const;
  bool reaches(const UnitCode& unit) const;
};

/// @param record gives addressees, copies and attachments; @param content its kind element, or a corrected one.
Carried carried_by(const Record& record, const Node& content);
/// The record's kind aside, it carries what the part asks for.
bool carries(const Carried& carried, const Duty::DutyPart& part);

}  // namespace cundang::ledger
