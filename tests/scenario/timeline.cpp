// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/timeline.h"

#include <stdexcept>

#include "tests/scenario/tsv.h"

namespace cundang::scenario {
namespace {

std::string refusal(const TsvRow& row) {
  const auto& outcome = row["outcome"];
  if (outcome == "registered") return {};
  constexpr std::string_view refused = "refused ";
  if (outcome.starts_with(refused)) return outcome.substr(refused.size());
  throw std::runtime_error{row.place + ": an outcome is registered or refused CODE"};
}

}  // namespace

std::vector<Happening> read_timeline(const std::filesystem::path& year) {
  std::vector<Happening> timeline;
  for (const auto& row : read_tsv(year / "timeline.tsv")) {
    const auto when = parse_instant(row["when"]);
    if (!when) throw std::runtime_error{row.place + ": no instant of RFC 3339"};
    if (!timeline.empty() && *when < timeline.back().when)
      throw std::runtime_error{row.place + ": before the line above it"};
    const auto& name = row["file"];
    timeline.push_back({row.place,
                        *when,
                        {row["unit"]},
                        {row["person"]},
                        year / "documents" / name,
                        name.substr(0, name.find('-')),
                        refusal(row)});
  }
  return timeline;
}

}  // namespace cundang::scenario
