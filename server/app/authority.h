// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "archive/ingest/accession.h"
#include "archive/registry/registry.h"
#include "server/app/ledger_view.h"
#include "server/app/signal_view.h"
#include "server/app/stage_view.h"

namespace cundang::app {

/// Who may file what (domain: Who files; architecture: the check at upload is authority): the actor's unit is the
/// submitter's, acts of the supervisor and packs belong to the office, units named exist, a slip named is in the log.
/// Whether a step *applies* the ledger decides.
class Authority final : public ingest::Checks {
 public:
  Authority(const LedgerView& ledger, const registry::Registry& registry, const StageView& stages,
            const SignalView& signals)
      : ledger_{ledger}, registry_{registry}, stages_{stages}, signals_{signals} {}
  Findings check(const Record& record, const Actor& actor, Instant received_at) const override;

 private:
  std::optional<Finding> check_duty(const ObligationId& id, const Actor& actor, bool office, Date on) const;
  std::optional<Finding> check_slip(const Record& record) const;
  const LedgerView& ledger_;
  const registry::Registry& registry_;
  const StageView& stages_;
  const SignalView& signals_;
};

}  // namespace cundang::app
