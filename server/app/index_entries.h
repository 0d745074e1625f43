// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/registry/rows.h"
#include "indexer/index_entry.h"
#include "schema/model/record.h"

namespace cundang::app {

/// What the index learns of a record: its own words and what the registry says of it.
indexer::IndexEntry make_index_entry(const Record& record, const registry::RecordRow& row);

}  // namespace cundang::app
