// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/agent.h"
#include "server/app/entry_source.h"
#include "server/signals/quarter.h"
#include "server/signals/signals.h"

namespace cundang::app {

struct SignalQuery {
  std::optional<Date> on;  ///< default: today by the archive's clock
  Knowledge knowledge;     ///< neither size nor time: up to the day-close of `on`
  std::string trigger;     ///< T1, T2, T3 or a whole code; empty: all
  std::string state;       ///< code or name of a state, or basis-changed / 依据变化; empty: all
  UnitCode unit;           ///< about that unit, or with it among the targets; empty: all
};

/// Which paper of the office is drawn from the papers of a quarter.
enum class QuarterPaper {
  Summary,   ///< 落实情况汇总 (1d), from the feedback 1c
  Forecast,  ///< 形势分析预测报告 (10e), from 10a and 10b
};

/// A paper made ready to be edited and filed; nothing of it is kept here.
struct Draft {
  std::string xml;
  std::vector<AccessionNumber> sources;
  std::vector<UnitCode> missing;  ///< units whose paper was not seen
};

/// 预警、事故统计、汇总草稿. Thread-safe. Suggestions and drafts are for whoever sees the whole archive; for others
/// they are not there (Error{NotFound}). Of accidents a unit sees its own: in it, in its district, in the sectors it
/// supervises.
class SignalService {
 public:
  virtual ~SignalService() = default;
  /// @throws Error{BadRequest} where the knowledge asked for lies beyond the log.
  virtual signals::SignalReport signals(const SignalQuery& query, const Viewer& viewer) const = 0;
  virtual signals::Signal signal(const std::string& id, const SignalQuery& query, const Viewer& viewer) const = 0;
  virtual signals::AccidentStatistics accidents(const SignalQuery& query, const Viewer& viewer) const = 0;
  /// The notice or letter a suggestion leads to, complete and valid, with what a person must fill in marked （…）.
  virtual Draft paper_draft(const signals::Signal& signal, const Viewer& viewer) const = 0;
  virtual Draft quarter_draft(QuarterPaper paper, const signals::QuarterName& quarter, const SignalQuery& query,
                              const Viewer& viewer) const = 0;
  /// record.xml of 预警处理: the decision of the viewer's unit. `paper` for all but Dismissed, which wants a reason.
  /// `expects`: the last leaf of the suggestion the person had in sight (Signal::last_leaf as his page showed it).
  virtual std::string decision_xml(const signals::Signal& signal, signals::Action action,
                                   std::optional<AccessionNumber> paper, const std::string& reason,
                                   std::optional<LeafIndex> expects, const Viewer& viewer) const = 0;
};

}  // namespace cundang::app
