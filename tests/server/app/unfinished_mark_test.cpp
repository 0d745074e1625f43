// SPDX-License-Identifier: GPL-3.0-or-later
// What an init that was killed leaves is no archive, and is made again; what is whole is never taken for that.
#include "server/app/unfinished_mark.h"

#include <gtest/gtest.h>

#include <fstream>

#include "schema/model/error.h"
#include "server/app/adjustable_clock.h"
#include "server/app/archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::app {
namespace {

namespace fs = std::filesystem;

std::optional<ErrorCode> code_of(const std::function<void()>& doing) try {
  doing();
  return std::nullopt;
} catch (const Error& error) {
  return error.code();
}

class UnfinishedMarkTest : public testing::Test {
 protected:
  void found() {
    const AdjustableClock clock{*parse_instant("2012-07-02T09:00:00+08:00")};
    Archive::found(layout, {"cundang.example/test", clock.now()}, clock);
  }
  support::TempDir dir;
  DataLayout layout{dir.path() / "data"};
};

TEST_F(UnfinishedMarkTest, WhatWasInterruptedIsNotOpenedAndIsMadeAgain) {
  {
    UnfinishedMark mark{layout};
    found();
  }  // killed here
  EXPECT_EQ(code_of([&] { Archive::clock_of(layout, {}); }), ErrorCode::DataDirectoryMissing);
  UnfinishedMark again{layout};
  EXPECT_FALSE(fs::exists(layout.registry())) << "from the beginning";
  found();
  again.done();
  EXPECT_EQ(code_of([&] { Archive::clock_of(layout, {}); }), std::nullopt);
}

TEST_F(UnfinishedMarkTest, AWholeArchiveIsNeverTaken) {
  {
    UnfinishedMark mark{layout};
    found();
    mark.done();
  }
  EXPECT_EQ(code_of([&] { UnfinishedMark{layout}; }), ErrorCode::DataDirectoryExists);
  EXPECT_TRUE(fs::exists(layout.registry()));
}

TEST_F(UnfinishedMarkTest, TwoDoNotMakeTheSameOne) {
  const UnfinishedMark mark{layout};
  EXPECT_EQ(code_of([&] { UnfinishedMark{layout}; }), ErrorCode::DataDirectoryBusy);
}

TEST_F(UnfinishedMarkTest, AStrangersFilesAreNotRemoved) {
  fs::create_directories(layout.root);
  std::ofstream{layout.root / "letters.txt"} << "x";
  EXPECT_EQ(code_of([&] { UnfinishedMark{layout}; }), ErrorCode::DataDirectoryExists);
  std::ofstream{layout.unfinished()} << "x";
  EXPECT_EQ(code_of([&] { UnfinishedMark{layout}; }), ErrorCode::DataDirectoryExists) << "beside an old mark too";
  EXPECT_TRUE(fs::exists(layout.root / "letters.txt"));
}

}  // namespace
}  // namespace cundang::app
