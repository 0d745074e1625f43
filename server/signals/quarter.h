// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/model/entry.h"
#include "server/obligations/delegations.h"
#include "server/obligations/packs.h"
#include "server/obligations/unit_list.h"
#include "server/obligations/unit_register.h"

namespace cundang::signals {

/// A quarter: 2012-Q2.
struct QuarterName {
  int year = 0;
  unsigned index = 1;  ///< 1–4
  Date first_day() const;
  Date last_day() const;
  std::string text() const;     ///< 2012-Q2
  std::string chinese() const;  ///< 2012年第二季度
};
std::optional<QuarterName> parse_quarter(std::string_view text);

/// A sentence of a source, and where it stands.
struct Quotation {
  AccessionNumber record;
  UnitCode unit;          ///< who says so
  std::string element;    ///< of the kind: situation, outlook …
  std::string paragraph;  ///< xs:ID of the paragraph of the body that says it, too; empty where none does
  std::string text;
};

/// What a quarter's summary or report is drawn from.
struct QuarterSources {
  QuarterName quarter;
  std::vector<AccessionNumber> records;  ///< every source, ascending
  std::vector<Quotation> quotations;     ///< by unit in the list's order, then in the form's order
  /// Came on paper (收文登记) or as a 涉密件登记单: here, but not to be quoted. Ascending.
  std::vector<std::pair<AccessionNumber, UnitCode>> unread;
  std::vector<UnitCode> missing;          ///< who should have filed and, as of the day, has not been seen to
  std::vector<AccessionNumber> answered;  ///< what the draft answers: minutes, or the seminar's record
};

/// Gathers, entry by entry, what was filed about a quarter: 10a and 10b for the forecast report (10e), the feedback 1c
/// on the committee's meetings of that quarter for the summary (1d). A unit's later paper replaces its earlier one; of
/// its feedback only that on the same item of the meeting, for an answer in parts comes in several papers. A correction
/// by who filed a paper, or one of a correction, tells it anew.
class Quarter {
 public:
  explicit Quarter(QuarterName name) : name_{name} {}
  void apply(const Entry& entry);
  QuarterSources for_forecast() const;
  QuarterSources for_summary() const;

 private:
  struct Source {
    AccessionNumber first;   ///< first version, by which others may name it
    AccessionNumber number;  ///< the version that holds
    UnitCode unit;
    Record record;
    bool unread = false;  ///< paper, or handed over by 机要: the record only says that it is there
  };
  /// Which minutes a feedback is about, by their first version, and which of their items; 0: none of this quarter's.
  struct Subject {
    std::int64_t minutes = 0;
    UnitCode unit;
    std::string item;  ///< empty: the whole
    auto operator<=>(const Subject&) const = default;
  };
  bool is_desk(const UnitCode& unit) const;
  std::optional<UnitCode> speaker(const Entry& entry) const;
  void take(Source source, const std::string& kind, const std::string& period);
  void take_paper(const Entry& entry);
  void take_handover(const Entry& entry);
  std::string kind_owed(const std::string& rule) const;
  std::vector<Answer> meant(const std::string& obligation, const UnitCode& unit) const;
  void add(QuarterSources& sources, const Source& source, std::initializer_list<std::string_view> elements) const;
  void take_correction(const Entry& entry);
  std::vector<Subject> subjects_of(const Record& record, const UnitCode& unit) const;
  bool is_named(const Source& source, const Answer& answer) const;
  bool has_answered(const Source& minutes, const UnitCode& unit) const;

  QuarterName name_;
  ledger::UnitRegister units_;
  ledger::UnitLists lists_;
  ledger::RuleBook rules_;
  ledger::Delegations delegations_;
  std::map<UnitCode, Source> analyses_;
  std::optional<Source> complaints_, seminar_;
  std::vector<Source> minutes_;
  std::map<Subject, Source> feedbacks_;
  std::map<std::int64_t, std::int64_t> firsts_;  ///< correction → first version
};

}  // namespace cundang::signals
