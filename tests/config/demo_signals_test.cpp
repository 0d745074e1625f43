// SPDX-License-Identifier: GPL-3.0-or-later
// What the shipped policies and the exercise accidents together suggest: a table a records manager can check by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "schema/xml/record_reader.h"
#include "server/signals/signals.h"
#include "tools/demo_documents.h"

namespace cundang {
namespace {

const std::filesystem::path config_folder = std::string{CUNDANG_SOURCE_DIR} + "/config";

/// The suggestions after packs and documents are filed as `init` does: units first.
class ExerciseSignals : public testing::Test {
 protected:
  ExerciseSignals() {
    std::vector<std::filesystem::path> packs;
    for (const auto& entry : std::filesystem::directory_iterator{config_folder / "packs"})
      if (entry.is_regular_file()) packs.push_back(entry.path());
    std::sort(packs.begin(), packs.end());
    std::stable_partition(packs.begin(), packs.end(), [](const auto& file) { return file.filename() == "units.xml"; });
    for (const auto& file : packs) {
      std::ifstream in{file, std::ios::binary};
      take({std::istreambuf_iterator<char>{in}, {}}, *parse_instant("2012-07-02T09:00:00+08:00"));
    }
    std::map<std::string, AccessionNumber> numbers;
    for (const auto& document : tools::read_demo_documents(config_folder / "demo"))
      numbers[document.number] = take(tools::resolve_citations(document, numbers), *document.at);
  }
  AccessionNumber take(const std::string& xml, Instant at) {
    const auto record = reader_.read(xml);
    EXPECT_TRUE(record.ok()) << xml;
    Entry entry;
    entry.number = {++count_};
    entry.leaf = count_;
    entry.received_at = at;
    if (record.ok()) entry.record = record.value();
    entry.unit = entry.record.submitter.code;
    signals_.apply(entry);
    return entry.number;
  }
  std::vector<signals::Signal> found(std::string_view trigger, const std::string& unit) const {
    std::vector<signals::Signal> found;
    for (const auto& signal : signals_.report(*parse_date("2012-07-13")).signals)
      if (signals::trigger_info(signal.trigger).code == trigger && signal.subject.unit.text == unit)
        found.push_back(signal);
    return found;
  }

  RecordReader reader_;
  signals::Signals signals_;
  std::int64_t count_ = 0;
};

TEST_F(ExerciseSignals, EveryThresholdIsFixed) {
  EXPECT_THAT(signals_.report(*parse_date("2012-07-13")).missing_policies, testing::IsEmpty());
}

TEST_F(ExerciseSignals, LinshanIsFrequentAndHasGrown) {
  // 2012: 17 February to 21 June, five accidents, six dead; to 13 July 2011: two and two.
  ASSERT_THAT(found("T2-frequent", "LSQ"), testing::SizeIs(1));
  EXPECT_THAT(found("T2-frequent", "LSQ")[0].facts, testing::SizeIs(5));
  ASSERT_THAT(found("T2-increase", "LSQ"), testing::SizeIs(1));
  EXPECT_THAT(found("T2-increase", "LSQ")[0].arithmetic,
              testing::Contains(testing::Field(&Text::zh, "死亡人数：6，上年同期 2，（6 − 2）÷ 2 = 200% ≥ 30%")));
}

TEST_F(ExerciseSignals, XinhuTwoLargerOnesOneOfThemLowered) {
  const auto signals = found("T1-consecutive", "XHQ");
  ASSERT_THAT(signals, testing::SizeIs(1));
  ASSERT_THAT(signals[0].changes, testing::SizeIs(1));
  EXPECT_THAT(signals[0].changes[0].before.zh, testing::HasSubstr("较大事故（死亡 3 人、重伤 4 人"));
  EXPECT_THAT(signals[0].changes[0].after.zh, testing::HasSubstr("一般事故（死亡 2 人、重伤 5 人"));
}

TEST_F(ExerciseSignals, TheTankFarmIsAMajorDanger) {
  EXPECT_THAT(found("T1-hidden-danger", "HXHG"), testing::SizeIs(1));
  EXPECT_THAT(found("T2-hidden-danger", "HDQ"), testing::SizeIs(1));
}

TEST_F(ExerciseSignals, NoQuotaIsNearButTheGradeOfLargerOnes) {
  // Linshan 6 of 8 dead, construction 6 of 12: 75 and 50 %. Larger or worse: 2 of 2 until the follow-up.
  EXPECT_THAT(found("T2-quota", "LSQ"), testing::IsEmpty());
  EXPECT_THAT(found("T2-quota", ""), testing::SizeIs(1));
}

}  // namespace
}  // namespace cundang
