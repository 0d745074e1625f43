// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "server/obligations/duty.h"

namespace cundang::ledger {

/// Where a duty stands once the steps that count up to a day are taken in leaf order.
struct Standing {
  enum class Phase { Open, Answered, Returned, Verified, Completed, Closed, Waived, Withdrawn, Absent };
  struct Met {
    AccessionNumber by;
    Date on;
  };
  struct Transfer {
    UnitCode from;
    Date effective;
    Date known;  ///< received: nobody is late for days before he could know
  };
  /// An answer lay with the supervisor: days that are not the unit's.
  struct Held {
    Date from, until;
  };

  Phase phase = Phase::Open;
  std::optional<Date> served;
  bool disputable = false;            ///< served by an entry of others
  bool disputed = false;              ///< an objection waits for a ruling
  std::optional<Date> served_before;  ///< the objection
  UnitCode owing;
  std::vector<Transfer> transfers;
  std::vector<Fault> faults;
  std::vector<Held> held;
  std::vector<Held> late;  ///< days after the old due day, up to an extension asked for too late: they stay late
  std::optional<Date> last_answer;  ///< day of the last answer of any extent
  std::vector<std::optional<Met>> parts;
  std::optional<Date> answered_on;   ///< day the last part was met, while all are
  std::optional<Date> first_met_on;  ///< first day all parts were met, returned or not
  std::optional<Date> ended_on;
  bool extension_pending = false;
  bool absence_stated = false;  ///< another's record states that the unit did not do it
  std::vector<Step> new_terms;  ///< extensions granted and returns with a term, in order
  LeafIndex last_leaf = -1;     ///< last step that applies

  bool has_ended() const {
    return phase == Phase::Completed || phase == Phase::Closed || phase == Phase::Waived || phase == Phase::Withdrawn ||
           phase == Phase::Absent;
  }
  bool still_owed() const { return phase == Phase::Open || phase == Phase::Returned; }
};

/// Takes the applying steps that count on a day not after `on`; without `on` every one.
Standing settle(const Duty& duty, std::optional<Date> on = std::nullopt);
/// The last day on which the unit that owes the duty is in time: `due`, its service or its taking over, the latest of
/// these; nothing where no day can be late yet.
std::optional<Date> last_timely_day(const Duty& duty, const Standing& standing, std::optional<Date> due);
/// From which day each step of a duty counts: its own, or for an answer the one recognised (收到日认定).
class CountingDays {
 public:
  explicit CountingDays(const Duty& duty);
  /// @param step one of the duty's.
  Date of(const Step& step) const;

 private:
  std::map<std::int64_t, Date> recognised_;  ///< by the number of the answer
};
/// Who owes the duty on a day, transfers taken into account.
UnitCode owing_on(const Duty& duty, Date day);

}  // namespace cundang::ledger
