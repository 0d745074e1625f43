// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/container.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "archive/crypto/digest.h"
#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "tests/archive/packages/scratch.h"

namespace cundang::packages {
namespace {

ContainerParts minutes() {
  ContainerParts parts;
  parts.accession = {42};
  parts.received_at = *parse_instant("2012-07-02T01:02:03.456Z");
  parts.record_xml = "<record xmlns=\"urn:cundang:record:1\">会议纪要</record>";
  parts.signatures = "<asic:XAdESSignatures/>";
  parts.statement = "cundang-statement/1 record\naccession R0000042\n";
  parts.salt = std::string(32, '\7');
  parts.leaf = "cundang-leaf/1\n";
  parts.proof_text = "c2sp.org/tlog-proof@v1\n";
  parts.envelope = "<envelope/>";
  parts.findings = "<findings/>";
  parts.metadata = "<metadata/>";
  return parts;
}

ContainerAttachment attachment(int number, const std::string& name, const std::filesystem::path& path,
                               const std::string& bytes) {
  write_unsynced(path, bytes);
  return {number, name, "application/pdf", static_cast<std::int64_t>(bytes.size()), crypto::sha256(bytes), path};
}

struct NameCase {
  int number;
  const char* true_name;
  const char* entry;
};

class AttachmentName : public testing::TestWithParam<NameCase> {};
TEST_P(AttachmentName, IsNeverAPath) {
  EXPECT_EQ(attachment_entry(GetParam().number, GetParam().true_name), GetParam().entry);
}
INSTANTIATE_TEST_SUITE_P(
    TrueNames, AttachmentName,
    testing::Values(NameCase{1, "纪要.pdf", "attachments/0001.pdf"}, NameCase{12, "纪要.PDF", "attachments/0012.bin"},
                    NameCase{3, "a.tar.gz", "attachments/0003.gz"},
                    NameCase{4, "../../etc/passwd", "attachments/0004.bin"},
                    NameCase{5, "x./../y", "attachments/0005.bin"}, NameCase{6, "none", "attachments/0006.bin"},
                    NameCase{7, "a.toolongext", "attachments/0007.bin"}, NameCase{8, "a.", "attachments/0008.bin"},
                    NameCase{12345, "a.ofd", "attachments/12345.ofd"}));

TEST(Container, GivesBackEveryPartInTheOrderOfTheFormat) {
  const Scratch scratch;
  auto parts = minutes();
  parts.attachments = {attachment(1, "签到表.jpg", scratch / "a", "JFIF"),
                       attachment(2, "附件.txt", scratch / "b", "文本")};
  const auto bytes = write_container(parts);
  const auto reader = ContainerReader::open(std::string_view{bytes});
  std::vector<std::string> names;
  for (const auto& each : reader.entries()) names.push_back(each.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"mimetype", "record.xml", "attachments/0001.jpg", "attachments/0002.txt",
                                      "META-INF/manifest.xml", "META-INF/signatures.xml", "META-INF/statement.txt",
                                      "META-INF/salt.bin", "META-INF/leaf.txt", "META-INF/proof.txt",
                                      "META-INF/envelope.xml", "META-INF/findings.xml", "META-INF/metadata.xml"}));
  EXPECT_EQ(reader.read(entry::record), parts.record_xml);
  EXPECT_EQ(reader.read("attachments/0002.txt"), "文本");
  EXPECT_EQ(reader.read(entry::salt), parts.salt);
  EXPECT_EQ(reader.read(entry::proof), parts.proof_text);
}

TEST(Container, BeginsWithMimetypeStoredWithoutExtraField) {
  const auto bytes = write_container(minutes());
  ASSERT_GT(bytes.size(), 70U);
  EXPECT_EQ(bytes.substr(0, 4), "PK\3\4");
  EXPECT_EQ(bytes.substr(8, 2), std::string(2, '\0'));   // stored
  EXPECT_EQ(bytes.substr(28, 2), std::string(2, '\0'));  // no extra field
  EXPECT_EQ(bytes.substr(30, 39), "mimetypeapplication/vnd.etsi.asic-e+zip");
  // 2012-07-02 09:02:02 in Beijing
  EXPECT_EQ(bytes.substr(10, 4), std::string("\x41\x48\xe2\x40", 4));
}

TEST(Container, SamePartsSameBytesInAnyTimeZoneInMemoryAndInAFile) {
  const Scratch scratch;
  auto parts = minutes();
  parts.record_xml.append(20000, 'x');
  parts.attachments = {attachment(1, "附件.txt", scratch / "b", std::string(5000, 'y'))};
  ::setenv("TZ", "America/New_York", 1);
  const auto there = write_container(parts);
  ::setenv("TZ", "Asia/Shanghai", 1);
  const auto here = write_container(parts);
  ::unsetenv("TZ");
  EXPECT_TRUE(here == there);
  write_container(parts, scratch / "c.asice");
  EXPECT_TRUE(read_bounded(scratch / "c.asice", 1 << 20) == here);
}

TEST(Container, RefusesAnAttachmentThatChangedInTheSpool) {
  const Scratch scratch;
  auto parts = minutes();
  parts.attachments = {attachment(1, "附件.txt", scratch / "b", "before")};
  write_unsynced(scratch / "b", "beFore");
  EXPECT_THROW(write_container(parts), Error);
  EXPECT_THROW(write_container(parts, scratch / "c.asice"), Error);
  EXPECT_FALSE(std::filesystem::exists(scratch / "c.asice"));
}

TEST(Container, ReaderBoundsWhatItReadsAndNamesWhatIsDamaged) {
  auto parts = minutes();
  parts.record_xml.append(4000, 'x');
  const auto bytes = write_container(parts);
  EXPECT_THROW(ContainerReader::open(std::string_view{bytes}).read(entry::record, 100), Error);
  EXPECT_THROW(ContainerReader::open(std::string_view{bytes}).read("no-such"), Error);
  EXPECT_THROW(ContainerReader::open(std::string_view{"no zip at all"}), Error);
}

TEST(Container, DamageToStoredBytesIsCaughtByTheCrc) {
  auto bytes = write_container(minutes());
  const auto place = bytes.find("cundang-leaf/1");
  ASSERT_NE(place, std::string::npos);
  bytes[place] = 'C';
  EXPECT_THROW(ContainerReader::open(std::string_view{bytes}).read(entry::leaf), Error);
}

TEST(Container, ReadsWithStockUnzip) {
  const Scratch scratch;
  write_unsynced(scratch / "r.asice", write_container(minutes()));
  const auto command = "unzip -tqq " + (scratch / "r.asice").string();
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(concurrency-mt-unsafe)
}

/// 17 MB: streamed from the spool into a file, stored even where it would deflate well.
TEST(Container, StreamsALargeAttachment) {
  const Scratch scratch;
  auto parts = minutes();
  const std::string large(17 << 20, 'a');
  parts.attachments = {attachment(1, "录像.txt", scratch / "b", large)};
  EXPECT_GT(container_size_bound(parts), batch_bytes_max);
  write_container(parts, scratch / "c.asice");
  EXPECT_GT(std::filesystem::file_size(scratch / "c.asice"), large.size());
  EXPECT_LE(static_cast<std::int64_t>(std::filesystem::file_size(scratch / "c.asice")), container_size_bound(parts));
  EXPECT_TRUE(ContainerReader::open(scratch / "c.asice").read("attachments/0001.txt", 32 << 20) == large);
}

TEST(LogContainer, HoldsLeafStatementAndSaltOfEachLeaf) {
  std::vector<LogEntryParts> leaves;
  for (const LeafIndex index : {123, 187})
    leaves.push_back({index, *parse_instant("2012-07-02T16:00:00.000Z"), "leaf\n", "statement " + std::to_string(index),
                      std::string(32, '\1'), "proof", ""});
  const auto bytes = write_log_container(leaves);
  const auto reader = ContainerReader::open(std::string_view{bytes});
  EXPECT_EQ(reader.entries().size(), 8U);
  EXPECT_EQ(reader.read("000000000187.statement"), "statement 187");
  EXPECT_EQ(log_container_name(123, 187), "L000000000123-000000000187.zip");
}

}  // namespace
}  // namespace cundang::packages
