// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/http/page.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// Colour of a duty's lamp: red overdue, amber due soon (policy 临期), blue under way, green ended, grey not running
/// yet.
std::string_view lamp_of(const ledger::Obligation& duty);
/// A duty as a row of the board or of a list.
web::Data duty_row(const Call& call, const ledger::Obligation& duty, const std::vector<Unit>& units);
/// 逾期 3 天; empty when it is not.
std::string overdue_text(const Call& call, const ledger::Obligation& duty);
/// The day the archive's clock shows, or the one asked for.
Date day_of(const Call& call, const app::ObligationQuery& query);

/// What the form of 职责划转 offers: units in being as "takers", and "today".
void add_takers(const Call& call, web::Data& data, const std::vector<Unit>& units);

}  // namespace cundang::http
