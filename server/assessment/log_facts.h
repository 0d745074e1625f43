// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::assessment {

/// What the statements of a log prefix say of who filed what: the ground of absence evidence. All in leaf order.
struct LogFacts {
  struct Filed {
    LeafIndex leaf = 0;
    AccessionNumber number;
    UnitCode unit;
    std::int64_t counter = 0;  ///< the unit's own dense number, from 1
    Instant received;
    std::string kind;
    UnitCode on_behalf_of;  ///< 代报; empty where it files for itself
    bool historical = false;
  };
  struct Refused {
    LeafIndex leaf = 0;
    UnitCode unit;
    std::int64_t counter = 0;
    Instant received;
    std::string digest;  ///< hex; empty for a 涉密件
  };
  struct Counters {
    std::int64_t accepted = 0, refused = 0;
  };
  struct DayClose {
    LeafIndex leaf = 0;
    Date day{};
    TreeSize checkpoint = 0;  ///< size of the checkpoint of its own commit
    std::map<UnitCode, Counters> counters;
  };
  std::vector<Filed> filed;
  std::vector<Refused> refused;
  std::vector<DayClose> day_closes;
  TreeSize size = 0;  ///< leaves looked at
};

}  // namespace cundang::assessment
