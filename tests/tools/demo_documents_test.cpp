// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/demo_documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "schema/model/error.h"
#include "tests/support/temp_dir.h"

namespace cundang::tools {
namespace {

using support::TempDir;
using testing::HasSubstr;

void write(const TempDir& dir, const std::string& name, const std::string& bytes) {
  std::ofstream{dir.path() / name, std::ios::binary} << bytes;
}

std::string refusal(const TempDir& dir) {
  try {
    read_demo_documents(dir.path());
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::FileUnreadable);
    return error.what();
  }
  return "nothing was refused";
}

TEST(DemoDocuments, StandInTheOrderOfTheirNumbersWithTimeAndUnit) {
  TempDir dir;
  write(dir, "002-minutes.xml", "<!-- at: 2012-07-02T09:20:00+08:00 unit: AWB -->\n<record/>");
  write(dir, "001-notice.xml", "<record/>");
  write(dir, "notes.txt", "not a document");
  const auto documents = read_demo_documents(dir.path());
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].number, "001");
  EXPECT_FALSE(documents[0].at);
  EXPECT_TRUE(documents[0].unit.empty());
  EXPECT_EQ(documents[1].at, parse_instant("2012-07-02T01:20:00Z"));
  EXPECT_EQ(documents[1].unit.text, "AWB");
  EXPECT_EQ(documents[1].xml, "<record/>");
}

TEST(DemoDocuments, KeepACommentThatDirectsNothing) {
  TempDir dir;
  write(dir, "001-a.xml", "<!-- 会议通知 -->\n<record/>");
  EXPECT_EQ(read_demo_documents(dir.path())[0].xml, "<!-- 会议通知 -->\n<record/>");
}

struct BadCase {
  std::string name, file, bytes, why;
};
class BadFolder : public testing::TestWithParam<BadCase> {};
TEST_P(BadFolder, IsRefusedByName) {
  TempDir dir;
  write(dir, "005-good.xml", "<!-- at: 2012-07-02T12:00:00+08:00 unit: AWB -->\n<record/>");
  write(dir, GetParam().file, GetParam().bytes);
  EXPECT_THAT(refusal(dir), HasSubstr(GetParam().why));
  EXPECT_THAT(refusal(dir), HasSubstr(GetParam().file));
}
INSTANTIATE_TEST_SUITE_P(
    Table, BadFolder,
    testing::Values(BadCase{"NoNumber", "minutes.xml", "<record/>", "digits and a hyphen"},
                    BadCase{"NoTime", "006-a.xml", "<!-- at: yesterday unit: AWB -->\n<record/>", "no time"},
                    BadCase{"Backwards", "006-a.xml", "<!-- at: 2012-07-01T12:00:00+08:00 -->\n<record/>", "before"}),
    [](const auto& row) { return row.param.name; });

TEST(DemoDocuments, OneNumberIsUsedOnce) {
  TempDir dir;
  write(dir, "005-a.xml", "<record/>");
  write(dir, "005-b.xml", "<record/>");
  EXPECT_THAT(refusal(dir), HasSubstr("used twice"));
}

TEST(DemoDocuments, AMissingFolderIsNamed) { EXPECT_THROW(read_demo_documents("/nonexistent/folder"), Error); }

TEST(Citations, AreReplacedAndNothingElseIs) {
  const DemoDocument document{"007-x.xml", "007", {}, {}, R"(<record id="@002@"/> a@b.cn @ @12 @@ @002@)"};
  EXPECT_EQ(resolve_citations(document, {{"002", AccessionNumber{17}}}),
            R"(<record id="R0000017"/> a@b.cn @ @12 @@ R0000017)");
}

// printf '通报-半年\n2012-H1\nJTJ\n' | sha256sum | cut -c1-32, and so on with the number of document 008.
TEST(Citations, OfADutyBecomeItsId) {
  const DemoDocument document{
      "030-x.xml", "030", {}, {}, "@duty 通报-半年|2012-H1|JTJ|@ @duty 文件自带要求|008|LSQ|p3@"};
  EXPECT_EQ(resolve_citations(document, {{"008", AccessionNumber{20}}}),
            "a903e113b6ef9b1acfed2cc12167118f 0471eb619704337ec328245aa6976e94");
}

// Four digits that no document bears are a year.
TEST(Citations, OfADutyAboutAYearBecomeItsId) {
  DemoDocument document;
  document.file = "030-x.xml";
  document.xml = "@duty 通报-全年|2011|LYJ|@";
  EXPECT_EQ(resolve_citations(document, {{"008", AccessionNumber{20}}}), "4d51b610cf639e8fa2304b1655dbcd77");
  document.xml = "@duty 通报-全年|020|LYJ|@";
  EXPECT_THROW(resolve_citations(document, {{"008", AccessionNumber{20}}}), Error) << "not filed yet";
}

TEST(Citations, OfADocumentNotYetFiledAreRefused) {
  const DemoDocument document{"007-x.xml", "007", {}, {}, R"(<record id="@009@"/>)"};
  EXPECT_THROW(resolve_citations(document, {{"002", AccessionNumber{17}}}), Error);
}

}  // namespace
}  // namespace cundang::tools
