// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "tests/crash/clients.h"
#include "tests/crash/holdings.h"
#include "tests/crash/papers.h"
#include "tests/support/random.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::crash {

/// One archive, its clients and what they hold: the stage of every crash test. Skips when the program is not built.
class Scene : public testing::Test {
 protected:
  Scene();
  void SetUp() override;

  /// Where the archive lies, below the test's folder; a test may mount something there first.
  std::filesystem::path place() const { return folder_ / "disk"; }
  /// init, tokens, clients. SetUp() calls it unless the test asks for its own moment.
  void make_archive();
  /// Starts the server; the first time the clients learn the log's key, and hold the archive to it ever after.
  void start(const support::Environment& environment = {});
  /// What nobody knew the fate of is sent again; then the clients come back with what they hold: everything from the
  /// last round and every `step`-th before (1: all).
  void account(const std::string& when, std::size_t step);
  void expect_no_complaints(const std::string& when);
  /// The whole reckoning: all accounted for, clean stop, numbers dense, the published log explains every receipt,
  /// verify.
  void reckon();

  support::Headers authorization() const { return {{"Authorization", "Bearer " + token_}}; }

  support::TempDir folder_;
  support::ServedArchive archive_;
  support::Random random_;
  Papers papers_;
  Holdings holdings_;
  std::unique_ptr<Clients> clients_;
  evidence::LogKey key_;
  std::string token_;
  bool own_moment_ = false;  ///< set in a derived constructor: make_archive() is called by the test

 private:
  void learn_key();
  void wait_until_published(TreeSize wanted);
  std::vector<std::string> acknowledgements() const;
};

}  // namespace cundang::crash
