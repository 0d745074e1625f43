// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/obligations/ledger.h"

namespace cundang::ledger {

Date day(std::string_view text);
/// Content of `name` with texts as children: node("service", {{"by", "王敏"}}).
Node node(std::string name, std::vector<std::pair<std::string, std::string>> attributes = {},
          std::vector<Node> children = {});
Node text(std::string name, std::string value);

/// A record by its author: kind element, and what a story needs besides.
Record record(const std::string& unit, Node content, const std::string& series = {});
Record act(const std::string& unit, const std::string& kind, std::vector<Node> children);
Node record_ref(AccessionNumber number);
Node obligation_ref(const ObligationId& id);
Answer to_record(AccessionNumber number, const std::string& item = {});
Answer to_period(const std::string& rule, const std::string& period);

/// Reads record.xml; fails the test when it does not read clean.
Record read_record(const std::string& path);
/// The shipped packs in the order init files them.
std::vector<std::string> pack_paths();

/// Entries in leaf order over a ledger: a story a records manager can follow.
class Story {
 public:
  /// With the shipped packs, filed by the office on `first_day` at 08:00.
  explicit Story(std::string_view first_day = "2012-06-01");
  /// Files `record` at "2012-07-02 09:00" Beijing time; @returns its number.
  AccessionNumber file(const std::string& when, Record record, const std::string& person = "tester");

  Obligation duty(const std::string& rule, const std::string& unit, std::string_view on,
                  const std::string& item = {}) const;
  std::vector<Obligation> duties(const std::string& rule, std::string_view on) const;
  const Ledger& ledger() const { return ledger_; }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  Ledger ledger_;
  std::vector<Entry> entries_;
};

/// A committee meeting on 2012-07-02 with these present; ZJW leads m1 where it is among them.
Record committee_minutes(const std::vector<std::string>& present);
Record advisory_letter(const std::string& to);
Record feedback(const std::string& unit, AccessionNumber minutes, const std::string& item = {});
Record letter_feedback(const std::string& unit, AccessionNumber letter);
Record half_year_report(const std::string& unit, const std::string& period = "2012-H1");
Record acknowledgement(const std::string& unit, AccessionNumber number, const std::string& at);
/// Whole ledger as text, to compare two of them.
std::string shown(const Ledger& ledger, std::string_view on);

}  // namespace cundang::ledger
