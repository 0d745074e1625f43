// SPDX-License-Identifier: GPL-3.0-or-later
// The exercise documents of config/demo, filed as init files them, and what a manager sees in July 2012.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "schema/xml/record_reader.h"
#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Files the demo; @NNN@ names an earlier document by the number of its file.
Story demo_story() {
  Story story{"2012-07-02"};
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{CUNDANG_SOURCE_DIR "/config/demo"})
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::map<std::string, AccessionNumber> numbers;
  const RecordReader reader;
  const std::regex at{R"(at: (\d{4}-\d\d-\d\d)T(\d\d:\d\d))"};
  for (const auto& path : paths) {
    auto xml = read_text(path);
    for (const auto& [file, number] : numbers)
      xml = std::regex_replace(xml, std::regex{"@" + file + "@"}, to_text(number));
    std::smatch when;
    auto record = reader.read(xml);
    if (!record || !std::regex_search(xml, when, at)) {
      ADD_FAILURE() << path << " does not read clean";
      continue;
    }
    numbers[path.filename().string().substr(0, 3)] =
        story.file(when[1].str() + " " + when[2].str(), std::move(record).value());
  }
  return story;
}

struct DemoCase {
  std::string name, rule, unit, item, on;
  State state;
  std::string due;
  int days_overdue = 0;
};
void PrintTo(const DemoCase& row, std::ostream* out) { *out << row.name; }

class Demo : public testing::TestWithParam<DemoCase> {};

TEST_P(Demo, StandsInTheLedger) {
  static const Story story = demo_story();
  const auto& row = GetParam();
  const auto duty = story.duty(row.rule, row.unit, row.on, row.item);
  EXPECT_EQ(state_name(duty.state).zh, state_name(row.state).zh);
  EXPECT_EQ(duty.due.day ? to_text(*duty.due.day) : "none", row.due);
  EXPECT_EQ(duty.days_overdue, row.days_overdue);
}

INSTANTIATE_TEST_SUITE_P(
    July2012, Demo,
    testing::Values(
        DemoCase{"MinutesSentUpLate", "例会-纪要", "AWB", "", "2012-07-13", State::Answered, "2012-07-05", 4},
        DemoCase{"ZjwAnsweredItsItem", "例会-落实反馈", "ZJW", "", "2012-07-13", State::Answered, "2012-07-16"},
        DemoCase{"HdqAnsweredItsItem", "例会-落实反馈", "HDQ", "", "2012-07-13", State::Answered, "2012-07-16"},
        DemoCase{"JtjIsAtWork", "例会-落实反馈", "JTJ", "", "2012-07-13", State::InProgress, "2012-07-16"},
        DemoCase{"JtjIsLate", "例会-落实反馈", "JTJ", "", "2012-07-20", State::InProgress, "2012-07-16", 4},
        DemoCase{"GajServedOnTheThird", "例会-落实反馈", "GAJ", "", "2012-07-13", State::InProgress, "2012-07-17"},
        DemoCase{"XhqNeverSigned", "例会-落实反馈", "XHQ", "", "2012-07-31", State::AwaitingAcknowledgement, "none"},
        DemoCase{"SummaryWaitsForXhq", "例会-落实汇总", "AWB", "", "2012-07-31", State::AwaitingInputs, "none"},
        DemoCase{"JtjTalkedInTime", "函告-沟通", "JTJ", "", "2012-07-13", State::Answered, "2012-07-09"},
        DemoCase{"LsqDidNotTalk", "函告-沟通", "LSQ", "", "2012-07-13", State::InProgress, "2012-07-09", 4},
        DemoCase{"JtjAnsweredTheLetter", "函告-书面反馈", "JTJ", "", "2012-07-13", State::Answered, "2012-07-23"},
        DemoCase{"LsqHasTimeForTheLetter", "函告-书面反馈", "LSQ", "", "2012-07-13", State::InProgress, "2012-07-23"},
        DemoCase{"LyjReported", "通报-半年", "LYJ", "", "2012-07-13", State::Answered, "2012-07-10"},
        DemoCase{"SwjReportedTwoDaysLate", "通报-半年", "SWJ", "", "2012-07-13", State::Answered, "2012-07-10", 2},
        DemoCase{"JtjHasNotReported", "通报-半年", "JTJ", "", "2012-07-13", State::InProgress, "2012-07-10", 3},
        DemoCase{"HdqFloodReport", "文件自带要求", "HDQ", "p3", "2012-07-13", State::Answered, "2012-07-06"},
        DemoCase{"LsqFloodReportNeverServed", "文件自带要求", "LSQ", "p3", "2012-07-13", State::AwaitingAcknowledgement,
                 "2012-07-06"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::ledger
