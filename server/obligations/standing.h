// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "server/obligations/duty.h"

namespace cundang::ledger {

/// Where a duty stands once the steps that count up to a day are taken in leaf order.
struct Standing {
  enum class Phase { Open, Answered, Returned, Verified, Completed, Closed, Waived, Withdrawn };
  struct Met {
    AccessionNumber by;
    Date on;
  };

  Phase phase = Phase::Open;
  std::optional<Date> served;
  bool disputable = false;  ///< served by an entry of others
  std::vector<std::optional<Met>> parts;
  std::optional<Date> answered_on;   ///< day the last part was met, while all are
  std::optional<Date> first_met_on;  ///< first day all parts were met, returned or not
  std::optional<Date> ended_on;
  bool extension_pending = false;
  std::vector<Step> new_terms;  ///< extensions granted and returns with a term, in order
  LeafIndex last_leaf = -1;     ///< last step that applies

  bool has_ended() const {
    return phase == Phase::Completed || phase == Phase::Closed || phase == Phase::Waived || phase == Phase::Withdrawn;
  }
  bool still_owed() const { return phase == Phase::Open || phase == Phase::Returned; }
};

/// Takes the applying steps whose day is not after `on`; without `on` every one.
Standing settle(const Duty& duty, std::optional<Date> on = std::nullopt);

}  // namespace cundang::ledger
