// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/page.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// What a click has registered may turn out 无效 when the ledger reads it: somebody was faster, or the duty had ended.
/// The page that follows says so. All it needs stands in its address, so that it can be loaded again.

/// Address of the duty's page after an act on it.
std::string after_act(const ledger::Obligation& duty, AccessionNumber record);
/// Fills the part "act_outcome" of the duty's page from ?act=; nothing where there is none.
void add_act_outcome(const Call& call, web::Data& data, const ledger::Obligation& duty);

/// Several acts of one kind by one click.
struct ActsTaken {
  std::string_view kind;                  ///< element name, e.g. "urging"
  std::vector<AccessionNumber> records;   ///< in the order filed
  int duties = 0;                         ///< on which they should take effect
  std::vector<ObligationId> passed_over;  ///< chosen, but the act is no longer offered for them
  std::optional<Date> on;                 ///< day on which they take effect, where it is not today
};
/// Address of `page` after them.
std::string after_acts(std::string_view page, const ActsTaken& taken);
/// Fills the part "acts_outcome" of a page: how many took effect, which did not and why.
void add_acts_outcome(const Call& call, web::Data& data, const std::vector<Unit>& units);

}  // namespace cundang::http
