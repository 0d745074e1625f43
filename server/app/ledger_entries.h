// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "archive/registry/rows.h"
#include "schema/xml/record_reader.h"

namespace cundang::app {

/// What the ledger keeps of a record; nothing for one that can neither make nor move a duty (old holdings, plain
/// papers).
std::optional<registry::LedgerRow> ledger_entry(const registry::RecordRow& row, const std::string& record_xml,
                                                const RecordReader& reader);

}  // namespace cundang::app
