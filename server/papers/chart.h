// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/papers/figure.h"

// Charts: plain values in, a Figure out. Colours are told apart by the colour-blind and in grey print, and every value
// is written beside or inside its mark, so that nothing hangs on the colour. A value that is no number, or negative
// where it counts things, is drawn as no mark and written as —.
namespace cundang::papers {

constexpr double chart_width = 720;

/// Two series beside each other: this year and the year before.
struct YearOnYear {
  std::string title, unit;        ///< unit of the values: 起, 人
  std::string this_year, before;  ///< names of the series: 2012年, 2011年
  struct Group {
    std::string name;
    double now = 0, before = 0;
  };
  std::vector<Group> groups;
};
Figure draw(const YearOnYear& chart, double width = chart_width);

/// Values against the control quota of each; above it a bar is marked as over (超).
struct AgainstQuota {
  std::string title, unit;
  struct Row {
    std::string name;
    double value = 0;
    std::optional<double> quota;
  };
  std::vector<Row> rows;
};
Figure draw(const AgainstQuota& chart, double width = chart_width);

/// 热力图: units × months. The darker the more; a cell without value stays empty.
struct HeatMap {
  std::string title, unit;
  std::vector<std::string> columns;  ///< 1月 … 12月
  struct Row {
    std::string name;
    std::vector<std::optional<double>> cells;  ///< one a column; missing ones count as empty
  };
  std::vector<Row> rows;
};
Figure draw(const HeatMap& chart, double width = chart_width);

/// 账龄: one bar a unit, stacked by how long things are overdue.
struct Ageing {
  std::string title, unit;
  std::vector<std::string> bands;  ///< youngest first: 未到期, 逾期1—5天 …; at most 5 have a shade of their own
  struct Bar {
    std::string name;
    std::vector<double> counts;  ///< one a band
  };
  std::vector<Bar> bars;
};
Figure draw(const Ageing& chart, double width = chart_width);

/// A class in order of score, over its bands (优秀 良好 合格 不合格).
struct Ranking {
  std::string title;
  struct Band {
    std::string name;
    double from = 0;  ///< lowest score of the band; 以上 includes
  };
  std::vector<Band> bands;
  double full = 100;
  struct Row {
    std::string name;
    std::optional<double> score;  ///< absent: not scored
    std::string remark;           ///< e.g. 一票否决; may be empty
  };
  std::vector<Row> rows;  ///< drawn in the order given
};
Figure draw(const Ranking& chart, double width = chart_width);

}  // namespace cundang::papers
