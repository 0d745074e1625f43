// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/record.h"
#include "schema/xml/finding_list.h"

namespace cundang::forms {

/// Rules of single kinds that XSD 1.0 cannot say: an order of days, a field that another one makes necessary.
void check_content(const Record& record, FindingList& findings);

/// A handover slip (classified-handover) must not carry the secret paper's title or number.
bool is_leaky_handover(const Record& record);

}  // namespace cundang::forms
