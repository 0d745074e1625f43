// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/archive.h"
#include "server/app/duty_service.h"

namespace cundang::app {

/// The desk's questions over an opened archive, which lives longer.
class DutyCases final : public DutyService {
 public:
  explicit DutyCases(const Archive& archive) : archive_{archive} {}
  std::vector<UnmatchedReply> unmatched(const Viewer& viewer) const override;
  std::vector<ledger::LatePaper> late_papers(const Viewer& viewer) const override;
  std::optional<Slip> slip(LeafIndex leaf, const Viewer& viewer) const override;

 private:
  const Archive& archive_;
};

}  // namespace cundang::app
