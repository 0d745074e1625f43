// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/call.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// A step a person may take on a duty by a click. It becomes a small record that travels the same line as an upload;
/// whether it has effect is decided by the ledger alone.
struct Act {
  std::string_view kind;  ///< element name, e.g. "verification"
  bool wants_reason = false, wants_until = false;
};

/// What this actor, by unit and role, is offered for this duty as it stands. Advice, not authority.
std::vector<Act> acts_for(const Actor& actor, const ledger::Obligation& duty);

struct ActInput {
  std::string reason;
  std::optional<Date> until;
};

/// record.xml of the act, form 1.0, naming the last step its author saw (expects).
std::string act_xml(const Call& call, const Act& act, const ledger::Obligation& duty, const ActInput& input);

}  // namespace cundang::http
