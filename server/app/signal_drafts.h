// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "schema/model/record.h"
#include "schema/model/unit.h"
#include "server/signals/quarter.h"
#include "server/signals/signal.h"

namespace cundang::app {

/// Who drafts, on which day, and the register the names come from.
struct DraftContext {
  UnitCode unit;
  Date today;
  std::vector<Unit> units;
};

/// 约谈通知, 建议函 or 督查通知 from a suggestion: grounds, facts and arithmetic cited; what only a person knows stands
/// in （…）.
Record draft_paper(const signals::Signal& signal, const DraftContext& context);
/// 预警处理 as a record.
Record draft_decision(const signals::Signal& signal, signals::Action action, std::optional<AccessionNumber> paper,
                      const std::string& reason, std::optional<LeafIndex> expects, const DraftContext& context);
/// 落实情况汇总 (1d): every paragraph names its source record and paragraph, missing units listed.
Record draft_summary(const signals::QuarterSources& sources, const DraftContext& context);
/// 形势分析预测报告 (10e), likewise.
Record draft_forecast(const signals::QuarterSources& sources, const DraftContext& context);

}  // namespace cundang::app
