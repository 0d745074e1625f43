// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::app {

/// One place to which the checkpoint of each closed day goes, and how it stands.
struct OutletStatus {
  std::string name, kind, target;
  std::optional<Date> last_day;  ///< the newest day it has taken
  std::string last_answer;
  std::int64_t waiting = 0;  ///< days that wait
  Text trouble;              ///< empty while all is well
  Instant trouble_since;     ///< real clock
};

/// A day that was closed, and the checkpoint of the commit that closed it.
struct ClosedDay {
  Date day;
  Instant closed_at;  ///< by the archive's clock
  LeafIndex leaf = 0;
  TreeSize size = 0;
  std::string note;
};

/// Checkpoints on their way out of the house. All of it is public, so no Viewer is asked. Thread-safe.
class OutsideService {
 public:
  virtual ~OutsideService() = default;
  virtual std::vector<OutletStatus> outlets() const = 0;
  /// Standing ones for the office: an outlet that takes nothing, or has seen another log.
  virtual std::vector<Text> warnings() const = 0;
  /// Closed days, newest first.
  virtual std::vector<ClosedDay> closed_days(int limit) const = 0;
  /// Nothing where that day was not closed.
  virtual std::optional<ClosedDay> closed_day(Date day) const = 0;
  /// The log's public key, one line.
  virtual std::string vkey() const = 0;
  /// Everything that waits is tried at once.
  virtual void retry_now() = 0;
};

}  // namespace cundang::app
