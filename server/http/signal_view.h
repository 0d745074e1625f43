// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/http/page.h"
#include "server/signals/signal.h"

namespace cundang::http {

/// The signal cases of this site. @throws Error{NotFound} where it has none.
app::SignalService& signal_service(const Call& call);
/// ?on= &known_at= &trigger= &state= &unit=. @throws Error{BadRequest} naming the one that cannot be read.
app::SignalQuery signal_query(const Call& call);
/// The same without its filters: for one suggestion.
app::SignalQuery signal_day(const Call& call);
/// Whom it is about: the unit's name, the name as written, or those it would go to.
std::string subject_name(const signals::Signal& signal, const std::vector<Unit>& units);
/// A suggestion as a row of a list: id, trigger, name, about, subject, state, lamp.
web::Data signal_row(const Call& call, const signals::Signal& signal, const std::vector<Unit>& units);

}  // namespace cundang::http
