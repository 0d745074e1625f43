// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/assessment/result.h"
#include "server/http/call.h"

namespace cundang::http {

/// One step of the assessment a person may take by a form. It becomes a record that travels the same line as an upload;
/// whether it has effect the calculation alone decides.
struct OfferedStep {
  std::string kind;       ///< "consultation" …
  bool approved = false;  ///< asks who approved
  std::string about;      ///< the record it answers: an appeal, a sheet to confirm
  std::string about_text;
  bool late = false;  ///< an appeal after its term, or the 复核 that may take one: asks for the reason
};

/// Steps of one unit's assessment offered to this actor. Advice, not authority.
std::vector<OfferedStep> steps_for(const Actor& actor, const assessment::Scorecard& card);
/// Steps of the whole year: 征求意见 of all, 审定, 通报, 冻结.
std::vector<OfferedStep> steps_for_year(const Actor& actor, const assessment::YearResult& result);

/// record.xml of the step the form describes: fields kind, unit, about, statement, approved_by, late_accepted; hand.ID,
/// reason.ID, evidence.ID, second.ID for what is scored by hand; check.DUTY.CANDIDATE and missing.DUTY (its indicator)
/// for what was not seen; line (INDICATOR|DUTY or INDICATOR|R-number), points and reason of a 复核.
/// @param units those a step for the whole year is addressed to.
std::string step_xml(const Call& call, int year, const std::vector<UnitCode>& units);

}  // namespace cundang::http
