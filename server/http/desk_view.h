// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/finding.h"
#include "server/http/page.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// @throws Error{Forbidden} for whoever is not of the office.
void require_office(const Call& call);
/// The office's desk, with what was found wrong with a record it has just filed.
Response show_desk(const Call& call, const Findings& findings, int status);
/// What waits for a decision of the office, extensions by granter, waivers: of each list one page of rows, its true
/// total and the links to the pages beside it. ?NAME=2 asks for the second page of a list.
void add_desk_lists(const Call& call, web::Data& data, const std::vector<ledger::Obligation>& duties,
                    const std::vector<Unit>& units);

}  // namespace cundang::http
