// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/package_store.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>

#include "archive/crypto/digest.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/inventory.h"
#include "archive/packages/ocfl_layout.h"
#include "schema/model/error.h"
#include "tests/archive/packages/scratch.h"

namespace cundang::packages {
namespace {

const PackageId first_id{"urn:cundang:package:0194:2012:D30:R0000001"};
const auto known = [](const PackageId&) { return true; };
const auto unknown = [](const PackageId&) { return false; };

PackageDraft draft(const std::string& bytes = "container one", const PackageId& id = first_id) {
  return {id,
          "0194·2012·D30",
          *parse_instant("2012-07-02T01:00:00Z"),
          {{"R0000001.asice", bytes, {}}, {"R0000002.asice", "container two", {}}}};
}

class PackageStoreTest : public testing::Test {
 protected:
  PackageStoreTest() { PackageStore::create(root); }
  /// What a crash leaves: everything on disk, nothing in memory.
  StoredPackage keep(const std::string& bytes = "container one", const PackageId& id = first_id) {
    return store.commit(store.stage(draft(bytes, id)));
  }
  Scratch scratch;
  std::filesystem::path root = scratch / "packages";
  PackageStore store{root};
};

TEST(OcflLayout, PlacesAnObjectAsTheExtensionSays) {
  // The example of extension 0004 with defaults.
  EXPECT_EQ(object_path({"object-01"}), "3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4");
  EXPECT_EQ(object_path({"..hor/rib:le-$id"}),
            "487/326/d8c/487326d8c2a3c0b885e23da1469b4d6671fd4e76978924b4443e9e3c316cda6d");
}

TEST(Inventory, IsReadBackExactlyAndNothingElseIs) {
  Inventory inventory{first_id, {1341190923456}, "class 0194·\"x\"\\\n", {}};
  inventory.files["R0000001.asice"] = crypto::sha512("a");
  inventory.files["R0000002.asice"] = crypto::sha512("b");
  inventory.files["R0000003.asice"] = crypto::sha512("a");
  const auto json = to_json(inventory);
  EXPECT_EQ(parse_inventory(json), inventory);
  for (std::size_t at = 0; at < json.size(); ++at) {
    auto flipped = json;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    const auto read = parse_inventory(flipped);
    EXPECT_TRUE(!read || *read != inventory) << "at " << at;
  }
}

TEST(Inventory, IsWellFormedUtf8) {
  const auto with_message = [](const std::string& message) {
    return parse_inventory(to_json(Inventory{first_id, {1341190923456}, message, {}}));
  };
  EXPECT_TRUE(with_message("入库"));
  for (const auto* broken : {"\xCC", "\xE5\x85", "\xC0\xAF", "\xED\xA0\x80", "\xFF"})
    EXPECT_FALSE(with_message(broken));
}

TEST_F(PackageStoreTest, KeepsWhatItWasGivenAndReadsItBack) {
  const auto stored = keep();
  EXPECT_FALSE(stored.was_there);
  ASSERT_EQ(stored.files.size(), 2U);
  EXPECT_EQ(stored.files[0].name, "R0000001.asice");
  EXPECT_EQ(stored.files[0].path, store.path_of(first_id, "R0000001.asice"));
  EXPECT_EQ(read_bounded(stored.files[0].path, 100), "container one");
  EXPECT_EQ(store.open(first_id).inventory, stored.inventory);
  EXPECT_EQ(store.list(), std::vector<PackageId>{first_id});
  EXPECT_EQ(crypto::sha512(read_bounded(root / object_path(first_id) / "inventory.json", 1 << 20)), stored.inventory);
}

TEST_F(PackageStoreTest, NeedsOnlyCoreutilsToBeChecked) {
  keep();
  const auto command =
      "cd '" + (root / object_path(first_id)).string() +
      "' && sha512sum --status -c inventory.json.sha512 && cd v1 && sha512sum --status -c inventory.json.sha512";
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(concurrency-mt-unsafe)
}

TEST_F(PackageStoreTest, CommittingTheSameAgainIsSuccessAndKeepsTheFirstInventory) {
  const auto first = keep();
  auto again = draft();
  again.created = again.created + std::chrono::hours{1};
  const auto second = store.commit(store.stage(again));
  EXPECT_TRUE(second.was_there);
  EXPECT_EQ(second.inventory, first.inventory);
}

TEST_F(PackageStoreTest, OtherContentUnderASettledIdIsRefusedAndChangesNothing) {
  const auto first = keep();
  store.settled(first_id);
  try {
    keep("other bytes");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::StoreVersionExists);
  }
  EXPECT_EQ(store.open(first_id).inventory, first.inventory);
  store.check_content(store.open(first_id));
}

TEST_F(PackageStoreTest, AnUnsettledTryIsReplacedByABatchOfOtherSize) {
  keep("container one");
  const auto second = keep("container one, and now more came");
  EXPECT_FALSE(second.was_there);
  store.check_content(store.open(first_id));
}

TEST_F(PackageStoreTest, ManyObjectsShareOneSyncBeforeTheyAreMoved) {
  std::vector<StagedPackage> staged;
  for (int i = 0; i < 20; ++i) staged.push_back(store.stage(draft("x", {"urn:cundang:package:" + std::to_string(i)})));
  std::vector<std::string> order;
  const Faults faults{[&](const char* op, const std::string&) {
    const std::string call{op};
    if ((call == "syncfs" || call == "rename") && (order.empty() || order.back() != call)) order.push_back(call);
    return 0;
  }};
  EXPECT_EQ(store.commit(std::move(staged)).size(), 20U);
  EXPECT_EQ(order, (std::vector<std::string>{"syncfs", "rename", "syncfs"}));
  EXPECT_EQ(store.list().size(), 20U);
}

TEST_F(PackageStoreTest, TakesALargeFileByMovingIt) {
  std::filesystem::create_directories(store.workspace());
  const auto source = store.workspace() / "large.tmp";
  write_unsynced(source, "large bytes");
  const auto stored = store.commit(store.stage({first_id, "c", {}, {{"R0000001.asice", {}, source}}}));
  EXPECT_EQ(read_bounded(stored.files[0].path, 100), "large bytes");
  EXPECT_FALSE(std::filesystem::exists(source));
}

TEST_F(PackageStoreTest, RefusesANameThatIsAPath) {
  for (const auto* name : {"", "../x", "a/b", ".hidden", "."})
    EXPECT_THROW(store.stage({first_id, "c", {}, {{name, "x", {}}}}), Error) << name;
}

TEST_F(PackageStoreTest, NamesWhatIsDamaged) {
  keep();
  write_unsynced(store.path_of(first_id, "R0000002.asice"), "container twO");
  try {
    store.check_content(store.open(first_id));
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string_view{error.what()}.find("R0000002.asice"), std::string_view::npos);
  }
  write_unsynced(root / object_path(first_id) / "inventory.json", "{}");
  EXPECT_THROW(store.open(first_id), Error);
  EXPECT_THROW(store.open({"urn:cundang:package:absent"}), Error);
}

TEST_F(PackageStoreTest, RecoverRemovesStagedLeftovers) {
  store.stage(draft());
  EXPECT_TRUE(store.recover(unknown).empty());
  EXPECT_TRUE(std::filesystem::is_empty(store.workspace()));
  EXPECT_TRUE(store.list().empty());
}

TEST_F(PackageStoreTest, RecoverUndoesAnObjectTheRegistryNeverHeardOf) {
  keep();
  EXPECT_EQ(PackageStore{root}.recover(unknown), std::vector<PackageId>{first_id});
  EXPECT_FALSE(store.contains(first_id));
  EXPECT_FALSE(std::filesystem::exists((root / object_path(first_id)).parent_path())) << "OCFL has no empty folders";
}

TEST_F(PackageStoreTest, RecoverKeepsAnObjectTheRegistryKnows) {
  keep();
  EXPECT_TRUE(store.recover(known).empty());
  EXPECT_TRUE(store.contains(first_id));
}

TEST_F(PackageStoreTest, RecoverNeverTouchesASettledObject) {
  keep();
  store.settled(first_id);
  EXPECT_TRUE(store.recover(unknown).empty());
  EXPECT_TRUE(store.contains(first_id));
}

/// Lets the n-th call to the disk fail, for every n, then does what a restart does: nothing is half in place, and the
/// second try succeeds.
TEST_F(PackageStoreTest, EveryCallMayFailAndTheNextTryRepairsIt) {
  for (const int error : {EIO, ENOSPC}) {
    bool reached = true;
    for (int nth = 0; reached; ++nth) {
      const PackageId id{"urn:cundang:package:" + std::to_string(error) + ":" + std::to_string(nth)};
      int calls = 0;
      {
        const Faults faults{[&](const char*, const std::string&) { return calls++ == nth ? error : 0; }};
        try {
          keep("bytes", id);
        } catch (const Error& failure) {
          const bool storage = failure.code() == ErrorCode::StorageFull || failure.code() == ErrorCode::StorageFailed;
          const bool reading =
              failure.code() == ErrorCode::PackageUnreadable || failure.code() == ErrorCode::FileUnreadable;
          EXPECT_TRUE(storage || reading) << failure.what();
        }
      }
      reached = calls > nth;
      if (nth % 2 == 0) PackageStore{root}.recover(unknown);
      store.check_content(store.commit(store.stage(draft("bytes", id))));
      store.settled(id);
    }
  }
  PackageStore{root}.recover(known);
  EXPECT_TRUE(std::filesystem::is_empty(store.workspace()));
}

}  // namespace
}  // namespace cundang::packages
