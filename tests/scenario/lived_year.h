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
  /// Number of the document with this accession number; empty for packs.
  std::string document(AccessionNumber number) const;
  std::filesystem::path data() const { return layout_.root; }

 private:
  /// What a 收到日认定 cites of a 退件单.
  struct Slip {
    std::string leaf, digest;
  };
  void hand_in(const Happening& happening);
  std::string cited(const Happening& happening) const;

  support::TempDir folder_;
  app::DataLayout layout_;
  std::shared_ptr<app::AdjustableClock> clock_;
  std::unique_ptr<app::Archive> archive_;
  std::map<std::string, AccessionNumber> numbers_;
  std::map<AccessionNumber, std::string> documents_;
  std::map<std::string, Slip> slips_;  ///< of what was refused, by number
  std::vector<std::string> surprises_;
};

}  // namespace cundang::scenario
