// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/record.h"

namespace cundang::notices {

/// What left this house, or was refused by who should have taken it: the matter of one 发送登记.
struct Sending {
  std::string channel;  ///< mail, webhook
  std::string to;       ///< mail address, or address of the hook
  UnitCode unit;        ///< whose duties; may read the record
  std::string subject;
  std::vector<ObligationId> about;
  Instant sent_at;  ///< by the archive's clock
  bool accepted = true;
  std::string answer;  ///< what the other side said
};

/// The record that says so, filed under the office's unit. The same sending gives the same record. A text longer than
/// the form allows is cut at a character.
Record sending_record(const Sending& sending, const UnitRef& office);

}  // namespace cundang::notices
