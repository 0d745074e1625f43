// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::scenario {

/// One line of timeline.tsv: a document, who hands it in when, and what must come of it.
struct Happening {
  std::string place;  ///< line of the timeline
  Instant when;
  UnitCode unit;
  PersonId person;
  std::filesystem::path file;
  std::string number;   ///< the digits in front of the file's name; other documents cite it by them
  std::string refused;  ///< code of the finding it is refused for; empty: it is registered
};

/// In the order of the table, which is that of time. @throws std::runtime_error with the place.
std::vector<Happening> read_timeline(const std::filesystem::path& year);

}  // namespace cundang::scenario
