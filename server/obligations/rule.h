// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/unit.h"
#include "server/obligations/event.h"
#include "server/obligations/period.h"
#include "server/obligations/policy.h"
#include "server/obligations/span_of_days.h"

namespace cundang::ledger {

/// Where something stands in a kind element: child names, and an attribute of the element found ("" = its own text).
/// "matters/matter@lead".
struct UnitPath {
  std::string path;
  std::string attribute = "code";
};

/// `if` or `unless` of a trigger: some element at the path has a value that is wanted.
struct Condition {
  bool wanted = true;              ///< false: unless
  UnitPath at;                     ///< attribute "" = the element's own text
  std::string fallback;            ///< value of an element that has none
  std::vector<std::string> in;     ///< wanted values
  std::vector<UnitClass> classes;  ///< the value is a unit of one of these classes
  int system = 0;                  ///< not 0: instead of a path, the act is about a duty of this system
};

/// A part a rule names: 2 of 1b are outside filings.
struct RequiredPart {
  std::string name;
  std::string kind;                       ///< of the record that meets it
  std::optional<UnitClass> filed_to;      ///< of an outside filing: class of the body it goes to
  std::string element;                    ///< child the answering record must have, not empty; with `value` a path
  std::string value;                      ///< text that must stand at `element`
  bool met_by_trigger = false;            ///< the trigger itself meets it where it carries what the part asks for
  std::string attachment;                 ///< role of an attachment the answering record must have
  std::string copies_list;                ///< list whose units must be among its addressees or copies
  std::vector<UnitClass> copies_classes;  ///< classes of units that must be
  std::optional<UnitPath> each;           ///< one part a unit found in the trigger, met by a record that reaches it
  std::string list;                       ///< one part a member of this list, whose text must stand at `element`
};

/// What another's record states of the owing unit: who came to the meeting stands in its minutes.
struct StatedFact {
  std::string kind, via;  ///< record that states it, and its child that names the trigger
  UnitPath units;
  std::string where, fallback;
  std::vector<std::string> met, excused;  ///< values of `where`; any other: not done
};

/// 制度规则 as data (docs/formats/rules.md, Rule pack).
struct Rule {
  using Event = ledger::Event;
  struct OnRecord {
    std::string kind;                 ///< of the trigger; of a demand: the kind it asks for
    bool demand = false;              ///< triggered by a demand written in a document
    std::vector<std::string> series;  /// empty: any
    std::vector<UnitClass> issuer;    ///< classes of the issuing unit; empty: any
    bool first = false;               ///< not by a record that answers, or goes on from, one that made this duty
    std::vector<Condition> conditions;
    std::vector<std::string> cite;  ///< words of the sentence cited
  };
  struct OnCalendar {
    std::vector<unsigned> months;
    unsigned day = 1;
    Period::Length period = Period::Length::Year;
    bool about_previous = true;
  };
  /// Before each 特定时期 of the table.
  struct BeforePeriod {
    std::vector<std::string> names;  ///< empty: every one
    int ahead_days = 30;             ///< calendar days before it begins on which the duty arises
  };
  enum class Select { Content, Addressees, Copies, Demanded, List, One };
  enum class Role { Author, Lead, Office, Bureau, Committee, Government };

  std::string id, row, clause, basis;
  int system = 0;
  SpanOfDays span;
  Text name;
  std::string text;  ///< the clause's own sentence

  std::optional<OnRecord> on;
  std::optional<OnCalendar> every;
  std::optional<BeforePeriod> before;

  Select select = Select::One;
  UnitPath units;      ///< Content
  std::string within;  ///< Content: units stand at this path below each element selected, which stays the item
  std::string where, where_default;
  std::vector<std::string> in;
  std::vector<UnitPath> also;
  std::vector<UnitClass> classes;
  std::string list;          ///< List
  std::optional<Role> by;    ///< One; Content: this role owes one duty an element
  Role to = Role::Author;    ///< unless
  std::string to_attribute;  ///< it is owed to the unit in this attribute of the element
  std::string owes;
  std::string item_attribute;       ///< one duty an element, with this attribute ("." its text) as item
  std::string item_in;              ///< path in the answer that says which item it is about
  std::string order;                ///< attribute with the place in which units act one after another
  std::string counts_on;            ///< child of the answer with the day that counts
  bool not_before_trigger = false;  ///< that day may not lie before the trigger's date
  std::optional<UnitPath> items;    ///< elements that become parts
  std::string via;                  ///< path in the answer that names the trigger
  std::vector<RequiredPart> parts;
  std::optional<StatedFact> stated;

  std::vector<std::string> after;
  bool overdue_closes = true;  ///< an input past its date no longer holds the fan-in up
  std::string policy;
  std::optional<Term> term;
  Event from = Event::Served;
  bool shift = true;  ///< a fixed day that is a day off moves on

  bool of_calendar() const { return every || before; }
  bool fixed_day() const { return of_calendar() && policy.empty() && !term; }
};

}  // namespace cundang::ledger
