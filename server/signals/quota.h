// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/entry.h"
#include "server/signals/accident.h"

namespace cundang::signals {

/// What a control quota counts.
enum class Indicator {
  Accidents,        ///< 事故起数
  Deaths,           ///< 死亡人数
  SeriousInjuries,  ///< 重伤人数
  Larger,           ///< 较大事故起数: of that grade alone
  LargerOrWorse,    ///< 较大以上事故起数, 较大及以上事故起数
};
/// By the name a pack writes; nothing for one that is not counted here.
std::optional<Indicator> parse_indicator(std::string_view name);
Text indicator_name(Indicator indicator);
/// What one accident adds.
std::int64_t counted(Indicator indicator, const AccidentReport& report);

/// 控制指标: so many of something in a year, for a unit, a sector, both, or the whole city.
struct Quota {
  int year = 0;
  Indicator indicator = Indicator::Accidents;
  UnitCode unit;       ///< empty: the whole city
  std::string sector;  ///< empty: every sector
  std::int64_t thousandths = 0;
  AccessionNumber pack;
  std::string basis;

  bool covers(const AccidentReport& report) const;
};
/// A number of thousandths as written: 6, 0.35.
std::string decimal_text(std::int64_t thousandths);
/// 2012 年 HDQ 建筑施工 死亡人数控制指标 6（R0000005）.
Text quota_text(const Quota& quota);

/// The quotas of every pack so far; a later one replaces what it names again.
class QuotaBook {
 public:
  void take(const Entry& pack);
  std::vector<const Quota*> of_year(int year) const;

 private:
  std::vector<Quota> quotas_;
};

}  // namespace cundang::signals
