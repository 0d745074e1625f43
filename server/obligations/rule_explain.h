// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/error.h"
#include "server/obligations/packs.h"

namespace cundang::ledger {

/// What the forms call things on screen, in Chinese; empty where they have no word.
struct FormWords {
  /// An element, or an attribute, below an element of that name (the kind itself at the top).
  std::function<std::string(std::string_view name, std::string_view parent)> name;
  std::function<std::string(std::string_view code)> code;  ///< a value of a code list: present 出席
};

/// What a rule says, in sentences a clerk understands: by which clause, what makes the duty, who owes what to whom,
/// of which parts, from when and by when. Policies are told with the number of days in force on `day`.
std::vector<Text> explain(const Rule& rule, const Packs& packs, Date day, const FormWords& words);

}  // namespace cundang::ledger
