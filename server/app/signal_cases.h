// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/service.h"
#include "server/app/signal_service.h"
#include "server/app/signal_view.h"

namespace cundang::app {

/// The signal cases over the registry's entries: kept up to date for today, replayed for any earlier prefix.
class SignalCases final : public SignalService {
 public:
  /// All outlive this; `view` looks at the same entries.
  SignalCases(const EntrySource& entries, const SignalView& view, const Service& service)
      : entries_{entries}, view_{view}, service_{service} {}

  signals::SignalReport signals(const SignalQuery& query, const Viewer& viewer) const override;
  signals::Signal signal(const std::string& id, const SignalQuery& query, const Viewer& viewer) const override;
  signals::AccidentStatistics accidents(const SignalQuery& query, const Viewer& viewer) const override;
  Draft paper_draft(const signals::Signal& signal, const Viewer& viewer) const override;
  Draft quarter_draft(QuarterPaper paper, const signals::QuarterName& quarter, const SignalQuery& query,
                      const Viewer& viewer) const override;
  std::string decision_xml(const signals::Signal& signal, signals::Action action, std::optional<AccessionNumber> paper,
                           const std::string& reason, std::optional<LeafIndex> expects,
                           const Viewer& viewer) const override;

 private:
  Date day_of(const SignalQuery& query) const;
  LeafIndex end_of(const SignalQuery& query) const;
  /// From the first leaves up to `until`.
  signals::Signals gathered(LeafIndex until) const;
  signals::SignalReport report(const SignalQuery& query) const;
  signals::Known known(const SignalQuery& query) const;

  const EntrySource& entries_;
  const SignalView& view_;
  const Service& service_;
};

}  // namespace cundang::app
