// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "schema/model/bytes.h"

namespace cundang::ledger {

/// SHA-256 (FIPS 180-4). The ledger has no library below it, so it carries its own; only ids are made with it.
Sha256 sha256(std::string_view bytes);

}  // namespace cundang::ledger
