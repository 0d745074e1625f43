// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/duty_cases.h"

#include "server/app/ledger_view.h"

namespace cundang::app {

std::vector<UnmatchedReply> DutyCases::unmatched(const Viewer& viewer) const {
  std::vector<UnmatchedReply> replies;
  if (!viewer.sees_all) return replies;
  const auto on = beijing_day(archive_.now());
  for (auto& proposal : archive_.ledger().proposals(on)) {
    auto duty = archive_.ledger().find(proposal.obligation, on);
    if (!duty) continue;
    if (replies.empty() || replies.back().number != proposal.record) {
      const auto page = archive_.record(proposal.record, viewer);
      replies.push_back({proposal.record, page.record.title, page.record.kind, page.unit, page.received_at, {}});
    }
    replies.back().possible.push_back({std::move(*duty), std::move(proposal.reason)});
  }
  return replies;
}

std::vector<ledger::LatePaper> DutyCases::late_papers(const Viewer& viewer) const {
  return viewer.sees_all ? archive_.ledger().late_papers() : std::vector<ledger::LatePaper>{};
}

std::optional<Slip> DutyCases::slip(LeafIndex leaf, const Viewer& viewer) const {
  const auto refusal = viewer.sees_all ? archive_.refusal(leaf) : std::nullopt;
  if (!refusal) return std::nullopt;
  return Slip{leaf, refusal->unit, refusal->digest, beijing_day(refusal->received_at)};
}

}  // namespace cundang::app
