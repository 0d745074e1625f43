// SPDX-License-Identifier: GPL-3.0-or-later
// A command line that cannot be read is answered in Chinese, then in English, with what to do, and status 2
// (cundang.1).
#include <gmock/gmock.h>

#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::tools {
namespace {

using testing::HasSubstr;

class Usage : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(program_)) GTEST_SKIP() << "no " << program_;
  }
  support::Finished call(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), program_);
    return support::run(arguments);
  }
  std::string program_ = support::cundang_program();
};

struct Mistake {
  std::string name;
  std::vector<std::string> arguments;
  std::string zh, en;
};
class EveryMistake : public Usage, public testing::WithParamInterface<Mistake> {};
TEST_P(EveryMistake, IsToldInBothLanguagesWithItsCure) {
  const auto done = call(GetParam().arguments);
  EXPECT_EQ(done.status, 2);
  EXPECT_EQ(done.output, "");
  EXPECT_THAT(done.errors, testing::StartsWith("错误：命令用法不正确（" + GetParam().zh)) << done.errors;
  EXPECT_THAT(done.errors, HasSubstr("\n处理："));
  EXPECT_THAT(done.errors, HasSubstr("\nerror: "));
  EXPECT_THAT(done.errors, HasSubstr(GetParam().en));
  EXPECT_THAT(done.errors, HasSubstr("\nwhat to do: "));
  EXPECT_LT(done.errors.find(GetParam().zh), done.errors.find(GetParam().en)) << "Chinese first";
  EXPECT_THAT(done.errors, HasSubstr("cundang help"));
}
INSTANTIATE_TEST_SUITE_P(
    Table, EveryMistake,
    testing::Values(
        Mistake{"NoData", {"serve"}, "缺少 --data", "--data is missing"},
        Mistake{"NoFile", {"import", "--data", "x"}, "缺少 file", "file is missing"},
        Mistake{"NoYear", {"assess", "--data", "x"}, "缺少 --year", "--year is missing"},
        Mistake{
            "UnknownOption", {"show", "--data", "x", "--recipt"}, "没有选项 --recipt", "there is no option --recipt"},
        Mistake{"UnknownOptionOfTheProgram", {"--jsno"}, "没有选项 --jsno", "there is no option --jsno"},
        Mistake{"UnknownCommand", {"sevre"}, "没有命令 sevre", "there is no command sevre"},
        Mistake{"OneTooMany", {"show", "R0000001", "R0000002", "--data", "x"}, "多出 R0000002", "R0000002 is one too"},
        Mistake{"NoNumber",
                {"serve", "--data", "x", "--port", "eighty"},
                "--port 应为整数，写的是 eighty",
                "--port wants a whole number, not eighty"},
        Mistake{"NumberTooLarge",
                {"search", "x", "--data", "x", "--limit", "99999999999"},
                "--limit 应为整数",
                "--limit wants a whole number"},
        Mistake{"NoValue", {"search", "x", "--data", "x", "--limit"}, "--limit 后面没有写值", "--limit has no value"},
        Mistake{"Twice",
                {"serve", "--data", "x", "--port", "1", "--port", "2"},
                "--port 写了不止一次",
                "--port is given more than once"},
        Mistake{"ValueOfAFlag", {"show", "--data", "x", "--json=maybe"}, "--json 后面不带值", "--json takes no value"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Usage, EverySubcommandAnswersInBothLanguages) {
  const auto help = call({"help"}).output;
  const auto list = help.substr(help.find("命令 / Commands:"));
  std::istringstream lines{list};
  int commands = 0;
  for (std::string line, name; std::getline(lines, line);) {
    if (!line.starts_with("  ") || line.size() < 3 || line[2] == ' ') continue;
    name = line.substr(2, line.find(' ', 2) - 2);
    const auto done = call({name, "--nonsense"});
    EXPECT_EQ(done.status, 2) << name;
    EXPECT_THAT(done.errors, testing::StartsWith("错误：")) << name;
    EXPECT_THAT(done.errors, HasSubstr("cundang help " + name)) << name;
    EXPECT_THAT(call({"help", name}).output, HasSubstr("用法 / Usage")) << name;
    ++commands;
  }
  EXPECT_GT(commands, 10) << help;
}

TEST_F(Usage, AUnitThatTheRegisterDoesNotHaveIsRefusedEverywhere) {
  const support::TempDir dir;
  const std::string data = dir / "data";
  support::ServedArchive{{program_, data}}.init();
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"obligations", "--unit"},
                                                                     {"signals", "--unit"},
                                                                     {"assess", "--year", "2012", "--unit"},
                                                                     {"assess", "--year", "2012", "--as"},
                                                                     {"search", "脚手架", "--as"}}) {
    const auto ask = [&](const char* unit) {
      auto words = arguments;
      words.insert(words.end(), {unit, "--data", data});
      return call(words);
    };
    const auto done = ask("ZJX");
    EXPECT_EQ(done.status, 2) << arguments.front();
    EXPECT_THAT(done.errors, HasSubstr("单位名录中没有此单位")) << arguments.front();
    EXPECT_THAT(done.errors, HasSubstr("perhaps: ZJW")) << arguments.front();
    EXPECT_NE(ask("ZJW").status, 2) << arguments.front();
  }
}

}  // namespace
}  // namespace cundang::tools
