// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/call.h"

namespace cundang::http {

/// ?on= &known_at= &unit= &state= &month= as the API and the board take them. @throws Error{BadRequest} naming the one
/// that cannot be read.
app::ObligationQuery obligation_query(const Call& call);

}  // namespace cundang::http
