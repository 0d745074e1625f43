// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/http/page.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// Colour of a duty's lamp on `on`: red overdue, amber due within five days, blue under way, green ended, grey not
/// running yet.
std::string_view lamp_of(const ledger::Obligation& duty, Date on);
/// A duty as a row of the board or of a list.
web::Data duty_row(const Call& call, const ledger::Obligation& duty, Date on, const std::vector<Unit>& units);
/// 逾期 3 天; empty when it is not.
std::string overdue_text(const Call& call, const ledger::Obligation& duty);
/// The day the archive's clock shows, or the one asked for.
Date day_of(const Call& call, const app::ObligationQuery& query);

/// Settling follows the receipt by a moment; a page waits for it (a second at most) so that it shows what was just done.
void await_settled(const Call& call, AccessionNumber number);

}  // namespace cundang::http
