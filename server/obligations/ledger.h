// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "schema/model/agent.h"
#include "schema/model/entry.h"
#include "server/obligations/calendar.h"
#include "server/obligations/obligation.h"
#include "server/obligations/policy.h"
#include "server/obligations/unit_register.h"

namespace cundang::ledger {

/// Which duties are wanted; what is empty does not narrow.
struct Filter {
  UnitCode unit;  ///< owing unit
  std::optional<State> state;
  std::optional<Viewer> viewer;  ///< who does not see all sees what his unit owes or is owed
};

/// A reply that names no duty, and one it may answer. Only a 对应确认 (match-confirmation) by the office counts.
struct Proposal {
  AccessionNumber record;
  ObligationId obligation;
  Text reason;       ///< what speaks for it: number cited, kind, unit, days
  int strength = 0;  ///< the greater the more speaks for it; orders the proposals of one record
};

/// Paper entered late, whose day of arrival waits for a second person's word (收到日认定).
struct LatePaper {
  AccessionNumber record;
  UnitCode unit;  ///< from which it came
  Date arrived;   ///< 实际收到日 as entered
  Date entered;
  PersonId person;  ///< who entered it, and so may not confirm it
};

/// Duties a record has to do with.
struct DutiesOfRecord {
  std::vector<Obligation> made;      ///< it is their trigger
  std::vector<Obligation> answered;  ///< it met parts of them, and still does
};

/// 督办台账: a pure function of the entries applied and a date (docs/formats/rules.md). The caller cuts the prefix of
/// the log. Entries that do not matter are passed over; historical ones trigger and discharge nothing. Not thread-safe
/// while apply() runs; const calls may run side by side.
class Ledger {
 public:
  Ledger();
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;

  /// Takes the next entry. Its leaf must be above every one applied before.
  void apply(const Entry& entry);

  /// As of 24:00 of `on`, by due day (undated last), then id. Steps that count on a later day are left out.
  std::vector<Obligation> obligations(Date on, const Filter& filter = {}) const;
  /// One duty; nothing where there is none on that day.
  std::optional<Obligation> find(const ObligationId& id, Date on) const;
  /// Replies of the 400 days up to `on` that answer no duty, each with the open duties of its unit that it may answer:
  /// at most five, the likeliest first. By record.
  std::vector<Proposal> propose(Date on) const;
  /// By record.
  std::vector<LatePaper> late_papers() const;
  /// Without looking at any other duty.
  DutiesOfRecord duties_of(AccessionNumber record, Date on) const;

  const UnitRegister& units() const;
  /// The 执行口径 of that id in force on `day`, as filed last.
  std::optional<Policy> policy(std::string_view id, Date day) const;
  const Calendar& calendar() const;
  /// Whether the days off of that year are published.
  bool has_calendar(int year) const;

 private:
  class Book;
  std::unique_ptr<Book> book_;
};

}  // namespace cundang::ledger
