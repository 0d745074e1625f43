// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer meets: an init that was interrupted, a port that is no port or in use, an account that is not there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::tools {
namespace {

using support::run;
using testing::HasSubstr;

class Start : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(program_)) GTEST_SKIP() << "no " << program_;
    support::ServedArchive{{program_, data_}}.init();
  }
  /// Status 0 is no refusal; the words are those of standard error.
  std::string refused(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program_);
    const auto finished = run(arguments);
    EXPECT_NE(finished.status, 0);
    return finished.errors;
  }
  support::TempDir dir_;
  std::string program_ = support::cundang_program(), data_ = dir_ / "data";
};

TEST_F(Start, AnInterruptedInitIsToldOfAndRunAgain) {
  std::ofstream{data_ + "/unfinished"} << "as init leaves it until all is filed";
  EXPECT_THAT(refused({"serve", "--data", data_, "--port", "0"}), HasSubstr("存档尚未建完"));
  EXPECT_THAT(refused({"account", "link", "--data", data_, "--person", "security"}), HasSubstr("it begins anew"));
  support::ServedArchive again{{program_, data_}};
  again.init();
  EXPECT_EQ(again.verify().status, 0);
}

TEST_F(Start, APortBeyondAllIsNotTakenForAnother) {
  for (const auto* port : {"65536", "99999", "-2"})
    EXPECT_THAT(refused({"serve", "--data", data_, "--port", port}), HasSubstr("0 至 65535")) << port;
}

TEST_F(Start, APortInUseIsNamedAsThat) {
  support::ServedArchive first{{program_, data_}};
  first.start();
  const auto other = (dir_ / "other").string();
  support::ServedArchive{{program_, other}}.init();
  const auto words = refused({"serve", "--data", other, "--port", std::to_string(first.port())});
  EXPECT_THAT(words, HasSubstr("另选端口"));
  EXPECT_THAT(words, HasSubstr("take another (--port)"));
  EXPECT_EQ(first.stop(), 0);
}

TEST_F(Start, ALinkForNobodySaysThatThereIsNoSuchAccount) {
  EXPECT_THAT(refused({"account", "link", "--data", data_, "--person", "nobody"}), HasSubstr("没有这个账号"));
}

}  // namespace
}  // namespace cundang::tools
