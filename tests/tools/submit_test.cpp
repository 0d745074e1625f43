// SPDX-License-Identifier: GPL-3.0-or-later
// cundang submit beside a running service: what is refused is told in sentences, not in JSON.
#include <gtest/gtest.h>

#include <fstream>

#include "schema/model/error.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang {
namespace {

class Submit : public testing::Test {
 protected:
  Submit() : archive_{{.program = support::cundang_program(), .data = folder_ / "data"}} {}

  void SetUp() override {
    archive_.init();
    std::ofstream{folder_ / "token"} << archive_.token("ZJW") << "\n";
    archive_.start();
  }

  support::Finished submit(const std::string& xml) {
    std::ofstream{folder_ / "record.xml"} << xml;
    return support::run({support::cundang_program().string(), "submit", (folder_ / "record.xml").string(), "--server",
                         "http://127.0.0.1:" + std::to_string(archive_.port()), "--token-file",
                         (folder_ / "token").string()});
  }

  support::TempDir folder_;
  support::ServedArchive archive_;
};

TEST_F(Submit, TellsEachFindingOfTheServiceWithItsCure) {
  const auto done = submit("<a/>");
  EXPECT_EQ(done.status, error_info(ErrorCode::RecordRefused).exit_status) << done.output << done.errors;
  EXPECT_NE(done.output.find("未接收"), std::string::npos) << done.output;
  EXPECT_NE(done.output.find("\n  form."), std::string::npos) << "the code of the finding begins a line\n"
                                                              << done.output;
  EXPECT_NE(done.output.find(std::string{error_info(ErrorCode::RecordRefused).zh}), std::string::npos) << done.output;
  EXPECT_NE(done.output.find("\"type\":\"refusal\""), std::string::npos) << "the slip is there to keep\n"
                                                                         << done.output;
}

TEST_F(Submit, TellsThatTheServiceIsGone) {
  archive_.kill();
  const auto done = submit("<a/>");
  EXPECT_EQ(done.status, error_info(ErrorCode::Unavailable).exit_status) << done.output << done.errors;
  EXPECT_NE(done.errors.find("处理："), std::string::npos) << done.errors;
}

}  // namespace
}  // namespace cundang
