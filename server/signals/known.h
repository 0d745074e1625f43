// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "server/obligations/unit_list.h"
#include "server/obligations/unit_register.h"
#include "server/signals/accident.h"
#include "server/signals/danger.h"
#include "server/signals/quota.h"
#include "server/signals/threshold.h"

namespace cundang::signals {

/// Whom a suggestion is about: a unit of the register, or a body by its name alone.
struct Subject {
  enum class Role {
    District,    ///< 区县政府: by the place
    Department,  ///< 行业主管部门: by the list of that sector
    Enterprise,  ///< 企业: by the accident itself
  };
  Role role = Role::District;
  UnitCode unit;     ///< empty: not registered
  std::string name;  ///< as written, where not registered
  auto operator<=>(const Subject&) const = default;
};

/// A document that asks for an inspection by its series (上级部署, 督查建议).
struct InspectionGround {
  AccessionNumber number;
  Date received;
  bool deployment = false;  ///< 上级部署; else 督查建议
  std::string title;
  std::vector<UnitCode> addressees;
};

/// 重要节日、重大活动: a span of days of a special-periods pack.
struct SpecialPeriod {
  int year = 0;
  std::string name;
  Date begins, ends;
  AccessionNumber pack;
  Date received;
};

/// A 特定时期通知 (6a): which period, which sectors.
struct PeriodNotice {
  AccessionNumber number;
  std::string period;  ///< 2012-汛期
  std::vector<std::string> sectors;
};

/// Everything known at one point of the log: what detectors look at. Copyable.
struct Known {
  Date day{};  ///< the day looked at
  ledger::UnitRegister units;
  ledger::UnitLists lists;
  Thresholds thresholds;
  QuotaBook quotas;
  AccidentBook accidents;
  DangerBook dangers;
  std::vector<InspectionGround> grounds;
  std::vector<SpecialPeriod> periods;
  std::vector<PeriodNotice> notices;
  std::vector<std::string> key_sectors;  ///< 重点行业: the list filed last

  /// 行业主管部门 of a sector: the members of the list “行业主管：SECTOR” in force on the day looked at, for accidents of
  /// the year before too, so that like is compared with like.
  std::vector<UnitCode> departments_of(const std::string& sector) const;
  /// Whom an accident may be held against, each once.
  std::vector<Subject> subjects_of(const AccidentReport& report) const;
  std::vector<Subject> subjects_of(const DangerReport& report) const;
  /// The subject's accidents from `from` to `to` (never after the day looked at), by day; old holdings only where
  /// `compared`: they are counted in comparisons and are no ground.
  std::vector<const Accident*> accidents_of(const Subject& subject, Date from, Date to, bool compared = false) const;
  /// 补报期 of Order 493 art. 13: the last day on which casualties are to be reported anew; by the policy
  /// “事故补报：SECTOR”, else 事故补报.
  std::optional<Date> report_term(const AccidentReport& report) const;
  /// The accident as told now, with what its 补报期 means for it.
  Text tell(const Accident& accident) const;
  /// Whether the unit acts as the desk: office or bureau (anyone before the first register).
  bool is_desk(const UnitCode& unit) const;
};

bool concerns(const Known& known, const Subject& subject, const AccidentReport& report);

/// The same day `months` earlier, the last of the month where there is none.
Date months_before(Date day, int months);
/// The same day of another year.
Date same_day_in(int year, Date day);

}  // namespace cundang::signals
