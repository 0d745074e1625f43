// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/app/adjustable_clock.h"
#include "server/app/archive.h"
#include "server/obligations/obligation.h"
#include "tests/scenario/timeline.h"
#include "tests/support/temp_dir.h"

namespace cundang::scenario {

/// An archive made by `cundang init` with the shipped packs, its clock simulated, into which every document of the
/// timeline is handed in at its hour by its person; days close as they pass.
class LivedYear {
 public:
  explicit LivedYear(const std::filesystem::path& year);
  ~LivedYear();

  /// What did not go as the timeline says: "timeline.tsv:12 …"; empty when all did.
  const std::vector<std::string>& surprises() const { return surprises_; }
  /// As the command line asks, on a past day: with what was known at its day-close.
  std::vector<ledger::Obligation> obligations(Date on) const;
  /// Findings of each refused document, by its number.
  std::map<std::string, std::string> refusals() const;
  /// Number of the document with this accession number; empty for packs.
  std::string document(AccessionNumber number) const;
  const app::Archive& archive() const { return *archive_; }
  std::filesystem::path data() const { return layout_.root; }

 private:
  struct Slip {
    std::string digest, why;
  };
  void hand_in(const Happening& happening);
  std::string cited(const Happening& happening) const;
  std::string signal_id(const std::string& cited) const;

  support::TempDir folder_;
  app::DataLayout layout_;
  std::shared_ptr<app::AdjustableClock> clock_;
  std::unique_ptr<app::Archive> archive_;
  std::map<std::string, AccessionNumber> numbers_;
  std::map<AccessionNumber, std::string> documents_;
  std::map<std::string, std::string> leaves_;  ///< of receipts and slips: cited by 收到日认定 and by `expects`
  std::map<std::string, Slip> slips_;          ///< 退件单 by number: a 收到日认定 cites its digest
  std::vector<std::string> surprises_;
};

}  // namespace cundang::scenario
