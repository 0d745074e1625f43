// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/record.h"

namespace cundang {

/// One registered record as everything computed from records sees it: ledger, signals, assessment. Entries are applied
/// in the order of their leaves.
struct Entry {
  LeafIndex leaf = 0;
  AccessionNumber number;
  Instant received_at;
  UnitCode unit;  ///< authenticated submitter (报送单位)
  PersonId person;
  Record record;
};

}  // namespace cundang
