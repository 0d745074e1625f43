// SPDX-License-Identifier: GPL-3.0-or-later
// cundang import over whole files: what is refused and where that is said, and a run that is killed and run again.
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <set>
#include <thread>

#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::tools {
namespace {

namespace fs = std::filesystem;
using support::json_number;
using support::run;

class Import : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(program_)) GTEST_SKIP() << "no " << program_;
    support::ServedArchive{{program_, data_}}.init();
    before_ = accepted();
  }

  void write(const std::string& bytes) { std::ofstream{file_, std::ios::binary} << bytes; }
  support::Finished import() { return run({program_, "import", file_, "--data", data_, "--json"}); }
  std::int64_t accepted() {
    return json_number(run({program_, "show", "--data", data_, "--json"}).output, "accepted").value();
  }
  /// "line code" of every finding in the list.
  std::vector<std::string> refused() {
    std::vector<std::string> told;
    std::ifstream in{list_};
    for (std::string line; std::getline(in, line);) {
      Poco::JSON::Parser parser;
      const auto row = parser.parse(line).extract<Poco::JSON::Object::Ptr>();
      const auto findings = row->getArray("findings");
      for (std::size_t i = 0; i < findings->size(); ++i) {
        const auto finding = findings->getObject(static_cast<unsigned>(i));
        told.push_back(row->getValue<std::string>("line") + " " + finding->getValue<std::string>("code"));
        for (const auto* text : {"reason", "reason_en", "cure", "cure_en"})
          EXPECT_FALSE(finding->getValue<std::string>(text).empty()) << line;
      }
    }
    return told;
  }

  support::TempDir dir_;
  std::string program_ = support::cundang_program(), data_ = dir_ / "data", file_ = dir_ / "old.jsonl";
  fs::path list_ = dir_.path() / "data" / "imports" / "old.jsonl.refusals.jsonl";
  std::int64_t before_ = 0;
};

TEST_F(Import, BadLinesAreListedAndTheOthersKept) {
  write(
      "\xEF\xBB\xBF{\"id\":\"1\",\"title\":\"关于安全检查的通知\",\"body\":\"甲\\n乙\"}\r\n"
      "\r\n"
      "{\"id\":\"2\",\"title\":\"没有写完\r\n"
      "{\"title\":\"没有编号\"}\r\n"
      "{\"id\":\"3\",\"title\":\"\xD2\xFE\xBB\xBC\"}\r\n"
      "{\"id\":\"1\",\"title\":\"与第一行同号\"}\r\n"
      "{\"id\":\"4\",\"title\":\"机密★10年关于金盾工程的报告\"}\r\n" +
      ("{\"id\":\"5\",\"title\":\"长行\",\"body\":\"" + std::string(17U << 20U, 'x') + "\"}\r\n") +
      "{\"id\":\"6\",\"title\":\"" + std::string(3000, 'x') +
      "\"}\r\n"
      "{\"id\":\"7\",\"title\":\"最后一行\"}");
  const auto done = import();
  EXPECT_EQ(done.status, 6) << done.errors;
  EXPECT_EQ(json_number(done.output, "created"), 2);
  EXPECT_EQ(json_number(done.output, "refused"), 7);
  EXPECT_EQ(support::json_string(done.output, "refusals"), list_.string()) << "said at the end";
  auto told = refused();
  std::sort(told.begin(), told.end());
  EXPECT_EQ(told, (std::vector<std::string>{"3 import.json", "4 import.missing-field", "5 import.not-utf8",
                                            "6 import.duplicate-id", "7 secret.title", "8 import.line-too-long",
                                            "9 form.too-long"}));
  EXPECT_EQ(support::read_file(list_).find("金盾"), std::string::npos) << "of a 涉密件 nothing is kept";
  EXPECT_EQ(accepted(), before_ + 2);
}

TEST_F(Import, RunAgainKeepsWhatIsThereAndWarnsOfOtherContent) {
  write(
      "{\"id\":\"1\",\"title\":\"甲\",\"date\":\"2001-02-03\"}\n{\"id\":\"2\",\"title\":\"乙\",\"date\":\"2001-02-03\"}"
      "\n");
  ASSERT_EQ(import().status, 0);
  EXPECT_FALSE(fs::exists(list_));
  write(
      "{\"id\":\"1\",\"title\":\"甲\",\"date\":\"2001-02-03\"}\n{\"id\":\"2\",\"title\":\"丙\",\"date\":\"2001-02-03\"}"
      "\n");
  const auto again = import();
  EXPECT_EQ(again.status, 0);
  EXPECT_EQ(json_number(again.output, "repeated"), 2);
  EXPECT_EQ(json_number(again.output, "changed"), 1);
  EXPECT_EQ(refused(), std::vector<std::string>{"2 import.other-content"});
  EXPECT_EQ(accepted(), before_ + 2);
}

TEST_F(Import, KilledAndRunAgainKeepsEveryPaperOnce) {
  constexpr int papers = 1500;
  std::string bytes;
  for (int i = 1; i <= papers; ++i)
    bytes += "{\"id\":\"" + std::to_string(i) + "\",\"title\":\"旧件" + std::to_string(i) +
             "\",\"date\":\"1998-05-06\",\"body\":\"第" + std::to_string(i) + "件的正文。\"}\n";
  write(bytes);
  int cut_short = 0;
  for (const int after_ms : {300, 500, 700}) {
    support::ChildProcess importing{{program_, "import", file_, "--data", data_}, dir_ / "out"};
    std::this_thread::sleep_for(std::chrono::milliseconds{after_ms});
    importing.send(SIGKILL);
    cut_short += importing.wait() == 128 + SIGKILL ? 1 : 0;
  }
  EXPECT_GT(cut_short, 0);
  const auto done = import();
  EXPECT_EQ(done.status, 0) << done.errors;
  EXPECT_EQ(json_number(done.output, "created").value() + json_number(done.output, "repeated").value(), papers);
  EXPECT_EQ(json_number(done.output, "changed"), 0);
  EXPECT_EQ(accepted(), before_ + papers);
  EXPECT_EQ(run({program_, "verify", "--data", data_}).status, 0);
}

}  // namespace
}  // namespace cundang::tools
