// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/durable_file.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <optional>
#include <set>
#include <vector>

#include "archive/packages/spool.h"
#include "schema/model/error.h"
#include "tests/archive/packages/scratch.h"

namespace cundang::packages {
namespace {

std::size_t files_in(const std::filesystem::path& directory) {
  std::size_t count = 0;
  for (const auto& each : std::filesystem::recursive_directory_iterator{directory})
    count += each.is_regular_file() ? 1 : 0;
  return count;
}

struct FaultCase {
  const char* name;
  const char* call;
  int error;
  ErrorCode code;
};

class WriteDurably : public testing::TestWithParam<FaultCase> {};
TEST_P(WriteDurably, KeepsTheOldFileAndLeavesNothingWhenItFails) {
  const Scratch scratch;
  const auto path = scratch / "checkpoint";
  write_durably(path, "old");
  const Faults faults{[](const char* op, const std::string&) {
    return op == std::string_view{GetParam().call} ? GetParam().error : 0;
  }};
  try {
    write_durably(path, "new");
    FAIL() << "did not throw";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), GetParam().code);
  }
  set_fault_hook(nullptr);
  EXPECT_EQ(read_bounded(path, 100), "old");
  EXPECT_EQ(files_in(scratch.path()), 1U);
}
INSTANTIATE_TEST_SUITE_P(EachCall, WriteDurably,
                         testing::Values(FaultCase{"OpenFull", "open", ENOSPC, ErrorCode::StorageFull},
                                         FaultCase{"WriteFull", "write", ENOSPC, ErrorCode::StorageFull},
                                         FaultCase{"WriteQuota", "write", EDQUOT, ErrorCode::StorageFull},
                                         FaultCase{"WriteBroken", "write", EIO, ErrorCode::StorageFailed},
                                         FaultCase{"SyncBroken", "fdatasync", EIO, ErrorCode::StorageFailed},
                                         FaultCase{"SyncFull", "fdatasync", ENOSPC, ErrorCode::StorageFull},
                                         FaultCase{"RenameBroken", "rename", EIO, ErrorCode::StorageFailed}),
                         [](const auto& row) { return row.param.name; });

TEST(DurableFile, WhatIsNotPermittedIsNotCalledABrokenDisk) {
  const Scratch scratch;
  for (const int refusal : {EACCES, EPERM, EROFS}) {
    const Faults faults{
        [&](const char* op, const std::string&) { return op == std::string_view{"mkdir"} ? refusal : 0; }};
    try {
      make_directories_durably(scratch / "new");
      ADD_FAILURE() << "did not throw";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::StorageFailed);
      EXPECT_NE(error.cure().zh.find("权限"), std::string::npos) << error.cure().zh;
    }
  }
}

TEST(DurableFile, GoesOnAfterShortWrites) {
  const Scratch scratch;
  const Faults faults{[](const char* op, const std::string&) { return op == std::string_view{"write"} ? -3 : 0; }};
  write_durably(scratch / "f", "0123456789");
  EXPECT_EQ(read_bounded(scratch / "f", 100), "0123456789");
}

TEST(DurableFile, SyncsTheDataBeforeTheNameAndTheFolderAfterIt) {
  const Scratch scratch;
  std::vector<std::string> calls;
  const Faults faults{[&](const char* op, const std::string&) {
    calls.emplace_back(op);
    return 0;
  }};
  write_durably(scratch / "f", "x");
  EXPECT_EQ(calls, (std::vector<std::string>{"open", "write", "fdatasync", "rename", "fsync"}));
}

TEST(DurableFile, RefusesAFileLongerThanAsked) {
  const Scratch scratch;
  write_unsynced(scratch / "f", "12345");
  EXPECT_EQ(read_bounded(scratch / "f", 5), "12345");
  EXPECT_THROW(read_bounded(scratch / "f", 4), Error);
  EXPECT_THROW(read_bounded(scratch / "absent", 4), Error);
  EXPECT_THROW(read_bounded(scratch.path(), 4), Error);
}

TEST(Spool, NamesAFileByItsDigestAndStreams) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  auto incoming = spool.begin();
  incoming.write("hello ");
  incoming.write("world");
  const auto spooled = incoming.finish();
  EXPECT_EQ(spooled.size, 11);
  EXPECT_EQ(spooled.sha256, crypto::sha256("hello world"));
  EXPECT_EQ(spool.path_of(spooled.sha256), scratch.path() / "spool" / "b9" / spooled.sha256.hex());
  EXPECT_EQ(read_bounded(spool.path_of(spooled.sha256), 100), "hello world");
  EXPECT_EQ(spool.list(), std::vector<Sha256>{spooled.sha256});
}

TEST(Spool, LeavesNothingOfAnUploadThatWasCutOff) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  { spool.begin().write("half an attach"); }
  EXPECT_EQ(files_in(scratch.path()), 0U);
}

TEST(Spool, RemovesWhatACrashLeftUnfinished) {
  const Scratch scratch;
  { Spool{scratch / "spool"}.put("whole"); }
  write_unsynced(scratch.path() / "spool" / "77-1.tmp", "half");
  const Spool again{scratch / "spool"};
  EXPECT_EQ(files_in(scratch.path()), 1U);
  EXPECT_TRUE(again.contains(crypto::sha256("whole")));
}

TEST(Spool, ATornFileOfACrashIsReplacedByTheNextUpload) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  const auto digest = spool.put("the bytes").sha256;
  write_unsynced(spool.path_of(digest), std::string(9, '\0'));
  spool.put("the bytes");
  EXPECT_EQ(read_bounded(spool.path_of(digest), 100), "the bytes");
}

TEST(Spool, KeepsBytesThatAnotherUploadHasJustBrought) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  auto first = spool.put("shared");
  auto second = spool.put("shared");
  first.pin.reset();
  EXPECT_FALSE(spool.release(first.sha256)) << "the second upload is not registered yet";
  EXPECT_TRUE(spool.contains(first.sha256));
  second.pin.reset();
  EXPECT_TRUE(spool.release(first.sha256));
  EXPECT_FALSE(spool.contains(first.sha256));
}

TEST(Spool, NothingStaysOfAnUploadThatWasRefused) {
  const Scratch scratch;
  std::set<Sha256> registered;
  Spool spool{scratch / "spool", [&](const Sha256& digest) { return registered.contains(digest); }};
  auto refused = spool.put("refused");
  auto accepted = spool.put("accepted");
  registered.insert(accepted.sha256);
  EXPECT_TRUE(spool.contains(refused.sha256)) << "while its submission is not decided";
  refused.pin.reset();
  accepted.pin.reset();
  EXPECT_EQ(spool.list(), std::vector<Sha256>{accepted.sha256});
  EXPECT_FALSE(spool.release(accepted.sha256)) << "the journal needs it";
  registered.clear();
  EXPECT_TRUE(spool.release(accepted.sha256));
  EXPECT_NO_THROW(spool.sync_group()) << "what is gone is not synced";
}

TEST(Spool, APinMayOutliveIt) {
  const Scratch scratch;
  std::optional<Spool> spool{std::in_place, scratch / "spool", [](const Sha256&) { return true; }};
  auto file = spool->put("bytes");
  spool.reset();
  EXPECT_NO_THROW(file.pin.reset());
}

TEST(Spool, SweepsWhatACrashLeftOfUploadsNobodyRegistered) {
  const Scratch scratch;
  Sha256 kept;
  {
    Spool before{scratch / "spool"};
    before.put("nobody's");
    kept = before.put("registered").sha256;
  }
  const Spool spool{scratch / "spool", [&](const Sha256& digest) { return digest == kept; }};
  EXPECT_EQ(spool.list(), std::vector<Sha256>{kept});
}

TEST(Spool, OneSyncServesAGroupAndFewFilesAreSyncedAlone) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  std::vector<std::string> calls;
  const Faults faults{[&](const char* op, const std::string&) {
    if (std::string_view{op}.find("sync") != std::string_view::npos) calls.emplace_back(op);
    return 0;
  }};
  const auto one = spool.put("one");
  calls.clear();
  spool.sync_group();
  EXPECT_EQ(calls, (std::vector<std::string>{"fdatasync", "fsync"}));
  for (int i = 0; i < 20; ++i) spool.put("file " + std::to_string(i));
  calls.clear();
  spool.sync_group();
  EXPECT_EQ(calls, (std::vector<std::string>{"syncfs"}));
  calls.clear();
  spool.sync_group();
  EXPECT_TRUE(calls.empty()) << "nothing new, nothing to sync";
}

TEST(Spool, NeverTrustsASyncAfterOneHasFailed) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  const auto kept = spool.put("x");
  {
    const Faults faults{
        [](const char* op, const std::string&) { return op == std::string_view{"fdatasync"} ? EIO : 0; }};
    EXPECT_THROW(spool.sync_group(), Error);
  }
  EXPECT_THROW(spool.sync_group(), Error) << "the kernel has dropped the pages: success now would be a lie";
}

TEST(Spool, AFullDiskLeavesNothingBehind) {
  const Scratch scratch;
  Spool spool{scratch / "spool"};
  {
    const Faults faults{
        [](const char* op, const std::string&) { return op == std::string_view{"write"} ? ENOSPC : 0; }};
    EXPECT_THROW(spool.put("x"), Error);
  }
  EXPECT_EQ(files_in(scratch.path()), 0U);
}

}  // namespace
}  // namespace cundang::packages
