// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "schema/model/instant.h"
#include "schema/model/node.h"

namespace cundang::ledger {

/// Days from the first to the last, both included; an absent end is open.
struct SpanOfDays {
  std::optional<Date> from, until;
  bool holds(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

/// From the attributes `from` and `until` of an element.
inline SpanOfDays read_span(const Node& node) {
  return {parse_date(node.attribute("from")), parse_date(node.attribute("until"))};
}

/// Validity of a pack: its child `validity`; open where there is none.
inline SpanOfDays pack_validity(const Node& content) {
  const auto* validity = content.child("validity");
  return validity ? read_span(*validity) : SpanOfDays{};
}

}  // namespace cundang::ledger
