// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/registry/registry.h"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace cundang::registry {
namespace {

class RegistryTest : public testing::Test {
 protected:
  RegistryTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "registry-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    Registry::create(folder_ / "r.sqlite");
  }
  ~RegistryTest() override { std::filesystem::remove_all(folder_); }

  static RecordRow row(std::int64_t number, const std::string& unit, const std::string& digest) {
    RecordRow row;
    row.accession = {number};
    row.leaf_index = number;
    row.unit = {unit};
    row.unit_counter = number;
    row.digest = digest;
    row.title = "关于“两节”期间安全生产工作的通知\t第" + std::to_string(number) + "号";
    row.audience = {"AWB", unit};
    return row;
  }

  std::filesystem::path folder_;
};

TEST_F(RegistryTest, CommittedRowsComeBackWhole) {
  Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
  const std::string salt{"\0\1\2 salt with a zero byte, 32 oct", 32};
  {
    auto tx = registry.begin();
    for (int i = 1; i <= 3; ++i) tx.insert(row(i, "ZJW", "d" + std::to_string(i)));
    tx.insert(LeafRow{0, "record", "leaf\n", "statement\n", salt, 1});
    tx.insert(JournalRow{{1}, "<record/>", "<sig/>", ""});
    tx.insert_checkpoint(1, "note\n");
    tx.set_mark("index", 7);
    tx.commit();
  }
  EXPECT_EQ(registry.last_accession(), 3);
  EXPECT_EQ(registry.record({2})->title, "关于“两节”期间安全生产工作的通知\t第2号");
  EXPECT_EQ(registry.record({2})->audience, (std::vector<std::string>{"AWB", "ZJW"}));
  EXPECT_FALSE(registry.record({4}));
  EXPECT_EQ(registry.leaf(0)->salt, salt);
  EXPECT_EQ(registry.journal_size().first, 1);
  EXPECT_EQ(registry.mark("index"), 7);
  EXPECT_EQ(registry.mark("settle"), -1);
  EXPECT_EQ(registry.checkpoint(1), "note\n");
}

TEST_F(RegistryTest, LeavingWithoutCommitKeepsNothing) {
  Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
  {
    auto tx = registry.begin();
    tx.insert(row(1, "ZJW", "d"));
  }
  EXPECT_EQ(registry.last_accession(), 0);
}

TEST_F(RegistryTest, AMemberFallsOutOfTheGroupAlone) {
  Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
  auto tx = registry.begin();
  tx.savepoint();
  tx.insert(row(1, "ZJW", "a"));
  tx.release();
  tx.savepoint();
  tx.insert(row(2, "JTJ", "b"));
  tx.rollback_to_savepoint();
  tx.savepoint();
  tx.insert(row(2, "GAJ", "c"));
  tx.release();
  tx.commit();
  EXPECT_EQ(registry.record({2})->unit.text, "GAJ");
  EXPECT_EQ(registry.last_accession(), 2);
}

TEST_F(RegistryTest, IdenticalBytesAreFoundAgainAndAgain) {
  Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
  auto tx = registry.begin();
  EXPECT_TRUE(tx.find_identical("same").empty());
  tx.insert(row(1, "ZJW", "same"));
  tx.insert(row(2, "JTJ", "same"));
  tx.insert(row(3, "JTJ", "other"));
  ASSERT_EQ(tx.find_identical("same").size(), 2U);
  EXPECT_EQ(tx.find_identical("same")[1].unit.text, "JTJ");
  EXPECT_EQ(tx.find_identical("other")[0].accession.value, 3);
  EXPECT_TRUE(tx.find_identical("none").empty());
  tx.commit();
}

TEST_F(RegistryTest, ReadersGoOnBesideTheWriter) {
  Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
  const Registry reader{folder_ / "r.sqlite", Registry::Mode::ReadOnly};
  auto tx = registry.begin();
  tx.insert(row(1, "ZJW", "a"));
  EXPECT_EQ(reader.last_accession(), 0);
  tx.commit();
  EXPECT_EQ(reader.last_accession(), 1);
}

TEST_F(RegistryTest, DumpListsEveryRowInKeyOrder) {
  Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
  {
    auto tx = registry.begin();
    for (int i = 1; i <= 2500; ++i) tx.insert(row(i, "ZJW", std::to_string(i)));
    tx.commit();
  }
  int lines = 0;
  std::string last;
  registry.dump([&](const std::string& line) {
    ++lines;
    last = line;
  });
  EXPECT_EQ(lines, 2500);
  EXPECT_NE(last.find("\t2500\t"), std::string::npos) << last;
}

TEST_F(RegistryTest, AnotherVersionIsRefused) {
  {
    Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadWrite};
    auto tx = registry.begin();
    tx.set_meta("registry_version", "99");
    tx.commit();
  }
  try {
    const Registry registry{folder_ / "r.sqlite", Registry::Mode::ReadOnly};
    ADD_FAILURE() << "taken";
  } catch (const Error& error) {
    EXPECT_NE(error.reason().zh.find("另一版本"), std::string::npos) << "and not a matter of the disk";
  }
  EXPECT_THROW((Registry{folder_ / "missing.sqlite", Registry::Mode::ReadOnly}), Error);
}

}  // namespace
}  // namespace cundang::registry
