// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/agent.h"
#include "schema/model/record.h"
#include "server/app/entry_source.h"
#include "server/assessment/assess.h"

namespace cundang::app {

struct AssessmentQuery {
  int year = 0;
  std::optional<Date> on;  ///< default: today by the archive's clock
  Knowledge known;         ///< neither: up to the day-close of `on`
  assessment::WhatIf what_if;
};

/// How a class scored, without names: how many units stand in each band.
struct Distribution {
  UnitClass unit_class = UnitClass::District;
  int units = 0;
  struct Count {
    std::string band;
    assessment::Points from;
    int units = 0;
  };
  std::vector<Count> counts;  ///< highest band first
};

/// What one viewer sees of a year. Who sees all (局, 安委办, reviewers) sees all; a government or department its own
/// card, its class without names, and its rank once the 审定 is there; nobody else anything (domain: Who sees what).
struct AssessmentView {
  assessment::YearResult result;
  std::vector<Distribution> distributions;
  bool whole = false;  ///< sees every card
};

/// 年度考核 as pages, API and command line see it. Thread-safe.
class AssessmentService {
 public:
  virtual ~AssessmentService() = default;
  /// @throws Error{NotFound} where the viewer's unit is in no class; Error{BadRequest} for knowledge beyond the log or
  /// a policy that was never filed.
  virtual AssessmentView assess(const AssessmentQuery& query, const Viewer& viewer) const = 0;
  /// Whose score the what-if of the query moves, and why. @throws Error{Forbidden} unless the viewer sees all.
  virtual std::vector<assessment::Move> moves(const AssessmentQuery& query, const Viewer& viewer) const = 0;
  /// A scoring pack given as record.xml, for a what-if. Findings say what is wrong with it.
  virtual Outcome<assessment::ScoringPack> read_pack(const std::string& record_xml) const = 0;
  /// Why a step made by a click would have no effect, with what to do first; a fault means it is not to be filed. Empty
  /// where it would have, and where the record is none: submit() says the rest.
  virtual Findings check_step(const std::string& record_xml, const Actor& actor) const = 0;
};

/// What a viewer may see of a whole result.
AssessmentView narrowed(assessment::YearResult result, const Viewer& viewer);
/// Leaves one class, district or department, and one unit; empty: all.
/// @throws Error{BadRequest} for another class; Error{NotFound} where the unit is not among them.
assessment::YearResult only_of(assessment::YearResult result, std::string_view unit_class, const UnitCode& unit);

}  // namespace cundang::app
