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
#include "server/obligations/obligation_id.h"
#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Puts R-numbers for @NNN@ and ids for @duty RULE|TRIGGER|UNIT|ITEM@; a trigger is the number of a file or a period.
std::string resolved(std::string xml, const std::map<std::string, AccessionNumber>& numbers) {
  const std::regex duty{R"(@duty ([^|@]*)\|([^|@]*)\|([^|@]*)\|([^|@]*)@)"};
  for (std::smatch found; std::regex_search(xml, found, duty);) {
    const auto number = numbers.find(found[2].str());
    const auto trigger = number == numbers.end() ? found[2].str() : to_text(number->second);
    const auto id = obligation_id(found[1].str(), trigger, {found[3].str()}, found[4].str());
    xml = found.prefix().str() + id.text + found.suffix().str();
  }
  for (const auto& [file, number] : numbers)
    xml = std::regex_replace(xml, std::regex{"@" + file + "@"}, to_text(number));
  return xml;
}

/// Files the demo.
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
    const auto xml = resolved(read_text(path), numbers);
    std::smatch when;
    auto record = reader.read(xml);
    if (!record || !std::regex_search(xml, when, at)) {
      ADD_FAILURE() << path << " does not read clean";
      continue;
    }
    const auto number = story.file(when[1].str() + " " + when[2].str(), std::move(record).value());
    numbers[path.filename().string().substr(0, 3)] = number;
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
        DemoCase{"LsqServedOnTheFifth", "例会-落实反馈", "LSQ", "", "2012-07-13", State::InProgress, "2012-07-19"},
        DemoCase{"GajNeverSigned", "例会-落实反馈", "GAJ", "", "2012-07-13", State::AwaitingAcknowledgement, "none"},
        DemoCase{"XhqNeverSigned", "例会-落实反馈", "XHQ", "", "2012-07-31", State::AwaitingAcknowledgement, "none"},
        DemoCase{"SummaryWaitsForXhq", "例会-落实汇总", "AWB", "", "2012-07-31", State::AwaitingInputs, "none"},
        DemoCase{"JtjTalkedInTime", "函告-沟通", "JTJ", "", "2012-07-13", State::Answered, "2012-07-09"},
        DemoCase{"LsqDidNotTalk", "函告-沟通", "LSQ", "", "2012-07-13", State::InProgress, "2012-07-09", 4},
        DemoCase{"JtjAnsweredTheLetter", "函告-书面反馈", "JTJ", "", "2012-07-13", State::Answered, "2012-07-23"},
        DemoCase{"LsqHasTimeForTheLetter", "函告-书面反馈", "LSQ", "", "2012-07-13", State::InProgress, "2012-07-23"},
        DemoCase{"LyjReported", "通报-半年", "LYJ", "", "2012-07-13", State::Answered, "2012-07-10"},
        DemoCase{"SwjReportedTwoDaysLate", "通报-半年", "SWJ", "", "2012-07-13", State::Answered, "2012-07-10", 2},
        DemoCase{"JtjHasNotReported", "通报-半年", "JTJ", "", "2012-07-13", State::InProgress, "2012-07-10", 3},
        DemoCase{"HdqFloodReportClosed", "文件自带要求", "HDQ", "p3", "2012-07-13", State::Closed, "2012-07-06"},
        DemoCase{"LsqFloodReportExtended", "文件自带要求", "LSQ", "p3", "2012-07-12", State::InProgress, "2012-07-12"},
        DemoCase{"LsqFloodReportLate", "文件自带要求", "LSQ", "p3", "2012-07-13", State::InProgress, "2012-07-12", 1},
        DemoCase{"XhqFloodReportCameLate", "文件自带要求", "XHQ", "p3", "2012-07-12", State::Answered, "2012-07-06", 3},
        DemoCase{"XhqFloodReportReturned", "文件自带要求", "XHQ", "p3", "2012-07-13", State::Returned, "2012-07-18"}),
    [](const auto& row) { return row.param.name; });

TEST(DemoStory, EveryStepApplies) {
  const Story story = demo_story();
  for (const auto& duty : story.ledger().obligations(day("2012-07-13")))
    for (const auto& step : duty.history)
      EXPECT_TRUE(step.applies) << to_text(step.record) << " " << step.act << " on " << duty.rule << " of "
                                << duty.owing.text << ": " << step.why_not.zh;
}

}  // namespace
}  // namespace cundang::ledger
