// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include "server/app/service.h"
#include "server/app/signal_service.h"

namespace cundang::app {

/// The signal cases over the registry's entries: kept up to date for today, replayed for any earlier prefix.
class SignalCases final : public SignalService {
 public:
  /// Both outlive this.
  SignalCases(const EntrySource& entries, const Service& service) : entries_{entries}, service_{service} {}

  signals::SignalReport signals(const SignalQuery& query, const Viewer& viewer) const override;
  signals::Signal signal(const std::string& id, const SignalQuery& query, const Viewer& viewer) const override;
  signals::AccidentStatistics accidents(const SignalQuery& query, const Viewer& viewer) const override;
  Draft paper_draft(const signals::Signal& signal, const Viewer& viewer) const override;
  Draft quarter_draft(QuarterPaper paper, const signals::QuarterName& quarter, const SignalQuery& query,
                      const Viewer& viewer) const override;
  std::string decision_xml(const signals::Signal& signal, signals::Action action, std::optional<AccessionNumber> paper,
                           const std::string& reason, const Viewer& viewer) const override;

 private:
  Date day_of(const SignalQuery& query) const;
  LeafIndex end_of(const SignalQuery& query) const;
  /// What the query's knowledge amounts to.
  signals::Signals gathered(const SignalQuery& query) const;

  const EntrySource& entries_;
  const Service& service_;
  mutable std::mutex mutex_;
  mutable signals::Signals live_;
  mutable LeafIndex through_ = -1;  ///< last leaf applied to live_
};

}  // namespace cundang::app
