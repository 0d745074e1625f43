// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "server/obligations/obligation.h"

// 督办台账 as it leaves the house: what the page shows, in Chinese, for paper and spreadsheets.
namespace cundang::papers {

enum class Lamp { Red, Amber, Blue, Green, Grey };
/// 红（逾期） 黄（临期） 蓝（办理中） 绿（已结） 灰（未起算、缺席）.
std::string lamp_name(Lamp lamp);

/// One duty, in words.
struct BoardRow {
  std::string id;                            ///< 应办事项编号, 32 hex digits
  std::string matter;                        ///< 事项
  std::string sentence;                      ///< the very sentence it comes from
  std::string period;                        ///< 2012-H1, where there is one
  std::string rule, clause, basis, trigger;  ///< 依据: rule, clause, source; R0000012 or empty
  std::string lead, contributing, owed_to;   ///< 牵头, 配合, 交办
  Date arose{};
  std::optional<Date> served, due, answered;
  bool provisional = false;  ///< 暂定
  bool counts_days = true;   ///< false while unserved, and for good where waived, withdrawn or absent
  std::string progress;      ///< 进展: the last step that applies
  int steps = 0;             ///< of its history
  std::string last_record;   ///< record of the last step: where the history goes on
  std::string state;         ///< 状态
  Lamp lamp = Lamp::Grey;
  int days_overdue = 0;
  std::string next_step;  ///< whose turn it is
};

using UnitNamer = std::function<std::string(const UnitCode&)>;
BoardRow board_row(const ledger::Obligation& duty, Lamp lamp, const UnitNamer& name);

struct Board {
  Date on{};
  std::string scope;   ///< what was asked for: 全部单位, 仅逾期 …
  std::string keeper;  ///< whose board it is
  bool exercise = false;
  std::vector<BoardRow> rows;
};

/// Files are made from `board` alone; the time in them is 24:00 of its day.
/// A4 lying, by unit. @throws Error{PaperTooLong} above 5,000 rows; Error{FontsMissing}
std::string board_pdf(const Board& board);
/// One sheet: real dates, filter, frozen head; days overdue are formulas over the named cell 截至日期.
/// @throws Error{PaperTooLong} above 200,000 rows
std::string board_xlsx(const Board& board);
std::string board_csv(const Board& board);

}  // namespace cundang::papers
