// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/error.h"
#include "server/obligations/packs.h"

namespace cundang::ledger {

/// Name on screen of an element or attribute of a kind, in Chinese; empty where it has none.
using NameOf = std::function<std::string(std::string_view)>;

/// What a rule says, in sentences a clerk understands: by which clause, what makes the duty, who owes what to whom,
/// of which parts, from when and by when. Policies are told with the number of days in force on `day`.
std::vector<Text> explain(const Rule& rule, const Packs& packs, Date day, const NameOf& name_of);

}  // namespace cundang::ledger
