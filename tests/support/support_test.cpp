// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <signal.h>

#include <set>

#include "tests/support/child_process.h"
#include "tests/support/record_maker.h"
#include "tests/support/temp_dir.h"

namespace cundang::support {
namespace {

std::size_t chinese_bytes(const std::string& xml) {
  const auto body = xml.substr(xml.find("<body>"));
  std::size_t bytes = 0;
  for (const char c : body) bytes += static_cast<unsigned char>(c) >= 0x80;
  return bytes;
}

TEST(RecordMaker, TenKilobytesAreMostlyChinese) {
  const RecordMaker maker{{.seed = 7}};
  for (std::uint64_t n = 0; n < 200; ++n) {
    const auto xml = maker.make(n);
    EXPECT_GE(xml.size(), 9700U) << n;
    EXPECT_LE(xml.size(), 10240U) << n;
    EXPECT_GE(chinese_bytes(xml), 7168U) << n;
  }
}

TEST(RecordMaker, SameSeedSameBytesAndNoTwoAlike) {
  const RecordMaker maker{{.seed = 3, .bytes = 1500}};
  EXPECT_EQ(maker.make(5), (RecordMaker{{.seed = 3, .bytes = 1500}}.make(5)));
  std::set<std::string> seen;
  for (std::uint64_t n = 0; n < 1000; ++n) seen.insert(maker.make(n));
  for (std::uint64_t n = 0; n < 1000; ++n) seen.insert(RecordMaker{{.seed = 4, .bytes = 1500}}.make(n));
  EXPECT_EQ(seen.size(), 2000U);
}

TEST(ChildProcess, LinesSignalsAndStatus) {
  const TempDir dir;
  ChildProcess child{{"sh", "-c", "echo warming; echo ready 42; sleep 30"}, dir / "log"};
  EXPECT_EQ(child.wait_for_line("ready ", std::chrono::seconds{5}), "ready 42");
  EXPECT_TRUE(child.running());
  EXPECT_GT(peak_resident_bytes(child.pid()), 0);
  child.send(SIGKILL);
  EXPECT_EQ(child.wait(), 128 + SIGKILL);
  ChildProcess ended{{"sh", "-c", "exit 3"}, dir / "log2"};
  EXPECT_EQ(ended.wait_for_line("ready", std::chrono::seconds{5}), std::nullopt);
  EXPECT_EQ(ended.wait(), 3);
}

TEST(ChildProcess, RunKeepsOutputAndErrorsApart) {
  const auto done = run({"sh", "-c", "echo $WORD; echo bad >&2; exit 7"}, {{"WORD", "好"}});
  EXPECT_EQ(done.status, 7);
  EXPECT_EQ(done.output, "好\n");
  EXPECT_EQ(done.errors, "bad\n");
  EXPECT_EQ(run({"/no/such/program"}).status, 127);
}

TEST(TempDir, IsGoneAfterwards) {
  std::filesystem::path path;
  {
    const TempDir dir;
    path = dir.path();
    std::filesystem::create_directories(dir / "a/b");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace cundang::support
