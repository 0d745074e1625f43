// SPDX-License-Identifier: GPL-3.0-or-later
// The exercise documents (config/demo) are valid records that belong together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "schema/model/error.h"
#include "schema/xml/record_reader.h"
#include "tools/demo_documents.h"

namespace cundang::tools {
namespace {

const std::vector<DemoDocument>& documents() {
  static const auto all = read_demo_documents(std::string{CUNDANG_SOURCE_DIR} + "/config/demo");
  return all;
}

/// As `init` files them: the first document gets the number 1.
std::map<std::string, AccessionNumber> numbers_before(const DemoDocument& document) {
  std::map<std::string, AccessionNumber> numbers;
  for (const auto& other : documents()) {
    if (other.number == document.number) break;
    numbers.emplace(other.number, AccessionNumber{static_cast<std::int64_t>(numbers.size()) + 1});
  }
  return numbers;
}

Record read(const DemoDocument& document) {
  const auto outcome = RecordReader{}.read(resolve_citations(document, numbers_before(document)));
  for (const auto& finding : outcome.findings())
    ADD_FAILURE() << document.file.filename() << ":" << finding.line << ": " << finding.code << " "
                  << finding.reason.en;
  return outcome.ok() ? outcome.value() : Record{};
}

class DemoDocuments : public testing::TestWithParam<std::size_t> {
 protected:
  const DemoDocument& document() const { return documents().at(GetParam()); }
};

TEST_P(DemoDocuments, ReadsCleanWithoutAWarning) { read(document()); }

TEST_P(DemoDocuments, IsFiledByItsSubmitterAtAStatedTimeNotBeforeItsDate) {
  const auto record = read(document());
  EXPECT_EQ(document().unit, record.submitter.code);
  ASSERT_TRUE(document().at);
  ASSERT_TRUE(record.document_date);
  EXPECT_LE(*record.document_date, beijing_day(*document().at));
}

TEST_P(DemoDocuments, AnswersWhatWasFiledBeforeIt) {
  std::set<std::string> known;
  for (std::size_t i = 0; i < GetParam(); ++i) known.insert(read(documents()[i]).doc_no);
  for (const auto& answer : read(document()).answers) {
    EXPECT_TRUE(answer.doc_no.empty() || known.contains(answer.doc_no)) << answer.doc_no;
  }
}

INSTANTIATE_TEST_SUITE_P(Each, DemoDocuments, testing::Range(std::size_t{0}, documents().size()), [](const auto& row) {
  auto name = documents().at(row.param).file.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return "N" + name;
});

TEST(Demo, HasEnoughToLookAt) {
  std::set<std::string> kinds, doc_nos;
  for (const auto& document : documents()) {
    const auto record = read(document);
    kinds.insert(record.kind);
    EXPECT_TRUE(record.doc_no.empty() || doc_nos.insert(record.doc_no).second) << record.doc_no << " is used twice";
  }
  EXPECT_GE(documents().size(), 25U);
  EXPECT_LE(documents().size(), 90U);
  EXPECT_GE(kinds.size(), 15U);
}

}  // namespace
}  // namespace cundang::tools
