// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "schema/model/ids.h"

namespace cundang::ledger {

/// First 16 bytes of SHA-256 over `rule \n trigger \n owing unit \n item` (docs/formats/rules.md, Identity). `trigger`
/// is the R-number of the trigger's first version, or the period.
ObligationId obligation_id(std::string_view rule, std::string_view trigger, const UnitCode& owing,
                           std::string_view item);

}  // namespace cundang::ledger
