// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/archive_verify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "archive/crypto/digest.h"
#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "tests/archive/verify/sample_archive.h"

namespace cundang::verify {
namespace {

namespace fs = std::filesystem;

std::string text_of(const VerifyReport& report) {
  std::string text;
  for (const auto& each : report.findings) text += each.code + "  " + each.place + "  " + each.reason.en + "\n";
  return text;
}

std::string read(const fs::path& path) { return packages::read_bounded(path, 64 << 20); }

std::vector<fs::path> files_below(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const auto& each : fs::recursive_directory_iterator{directory})
    if (each.is_regular_file()) files.push_back(each.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// One archive for all tests that put back what they change.
SampleArchive& usual() {
  static SampleArchive archive;
  static const bool made = (archive.make_usual(), true);
  (void)made;
  return archive;
}

/// A file with other bytes for the length of a scope.
class Changed {
 public:
  Changed(fs::path path, const std::string& bytes) : path_{std::move(path)}, before_{read(path_)} {
    packages::write_unsynced(path_, bytes);
  }
  ~Changed() { packages::write_unsynced(path_, before_); }
  Changed(const Changed&) = delete;
  Changed& operator=(const Changed&) = delete;

 private:
  fs::path path_;
  std::string before_;
};

fs::path find_file(const fs::path& directory, std::string_view ending) {
  for (const auto& path : files_below(directory))
    if (path.string().ends_with(ending)) return path;
  throw std::runtime_error{"no such file"};
}

TEST(VerifyArchive, FindsNothingWrongInASoundArchive) {
  const auto report = verify_archive(usual().directory());
  EXPECT_TRUE(report.findings.empty()) << text_of(report);
  EXPECT_EQ(report.records, 8);
  EXPECT_EQ(report.log_leaves, 3);
  EXPECT_EQ(report.objects, 4);
  EXPECT_EQ(report.objects_unbound, 0);
  EXPECT_EQ(report.tree_size, 15);
  EXPECT_EQ(report.packaged_size, 15) << "records, other leaves and package leaves explain every leaf";
}

TEST(VerifyArchive, SaysTheSameWithManyThreads) {
  VerifyOptions options;
  options.threads = 4;
  std::atomic<int> told{0};
  options.progress = [&](std::int64_t, std::int64_t) { ++told; };
  EXPECT_TRUE(verify_archive(usual().directory(), options).findings.empty());
  EXPECT_EQ(told, 4);
}

/// The promise: whichever byte of whichever file is changed, it is found and the file is named first.
TEST(VerifyArchive, NamesTheFileOfEveryByteChanged) {
  const auto& archive = usual();
  std::mt19937 random{20120702};
  for (const auto& path : files_below(archive.directory())) {
    if (path.string().find("/staging/") != std::string::npos) continue;
    const auto bytes = read(path);
    const auto relative = path.lexically_relative(archive.directory()).generic_string();
    std::vector<std::size_t> places = {0, bytes.size() / 2, bytes.size() - 1};
    for (int i = 0; i < 12; ++i) places.push_back(random() % bytes.size());
    for (const auto at : places) {
      auto flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << random() % 8));
      const Changed changed{path, flipped};
      const auto report = verify_archive(archive.directory());
      ASSERT_FALSE(report.ok()) << relative << " at " << at;
      EXPECT_TRUE(report.findings.front().place.starts_with(relative)) << relative << " at " << at << ":\n"
                                                                       << text_of(report);
    }
  }
}

TEST(VerifyArchive, NamesAFileThatIsGoneAndOneThatIsNew) {
  const auto& archive = usual();
  for (const auto& path : files_below(archive.directory())) {
    const auto relative = path.lexically_relative(archive.directory()).generic_string();
    const auto aside = path.string() + ".aside";
    fs::rename(path, aside);  // one gone, one new
    const auto report = verify_archive(archive.directory());
    fs::rename(aside, path);
    EXPECT_FALSE(report.ok());
    EXPECT_NE(text_of(report).find("  " + relative + "  "), std::string::npos) << relative << "\n" << text_of(report);
    EXPECT_NE(text_of(report).find("  " + relative + ".aside  "), std::string::npos) << relative << "\n"
                                                                                     << text_of(report);
  }
}

TEST(VerifyArchive, MissesAWholeObject) {
  SampleArchive archive;
  archive.make_usual();
  const auto object = find_file(archive.packages(), "R0000001.asice").parent_path().parent_path().parent_path();
  fs::remove_all(object.parent_path().parent_path().parent_path());
  const auto report = verify_archive(archive.directory());
  EXPECT_FALSE(report.ok());
  EXPECT_EQ(report.findings.front().code, "package.accession-gap") << text_of(report);
}

TEST(VerifyArchive, FindsAnObjectReplacedAsAWholeWithAConsistentInventory) {
  SampleArchive archive;
  archive.make_usual();
  // The metadata of one record is rewritten, everything above it made to fit: only the log remembers.
  const auto path = find_file(archive.packages(), "R0000001.asice");
  const auto reader = packages::ContainerReader::open(path);
  packages::ContainerParts parts;
  parts.accession = {1};
  const auto part = [&](std::string_view name) { return reader.read(name); };
  parts.record_xml = part(packages::entry::record);
  parts.signatures = part(packages::entry::signatures);
  parts.statement = part(packages::entry::statement);
  parts.salt = part(packages::entry::salt);
  parts.leaf = part(packages::entry::leaf);
  parts.proof_text = part(packages::entry::proof);
  parts.envelope = part(packages::entry::envelope);
  parts.findings = part(packages::entry::findings);
  parts.metadata = "<metadata>rewritten</metadata>";
  parts.received_at = *parse_instant(evidence::parse_statement(parts.statement)->get("received"));
  const auto attachment = archive.directory() / "staging" / "attachment";
  const auto bytes = part("attachments/0001.txt");
  packages::write_unsynced(attachment, bytes);
  parts.attachments = {
      {1, "a.txt", "text/plain", static_cast<std::int64_t>(bytes.size()), crypto::sha256(bytes), attachment}};

  packages::PackageStore store{archive.packages()};
  const PackageId id{"urn:cundang:package:0194:2012:D30:R0000001"};
  const auto before = store.open(id);
  packages::PackageDraft draft{id, "0194:2012:D30", {}, {}};
  for (const auto& file : before.files)
    draft.files.push_back(
        {file.name, file.name == "R0000001.asice" ? packages::write_container(parts) : read(file.path), {}});
  fs::remove_all(before.files.front().path.parent_path().parent_path().parent_path());
  store.commit(store.stage(draft));
  store.settled(id);

  const auto report = verify_archive(archive.directory());
  ASSERT_EQ(report.findings.size(), 1U) << text_of(report);
  EXPECT_EQ(report.findings.front().code, "package.unlogged") << text_of(report);
  EXPECT_EQ(report.objects_unbound, 1);
}

TEST(VerifyArchive, NotesTheNewestPackageWhoseLeafIsNotPublishedYet) {
  SampleArchive archive;
  archive.make_usual();
  archive.record("ZJW", "newest");
  archive.package();
  const auto report = verify_archive(archive.directory());
  EXPECT_TRUE(report.ok()) << text_of(report);
  EXPECT_EQ(report.objects_unbound, 1);
  EXPECT_EQ(report.packaged_size, 16);
}

struct LieCase {
  const char* name;
  void (*lie)(SampleArchive&);
  const char* code;
};

class LyingArchive : public testing::TestWithParam<LieCase> {};
TEST_P(LyingArchive, IsFoundOut) {
  SampleArchive archive;
  archive.record("ZJW", "one");
  archive.record("JTJ", "two");
  GetParam().lie(archive);
  archive.package();
  archive.publish();
  const auto report = verify_archive(archive.directory());
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings.front().code, GetParam().code) << text_of(report);
}
INSTANTIATE_TEST_SUITE_P(WithValidSignatures, LyingArchive,
                         testing::Values(LieCase{"SkipsAnAccessionNumber",
                                                 [](SampleArchive& a) {
                                                   ++a.next_accession;
                                                   a.record("ZJW", "x");
                                                 },
                                                 "package.accession-gap"},
                                         LieCase{"SkipsAUnitCounter",
                                                 [](SampleArchive& a) {
                                                   ++a.counters["ZJW"].first;
                                                   a.record("ZJW", "x");
                                                 },
                                                 "package.counter-gap"},
                                         LieCase{"SkipsARefusalCounter",
                                                 [](SampleArchive& a) {
                                                   ++a.counters["ZJW"].second;
                                                   a.refuse("ZJW");
                                                 },
                                                 "package.counter-gap"},
                                         LieCase{"ClosesADayWithOneRecordFewer",
                                                 [](SampleArchive& a) {
                                                   --a.counters["ZJW"].first;
                                                   a.close_day();
                                                   a.counters["ZJW"].first++;
                                                 },
                                                 "package.day-close"},
                                         LieCase{"ClosesADayWithoutAUnit",
                                                 [](SampleArchive& a) {
                                                   a.counters.erase("JTJ");
                                                   a.close_day();
                                                 },
                                                 "package.day-close"}),
                         [](const auto& row) { return row.param.name; });

TEST(VerifyArchive, FindsALogOfOtherKeysAndOrigin) {
  SampleArchive archive;
  archive.make_usual();
  SampleArchive other;
  other.make_usual();
  for (const auto* name : {"vkey", "ca.pem", "checkpoint"}) {
    const Changed changed{archive.log() / name, read(other.log() / name)};
    const auto report = verify_archive(archive.directory());
    EXPECT_FALSE(report.ok()) << name;
    EXPECT_TRUE(report.findings.front().place.starts_with("log/")) << name << "\n" << text_of(report);
  }
}

/// A log cut back to an older head is a valid log: the checkpoints that lie in packages tell.
TEST(VerifyArchive, NotesALogPutBackToAnOlderState) {
  SampleArchive archive;
  archive.record("ZJW", "one");
  archive.package();
  archive.publish();
  const auto old_log = archive.directory() / "old";
  fs::copy(archive.log(), old_log, fs::copy_options::recursive);
  archive.record("ZJW", "two");
  archive.package();
  archive.publish();
  fs::remove_all(archive.log());
  fs::rename(old_log, archive.log());
  const auto report = verify_archive(archive.directory());
  EXPECT_EQ(report.objects_unbound, 1);
  EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& each) {
    return each.code == "log.behind";
  })) << text_of(report);
}

TEST(VerifyArchive, CrossesTileBorders) {
  SampleArchive archive;
  for (int i = 0; i < 300; ++i) archive.refuse("ZJW");
  archive.package();
  archive.publish();
  const auto report = verify_archive(archive.directory());
  EXPECT_TRUE(report.findings.empty()) << text_of(report);
  EXPECT_EQ(report.packaged_size, 302);
  for (const auto* name :
       {"tile/0/000", "tile/0/001.p/46", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/46"}) {
    auto bytes = read(archive.log() / name);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    const Changed changed{archive.log() / name, bytes};
    const auto damaged = verify_archive(archive.directory());
    ASSERT_FALSE(damaged.ok()) << name;
    EXPECT_EQ(damaged.findings.front().place, std::string{"log/"} + name) << text_of(damaged);
  }
}

TEST(VerifyContainer, HoldsAloneWithKeyAndCertificate) {
  const auto path = find_file(usual().packages(), "R0000003.asice");
  const auto vkey = read(usual().log() / "vkey");
  const auto ca = read(usual().log() / "ca.pem");
  const auto report = verify_container(path, vkey, ca);
  EXPECT_TRUE(report.findings.empty()) << text_of(report);
  EXPECT_EQ(report.records, 1);
  SampleArchive other;
  EXPECT_FALSE(verify_container(path, other.log_key().vkey(), ca).ok());
  EXPECT_FALSE(verify_container(path, vkey, other.keys().ca_pem()).ok());
}

/// Without the inventory's digest the container speaks for itself. Deflate has many encodings of one content, so a few
/// flips change no content at all: those are told as a warning.
TEST(VerifyContainer, FindsEveryBitThatIsFlipped) {
  const auto path = find_file(usual().packages(), "R0000001.asice");
  const auto vkey = read(usual().log() / "vkey");
  const auto ca = read(usual().log() / "ca.pem");
  const auto bytes = read(path);
  const packages::Scratch scratch;
  const auto copy = scratch / "R0000001.asice";
  std::mt19937 random{7};
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << random() % 8));
    packages::write_unsynced(copy, flipped);
    ASSERT_FALSE(verify_container(copy, vkey, ca).findings.empty()) << "at " << at;
  }
  for (const std::size_t cut : {std::size_t{0}, std::size_t{1}, bytes.size() / 2, bytes.size() - 1}) {
    packages::write_unsynced(copy, bytes.substr(0, cut));
    EXPECT_FALSE(verify_container(copy, vkey, ca).ok());
  }
  packages::write_unsynced(copy, bytes + "x");
  EXPECT_FALSE(verify_container(copy, vkey, ca).ok());
}

TEST(VerifyArchive, SaysThatThereIsNoArchive) {
  const packages::Scratch scratch;
  EXPECT_THROW(verify_archive(scratch.path()), Error);
}

}  // namespace
}  // namespace cundang::verify
