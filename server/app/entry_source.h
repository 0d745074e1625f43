// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <limits>
#include <optional>

#include "archive/registry/registry.h"
#include "schema/model/entry.h"
#include "schema/xml/record_reader.h"

namespace cundang::app {

/// From which knowledge a day is looked at: the first so many leaves, or what was logged by a time; neither: up to the
/// day-close of the day.
struct Knowledge {
  std::optional<TreeSize> size;
  std::optional<Instant> at;
};

/// The registered records that something is computed from, in the order of their leaves. Thread-safe.
class EntrySource {
 public:
  static constexpr LeafIndex no_end = std::numeric_limits<LeafIndex>::max();

  EntrySource(const registry::Registry& registry, const RecordReader& reader);

  /// Gives every entry above leaf `through` and below `until`; `through` follows.
  /// @throws Error{RegistryUnreadable} where a stored record no longer reads.
  void replay(LeafIndex& through, LeafIndex until, const std::function<void(const Entry&)>& take) const;
  /// First leaf that is not known on `on`: everything below it counts; no_end for today and later.
  /// @throws Error{BadRequest} where the knowledge asked for lies beyond the log.
  LeafIndex known_until(const Knowledge& knowledge, Date on, Date today) const;

 private:
  const registry::Registry& registry_;
  const RecordReader& reader_;
};

}  // namespace cundang::app
