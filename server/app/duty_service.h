// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/agent.h"
#include "server/obligations/ledger.h"

namespace cundang::app {

/// A duty that a reply may answer, and what speaks for it.
struct PossibleMatch {
  ledger::Obligation duty;
  Text reason;
};

/// A reply that names no duty, for the office to look at.
struct UnmatchedReply {
  AccessionNumber number;
  std::string title, kind;
  UnitCode unit;
  Instant received_at;
  std::vector<PossibleMatch> possible;  ///< the likeliest first, at most five
};

/// A slip (退件单) as the log has it.
struct Slip {
  LeafIndex leaf = 0;
  UnitCode unit;
  std::string digest;  ///< SHA-256, hex; empty for a 涉密件
  Date day;
};

/// What the office's desk asks beside the ledger itself. Thread-safe. Only who sees all is answered: for others lists
/// are empty, and a slip is not there.
class DutyService {
 public:
  virtual ~DutyService() = default;
  virtual std::vector<UnmatchedReply> unmatched(const Viewer& viewer) const = 0;
  virtual std::vector<ledger::LatePaper> late_papers(const Viewer& viewer) const = 0;
  virtual std::optional<Slip> slip(LeafIndex leaf, const Viewer& viewer) const = 0;
};

}  // namespace cundang::app
