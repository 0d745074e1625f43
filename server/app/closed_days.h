// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "archive/registry/registry.h"
#include "server/app/outside_service.h"

namespace cundang::app {

/// Days whose 日结 stands after leaf `after` (-1: all), oldest first.
std::vector<ClosedDay> closed_days_after(const registry::Registry& registry, LeafIndex after);
/// The newest `limit`, newest first.
std::vector<ClosedDay> latest_closed_days(const registry::Registry& registry, int limit);
/// Nothing where that day was not closed.
std::optional<ClosedDay> closed_day(const registry::Registry& registry, Date day);

}  // namespace cundang::app
