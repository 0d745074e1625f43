// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/unit.h"
#include "server/obligations/period.h"
#include "server/obligations/policy.h"
#include "server/obligations/span_of_days.h"

namespace cundang::ledger {

/// Where units stand in a kind element: child names, and the attribute that holds the code. "matters/matter@lead".
struct UnitPath {
  std::string path;
  std::string attribute = "code";
};

/// A part a rule names: 2 of 1b are outside filings.
struct RequiredPart {
  std::string name;
  std::string kind;                   ///< of the record that meets it
  std::optional<UnitClass> filed_to;  ///< of an outside filing: class of the body it goes to
  std::string element;                ///< child the answering record must have, not empty
  bool met_by_trigger = false;
};

/// 制度规则 as data (docs/formats/rules.md, Rule pack).
struct Rule {
  struct OnRecord {
    std::string kind, series;
    std::string without;            ///< no child of that name
    std::vector<std::string> cite;  ///< words of the sentence cited
  };
  struct OnCalendar {
    std::vector<unsigned> months;
    unsigned day = 1;
    Period::Length period = Period::Length::Year;
    bool about_previous = true;
  };
  enum class Select { Content, Addressees, Copies, List, One };
  enum class Role { Author, Lead, Office, Bureau, Committee, Government };
  enum class Event { Served, Issued, Received, MeetingDate, TalkTime, HeldOn, FanIn, PeriodEnd };

  std::string id, row, clause, basis;
  int system = 0;
  SpanOfDays span;
  Text name;
  std::string text;  ///< the clause's own sentence

  std::optional<OnRecord> on;
  std::optional<OnCalendar> every;

  Select select = Select::One;
  UnitPath units;  ///< Content
  std::string where, where_default;
  std::vector<std::string> in;
  std::vector<UnitPath> also;
  std::vector<UnitClass> classes;
  std::string list;        ///< List
  Role by = Role::Author;  ///< One
  Role to = Role::Author;
  std::string owes;
  std::string item_attribute;     ///< one duty an element, with this attribute as item
  std::optional<UnitPath> items;  ///< elements that become parts
  std::string via;                ///< child of the answer that names the trigger
  std::vector<RequiredPart> parts;

  std::vector<std::string> after;
  std::string policy;
  std::optional<Term> term;
  Event from = Event::Served;
  bool shift = true;  ///< a fixed day that is a day off moves on

  bool fixed_day() const { return every && policy.empty() && !term; }
};

}  // namespace cundang::ledger
