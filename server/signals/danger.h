// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "schema/model/error.h"

namespace cundang::signals {

/// One registration of a hidden danger (隐患), or a 更正 of one.
struct DangerReport {
  AccessionNumber number;
  Date received;
  UnitCode reporter;
  UnitCode unit;  ///< where registered
  std::string unit_name;
  std::string place;
  UnitCode district;   ///< empty where the record does not say
  std::string sector;  ///< likewise
  bool major = false;  ///< 重大隐患
  Date found_on;
  std::optional<Date> cleared_on;  ///< 整改完成日

  bool stands_on(Date day) const { return major && found_on <= day && (!cleared_on || *cleared_on > day); }
};

/// One hidden danger: its registrations in leaf order. Never empty.
struct Danger {
  AccessionNumber first;
  std::vector<DangerReport> reports;
  const DangerReport& known() const { return reports.back(); }
};

/// Nothing where a day does not read.
std::optional<DangerReport> read_danger(const Entry& entry, const Node& content);
bool tells_the_same(const DangerReport& a, const DangerReport& b);
/// 重大隐患 恒兴化工有限公司 储罐区，2012-08-22 发现，未消除.
Text danger_text(const DangerReport& report);

/// Every hidden danger registered so far; later registrations name the one before them.
class DangerBook {
 public:
  const Danger& take(DangerReport report, std::optional<AccessionNumber> previous);
  const Danger* find(AccessionNumber report) const;
  const std::map<std::int64_t, Danger>& all() const { return dangers_; }

 private:
  std::map<std::int64_t, Danger> dangers_;
  std::map<std::int64_t, std::int64_t> firsts_;
};

}  // namespace cundang::signals
