// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/log_files.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "tests/archive/packages/scratch.h"

namespace cundang::packages {
namespace {

using namespace std::string_literals;

TEST(EntryBundle, IsLengthThenLeaf) {
  EXPECT_EQ(encode_entry_bundle({"ab", std::string(256, 'x')}), "\0\2ab\1\0"s + std::string(256, 'x'));
  EXPECT_THROW(encode_entry_bundle({std::string(65536, 'x')}), Error);
}

TEST(LogPublisher, PutsFilesWhereC2spSays) {
  const Scratch scratch;
  LogPublisher log{scratch / "log"};
  log.publish_keys("origin+00000000+key", "PEM");
  log.publish({{0, 1234, 256, "full"}, {1, 0, 4, "unfinished"}}, {{-1, 1234, 256, "bundle"}}, "note 1");
  EXPECT_EQ(read_bounded(scratch / "log/tile/0/x001/234", 100), "full");
  EXPECT_EQ(read_bounded(scratch / "log/tile/1/000.p/4", 100), "unfinished");
  EXPECT_EQ(read_bounded(scratch / "log/tile/entries/x001/234", 100), "bundle");
  EXPECT_EQ(read_bounded(scratch / "log/vkey", 100), "origin+00000000+key\n");
  EXPECT_EQ(log.checkpoint(), "note 1");
}

TEST(LogPublisher, TheCheckpointComesLast) {
  const Scratch scratch;
  LogPublisher log{scratch / "log"};
  log.publish({{0, 0, 1, "a"}}, {}, "note 1");
  {
    const Faults faults{[](const char* op, const std::string&) { return op == "syncfs"s ? EIO : 0; }};
    EXPECT_THROW(log.publish({{0, 0, 2, "ab"}}, {}, "note 2"), Error);
  }
  EXPECT_EQ(log.checkpoint(), "note 1");
  log.publish({{0, 0, 2, "ab"}}, {}, "note 2");
  EXPECT_EQ(log.checkpoint(), "note 2");
}

TEST(LogPublisher, KeepsTheUnfinishedTileOfTheCheckpointBefore) {
  const Scratch scratch;
  LogPublisher log{scratch / "log"};
  for (const int width : {1, 5, 9, 100}) log.publish({{0, 0, width, "h"}}, {}, "note");
  EXPECT_FALSE(std::filesystem::exists(scratch / "log/tile/0/000.p/5"));
  EXPECT_TRUE(std::filesystem::exists(scratch / "log/tile/0/000.p/9"));
  EXPECT_TRUE(std::filesystem::exists(scratch / "log/tile/0/000.p/100"));
  log.publish({{0, 0, 256, "h"}}, {}, "note");
  EXPECT_FALSE(std::filesystem::exists(scratch / "log/tile/0/000.p"));
}

/// Lets the n-th call to the disk fail, for every n: the checkpoint that a reader sees always has its tiles.
TEST(LogPublisher, EveryCallMayFailAndTheNextTryRepairsIt) {
  bool reached = true;
  for (int nth = 0; reached; ++nth) {
    const Scratch scratch;
    LogPublisher log{scratch / "log"};
    log.publish({{0, 0, 1, "a"}}, {{-1, 0, 1, "A"}}, "1");
    int calls = 0;
    {
      const Faults faults{[&](const char*, const std::string&) { return calls++ == nth ? EIO : 0; }};
      try {
        log.publish({{0, 0, 2, "ab"}}, {{-1, 0, 2, "AB"}}, "2");
      } catch (const Error&) {
        EXPECT_LT(nth, calls);
      }
    }
    reached = calls > nth;
    EXPECT_TRUE(std::filesystem::exists(scratch.path() / "log" / "tile/entries/000.p" / log.checkpoint())) << nth;
    log.publish({{0, 0, 2, "ab"}}, {{-1, 0, 2, "AB"}}, "2");
    EXPECT_EQ(log.checkpoint(), "2");
    EXPECT_EQ(read_bounded(scratch / "log/tile/0/000.p/2", 10), "ab");
  }
}

}  // namespace
}  // namespace cundang::packages
