// SPDX-License-Identifier: GPL-3.0-or-later
// cundang backup as an operator runs it, beside the service.
#include <gtest/gtest.h>

#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang {
namespace {

namespace fs = std::filesystem;

TEST(BackupCommand, RunsBesideTheServiceAndIsVerifiedByTheSameProgram) {
  const support::TempDir dir;
  support::ServedArchive served{{.program = support::cundang_program(), .data = dir / "data"}};
  served.init();
  served.start();
  const auto program = support::cundang_program().string();
  const auto back_up = [&](const fs::path& to) {
    return support::run({program, "backup", to.string(), "--data", served.data().string(), "--json"});
  };
  const auto first = back_up(dir / "backups");
  ASSERT_EQ(first.status, 0) << first.errors;
  const auto generation = support::json_string(first.output, "generation");
  ASSERT_TRUE(generation);
  const auto checked = support::run({program, "verify", "--data", *generation});
  EXPECT_EQ(checked.status, 0) << checked.output;
  EXPECT_EQ(support::json_number(first.output, "files"), support::json_number(first.output, "new_files"));
  EXPECT_EQ(fs::status(*generation).permissions(), fs::perms::owner_all);
  for (const auto* database : {"registry/registry.sqlite", "accounts/accounts.sqlite"})
    EXPECT_EQ(fs::status(fs::path{*generation} / database).permissions(),
              fs::perms::owner_read | fs::perms::owner_write)
        << database;

  const auto second = back_up(dir / "backups");
  ASSERT_EQ(second.status, 0) << second.errors;
  EXPECT_EQ(support::json_string(second.output, "previous"), fs::path{*generation}.filename().string());
  EXPECT_LT(support::json_number(second.output, "new_files"), support::json_number(second.output, "files"));

  const auto inside = back_up(served.data() / "backups");
  EXPECT_EQ(inside.status, 2);
  EXPECT_NE(inside.errors.find("备份目录与数据目录互相包含"), std::string::npos) << inside.errors;
  EXPECT_FALSE(fs::exists(served.data() / "backups"));
  served.stop();
}

}  // namespace
}  // namespace cundang
