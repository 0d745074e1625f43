// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/finding.h"
#include "schema/model/record.h"

namespace cundang {

/// Days a record claims for itself must not lie after its receipt; one day is allowed for clocks and midnight.
/// Pure. Codes: form.date-after-receipt at /record/document/date, printed-on or received-on; without line.
Findings check_dates(const Record& record, Instant received_at);

}  // namespace cundang
