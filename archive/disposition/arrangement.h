// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/archival_code.h"
#include "schema/model/entry.h"
#include "schema/model/finding.h"

// 归档整理: which record bears which 档号, derived from the log alone.
namespace cundang::disposition {

/// A registered record as 整理 sees it: what its statement says.
struct Holding {
  AccessionNumber number;
  LeafIndex leaf = 0;
  std::string fonds;
  int year = 0;  ///< 签发 year, else the year of receipt
  RetentionPeriod proposed = RetentionPeriod::D30;
};

enum class ArrangementState {
  Awaiting,  ///< 待整理
  Filed,     ///< 已归档: has a 档号, for good
  Kept,      ///< 资料: not filed, evidence intact (Order 8 art. 4)
};
/// awaiting filed kept, and as it is shown.
std::string to_text(ArrangementState state);
Text name_of(ArrangementState state);

struct Arranged {
  ArrangementState state = ArrangementState::Awaiting;
  std::optional<ArchivalCode> code;   ///< of a Filed one
  std::string reason;                 ///< of a Kept one, as written
  std::optional<AccessionNumber> by;  ///< the 归档整理 that decided
};

/// One line of a 归档整理 that did not apply (无效).
struct Ineffective {
  AccessionNumber by;
  std::string record;  ///< as written
  std::string code;    ///< as written; empty for a line that keeps as 资料
  Text reason;
};

/// A class with the numbers given in it, which run from 1.
struct ClassCount {
  ArchivalClass within;
  int given = 0;
};

/// The state of every record after some prefix of the log. Give it all holdings of the prefix, then its 归档整理 in the
/// order of their leaves.
class Arrangement {
 public:
  /// Who may arrange on a day: the body that keeps the archive.
  using IsKeeper = std::function<bool(const UnitCode& unit, Date day)>;
  explicit Arrangement(IsKeeper is_keeper) : is_keeper_{std::move(is_keeper)} {}

  void add(const Holding& holding);
  /// Passes over what is no `arrangement`, and an old holding (历史行为).
  void apply(const Entry& entry);

  /// @returns nothing for a record that is not known.
  const Arranged* find(AccessionNumber number) const;
  const std::map<AccessionNumber, Arranged>& records() const { return records_; }
  const std::vector<Ineffective>& ineffective() const { return ineffective_; }
  std::vector<ClassCount> classes() const;
  /// Every 档号 given, in the order of the records.
  std::vector<ArchivalCode> codes() const;

  /// Lines for what awaits 整理 among `numbers`: by year, retention proposed and order of receipt, each number the next
  /// of its class. Nothing is given by proposing.
  std::vector<std::pair<AccessionNumber, ArchivalCode>> propose(const std::vector<AccessionNumber>& numbers,
                                                                const std::string& category,
                                                                const std::string& organ) const;

 private:
  std::optional<Text> why_not(const Entry& entry, std::optional<AccessionNumber> number) const;
  std::optional<Text> why_not_file(const Holding& holding, const std::optional<ArchivalCode>& code) const;
  void file(const Entry& entry, const Node& line);
  void keep(const Entry& entry, const Node& line);

  IsKeeper is_keeper_;
  std::map<AccessionNumber, Holding> holdings_;
  std::map<AccessionNumber, Arranged> records_;
  std::map<ArchivalClass, int> given_;  ///< last 件号
  std::vector<Ineffective> ineffective_;
};

/// DA/T 70 1-7, 1-8, 2-6: no 档号 twice, none missing from 1 to the last of its class. Empty when all is well.
Findings check_continuity(const std::vector<ArchivalCode>& codes);

}  // namespace cundang::disposition
