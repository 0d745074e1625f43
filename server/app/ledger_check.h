// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

#include "archive/registry/registry.h"
#include "schema/model/finding.h"
#include "schema/xml/record_reader.h"
#include "server/app/record_bytes.h"

namespace cundang::app {

struct LedgerCheck {
  std::int64_t records = 0;  ///< read again, as far as the worker has settled them
  std::int64_t entries = 0;  ///< of them, what the ledger is computed from
  std::int64_t duties = 0;   ///< on the last day compared
  int days = 0;              ///< days compared: the last of each month, and the last day of all
  Findings findings;         ///< what differs; empty when all is well. At most 200 are named
};

/// Derives the ledger from zero, from the records as they are kept, and compares it with what the service goes by: the
/// entries it keeps, applied little by little with readings in between. `progress` may be empty.
/// @throws Error{PackageUnreadable | RegistryUnreadable} where it could not look.
LedgerCheck check_ledger(const registry::Registry& registry, const RecordBytes& bytes, const RecordReader& reader,
                         const std::function<void(std::int64_t done, std::int64_t total)>& progress);

}  // namespace cundang::app
