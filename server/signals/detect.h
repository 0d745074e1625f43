// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/signals/signal.h"

namespace cundang::signals {

/// Detectors: pure functions of what is known and of the day looked at. Each finding names the accidents or dangers it
/// rests on; a detector whose threshold nobody has fixed finds nothing (missing_policies() says so).
/// Windows hold the last day and the same day so many months before, both included.

/// T1 on a subject's accidents: 较大以上 in short succession (two is the rule's own number), one class repeated.
/// @param holding here and below: only what rests on this accident too (clusters()); absent: everything.
std::vector<Candidate> detect_talks(const Known& known, const Subject& subject, std::optional<AccessionNumber> holding);
/// T2 on a district's or department's accidents: frequent, increased against the same days of the year before.
std::vector<Candidate> detect_letters(const Known& known, const Subject& subject,
                                      std::optional<AccessionNumber> holding);
/// What an entry has touched: only quotas on it need be reckoned again.
struct Touched {
  std::set<Subject> subjects;
  std::set<std::string> sectors;
  std::optional<AccessionNumber> accident;  ///< first report of the one accident touched
  bool everything = false;
  bool reaches(const Quota& quota) const;
};
/// T2 on every quota touched of the year, or years, still open on the day looked at.
std::vector<Candidate> detect_quotas(const Known& known, const Touched& touched);
/// T3 on a district's or department's accidents.
std::vector<Candidate> detect_inspections(const Known& known, const Subject& subject,
                                          std::optional<AccessionNumber> holding);
/// T1, T2 and T3 on major hidden dangers not cleared.
std::vector<Candidate> detect_dangers(const Known& known, const Subject& subject);
/// T3 because a document says so: series 上级部署 or 督查建议.
Candidate detect_ground(const InspectionGround& ground);
/// T3 before each special period that is near or has been.
std::vector<Candidate> detect_periods(const Known& known);

/// Policies that a detector asks for and that are not in force on the day looked at.
std::vector<std::string> missing_policies(const Known& known);

}  // namespace cundang::signals
