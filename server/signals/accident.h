// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schema/model/entry.h"
#include "server/signals/grade.h"

namespace cundang::signals {

/// One report of an accident: 快报, 续报, 核销, or a 更正 of one of them.
struct AccidentReport {
  enum class Kind { First, FollowUp, Cancelled };
  AccessionNumber number;
  Date received;
  UnitCode reporter;
  Kind kind = Kind::First;
  UnitCode unit;          ///< 事故单位, where registered
  std::string unit_name;  ///< as written
  UnitCode district;
  std::string sector;
  Date occurred;  ///< day in Asia/Shanghai
  Toll toll;
  std::string cause;
  std::string cause_class;  ///< what makes two accidents 同类: cause/@class, else the words of the cause
};

/// One accident: all reports of one chain that count, in leaf order. Never empty.
struct Accident {
  AccessionNumber first;    ///< number of the first report: the accident's name
  bool historical = false;  ///< an old holding: counted in comparisons, never a ground
  std::vector<AccidentReport> reports;

  const AccidentReport& known() const { return reports.back(); }
  bool is_cancelled() const { return known().kind == AccidentReport::Kind::Cancelled; }
  Grade grade() const { return grade_of(known().toll); }
};

/// The content of an accident record, or of a correction of one. Nothing where a figure or day does not read.
std::optional<AccidentReport> read_accident(const Entry& entry, const Node& content);

/// Same accident, told the same way: a difference moves what rests on it (依据变化).
bool tells_the_same(const AccidentReport& a, const AccidentReport& b);

/// 2012-06-21 建筑施工 较大事故（死亡 3 人…），坍塌; of a cancelled one, that it is.
Text accident_text(const AccidentReport& report);

/// Every accident reported so far. A follow-up belongs to the accident of the report it names; one that names nothing
/// known stands for itself, so that no accident is lost by a slip of the pen.
class AccidentBook {
 public:
  /// Takes a report. @returns the accident it belongs to.
  const Accident& take(AccidentReport report, std::optional<AccessionNumber> previous, bool historical);
  /// By any of its reports; null where there is none.
  const Accident* find(AccessionNumber report) const;
  /// Those not cancelled that occurred from `from` to `to`, both included; by day, then by number.
  std::vector<const Accident*> between(Date from, Date to) const;

 private:
  std::map<std::int64_t, Accident> accidents_;
  std::map<std::int64_t, std::int64_t> firsts_;     ///< report → first report
  std::set<std::pair<Date, std::int64_t>> by_day_;  ///< day of occurrence as now told, first report
};

}  // namespace cundang::signals
