// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/evidence/merkle.h"
#include "archive/ingest/group.h"
#include "archive/registry/registry.h"

namespace cundang::ingest {

/// The log's tree as the registry stores it. The tree reads full tiles through `registry`, which must outlive it.
evidence::Tree load_tree(const registry::Registry& registry);
Numbers load_numbers(const registry::Registry& registry);
/// logged_at of the last leaf; the epoch for an empty log.
Instant last_logged(const registry::Registry& registry);
/// The first Beijing day that has no 日结 leaf yet.
Date first_open_day(const registry::Registry& registry);

}  // namespace cundang::ingest
