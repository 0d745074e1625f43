// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "schema/model/entry.h"

namespace cundang::config::test {

/// The shipped packs and the exercise documents as entries, in the order `init` files them: units first, then the rest
/// of the packs, then the exercise. A record that does not read fails the test that asks.
std::vector<Entry> demo_entries();

}  // namespace cundang::config::test
