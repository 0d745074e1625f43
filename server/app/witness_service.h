// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::app {

struct WitnessReply {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
};

/// A log that this installation witnesses, and how far it has seen it.
struct WitnessedLog {
  std::string origin;
  TreeSize size = 0;  ///< 0 where nothing was cosigned yet
  Instant seen;       ///< real clock
};

/// The witness for the logs of other houses (C2SP tlog-witness). Thread-safe.
class WitnessService {
 public:
  virtual ~WitnessService() = default;
  /// The answer to POST /add-checkpoint. A cosignature leaves only after what it says is durable.
  /// @throws Error{StorageFull | StorageFailed}: nothing was cosigned.
  virtual WitnessReply add_checkpoint(std::string_view request) = 0;
  virtual const std::string& vkey() const = 0;
  virtual std::vector<WitnessedLog> logs() const = 0;
};

}  // namespace cundang::app
