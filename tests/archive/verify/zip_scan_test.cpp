// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/zip_scan.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "archive/packages/container.h"
#include "archive/verify/json.h"
#include "archive/verify/log_verify.h"
#include "archive/verify/tile_files.h"

namespace cundang::verify {
namespace {

TEST(ZipScan, ReadsWhatTheWriterWrote) {
  packages::ContainerParts parts;
  parts.received_at = *parse_instant("2012-07-02T01:02:03.456Z");
  parts.record_xml = std::string(5000, 'x') + "end";
  const auto bytes = packages::write_container(parts);
  const auto scan = scan_zip(bytes);
  ASSERT_EQ(scan.problem, "");
  EXPECT_EQ(scan.entries[1].name, "record.xml");
  EXPECT_TRUE(scan.entries[1].deflated);
  std::string hold;
  EXPECT_EQ(unpack(scan.entries[1], 1 << 20, hold), parts.record_xml);
  EXPECT_FALSE(unpack(scan.entries[1], 5002, hold)) << "longer than allowed";
  EXPECT_EQ(std::pair(scan.entries[0].dos_date, scan.entries[0].dos_time), dos_date_time(parts.received_at.ms));
}

TEST(ZipScan, BelievesNoSizeThatCannotBe) {
  ZipEntry bomb;
  bomb.deflated = true;
  bomb.size = std::uint64_t{1} << 40U;
  bomb.data = "x";
  bomb.packed = 1;
  std::string hold;
  EXPECT_FALSE(unpack(bomb, UINT64_MAX, hold));
}

TEST(ZipScan, RefusesWhatIsNoZip) {
  for (const auto* text : {"", "PK", "PK\3\4", "not a zip file at all, but long enough for a header of thirty bytes"})
    EXPECT_NE(scan_zip(text).problem, "");
}

/// Little-endian numbers as ZIP writes them.
class Bytes {
 public:
  Bytes& put(std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) text_ += static_cast<char>(value >> (8 * i) & 0xFFU);
    return *this;
  }
  Bytes& put(std::string_view text) {
    text_ += text;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A container of 4.4 GB as libzip lays it out, the attachment a hole in a sparse file: ZIP64 sizes, an entry whose
/// place needs ZIP64, and the ZIP64 end.
TEST(ZipScan, ReadsZip64) {
  constexpr std::uint64_t large = 4'400'000'000, elsewhere = 0xFFFFFFFF;
  const auto first = Bytes{}
                         .put(0x04034b50, 4)
                         .put(45, 2)
                         .put(0, 2)
                         .put(0, 2)
                         .put(0x4841, 2)
                         .put(0x40E2, 2)
                         .put(7, 4)
                         .put(elsewhere, 4)
                         .put(elsewhere, 4)
                         .put(5, 2)
                         .put(20, 2)
                         .put("v.mp4")
                         .put(1, 2)
                         .put(16, 2)
                         .put(large, 8)
                         .put(large, 8)
                         .text();
  const auto second_at = first.size() + large;
  const auto second = Bytes{}
                          .put(0x04034b50, 4)
                          .put(10, 2)
                          .put(0, 2)
                          .put(0, 2)
                          .put(0x4841, 2)
                          .put(0x40E2, 2)
                          .put(9, 4)
                          .put(1, 4)
                          .put(1, 4)
                          .put(1, 2)
                          .put(0, 2)
                          .put("z")
                          .put("!")
                          .text();
  const auto directory_at = second_at + second.size();
  const auto directory = Bytes{}
                             .put(0x02014b50, 4)
                             .put(0x033F, 2)
                             .put(45, 2)
                             .put(0, 2)
                             .put(0, 2)
                             .put(0x4841, 2)
                             .put(0x40E2, 2)
                             .put(7, 4)
                             .put(elsewhere, 4)
                             .put(elsewhere, 4)
                             .put(5, 2)
                             .put(20, 2)
                             .put(0, 2)
                             .put(0, 2)
                             .put(0, 2)
                             .put(0100644U << 16U, 4)
                             .put(0, 4)
                             .put("v.mp4")
                             .put(1, 2)
                             .put(16, 2)
                             .put(large, 8)
                             .put(large, 8)
                             .put(0x02014b50, 4)
                             .put(0x033F, 2)
                             .put(45, 2)
                             .put(0, 2)
                             .put(0, 2)
                             .put(0x4841, 2)
                             .put(0x40E2, 2)
                             .put(9, 4)
                             .put(1, 4)
                             .put(1, 4)
                             .put(1, 2)
                             .put(12, 2)
                             .put(0, 2)
                             .put(0, 2)
                             .put(0, 2)
                             .put(0100644U << 16U, 4)
                             .put(elsewhere, 4)
                             .put("z")
                             .put(1, 2)
                             .put(8, 2)
                             .put(second_at, 8)
                             .text();
  const auto end64_at = directory_at + directory.size();
  const auto end = [&](std::uint64_t named_place) {
    return Bytes{}
        .put(0x06064b50, 4)
        .put(44, 8)
        .put(45, 2)
        .put(45, 2)
        .put(0, 8)
        .put(2, 8)
        .put(2, 8)
        .put(directory.size(), 8)
        .put(named_place, 8)
        .put(0x07064b50, 4)
        .put(0, 4)
        .put(end64_at, 8)
        .put(1, 4)
        .put(0x06054b50, 4)
        .put(0, 4)
        .put(2, 2)
        .put(2, 2)
        .put(directory.size(), 4)
        .put(elsewhere, 4)
        .put(0, 2)
        .text();
  };
  const auto scan_with_end = [&](const std::string& ending) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), &std::fclose};
    const auto write_at = [&](std::uint64_t place, const std::string& bytes) {
      EXPECT_EQ(::pwrite(::fileno(file.get()), bytes.data(), bytes.size(), static_cast<off_t>(place)), bytes.size());
    };
    write_at(0, first);
    write_at(second_at, second + directory + ending);
    const auto size = end64_at + ending.size();
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, ::fileno(file.get()), 0);
    EXPECT_NE(mapped, MAP_FAILED);
    auto scan = scan_zip({static_cast<const char*>(mapped), size});
    for (auto& entry : scan.entries) entry.data = {};
    ::munmap(mapped, size);
    return scan;
  };
  const auto sound = scan_with_end(end(directory_at));
  EXPECT_EQ(sound.problem, "");
  ASSERT_EQ(sound.entries.size(), 2U);
  EXPECT_EQ(sound.entries[0].size, large);
  EXPECT_NE(scan_with_end(end(directory_at + 1)).problem, "");
}

struct PathCase {
  const char* path;
  bool sound;
};
class TilePath : public testing::TestWithParam<PathCase> {};
TEST_P(TilePath, IsReadOnlyAsC2spWritesIt) {
  EXPECT_EQ(parse_tile_path(GetParam().path).has_value(), GetParam().sound) << GetParam().path;
}
INSTANTIATE_TEST_SUITE_P(Paths, TilePath,
                         testing::Values(PathCase{"tile/0/000", true}, PathCase{"tile/0/x001/234", true},
                                         PathCase{"tile/entries/x001/234.p/17", true}, PathCase{"tile/7/000.p/1", true},
                                         PathCase{"tile/8/000", false}, PathCase{"tile/0/0", false},
                                         PathCase{"tile/0/001/234", false}, PathCase{"tile/0/000.p/256", false},
                                         PathCase{"tile/0/000.p/0", false}, PathCase{"tile/0/000.p/07", false},
                                         PathCase{"tile/00/000", false}, PathCase{"tile/0/", false},
                                         PathCase{"tile//000", false}, PathCase{"tile/-1/000", false},
                                         PathCase{"checkpoint", false}, PathCase{"tile/0/x000/001", false}));

TEST(Bundle, EndsExactly) {
  using namespace std::string_view_literals;
  EXPECT_EQ(split_bundle("\0\2ab\0\0"sv)->size(), 2U);
  EXPECT_FALSE(split_bundle("\0\2a"sv));
  EXPECT_FALSE(split_bundle("\0"sv));
  EXPECT_TRUE(split_bundle("")->empty());
}

TEST(Json, IsReadStrictly) {
  const auto json = parse_json(R"({"a": {"b": ["x", "y\"\u0041"]}, "c": "文"})");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->member("a")->member("b")->items[1].text, "y\"A");
  EXPECT_EQ(json->text_of("c"), "文");
  EXPECT_EQ(parse_json(R"("\u4e00\ud83d\ude00")")->text, "一😀");
  for (const auto* other : {"0", "-1.5e+3", "true", "false", "null"}) {
    ASSERT_TRUE(parse_json(other)) << other;
    EXPECT_EQ(parse_json(other)->kind, Json::Kind::Other);
    EXPECT_EQ(parse_json(other)->text, other);
  }
  EXPECT_TRUE(parse_json(std::string(30, '[') + std::string(30, ']')));
  EXPECT_EQ(parse_json(R"({"a": "x", "a": "y"})", SameNames::Kept)->names.size(), 2U);
  for (const auto* bad :
       {"", "{", "{}x", R"({"a": "x", "a": "y"})", R"({"a": "x",})", R"(["a" "b"])", "01", "1.", "-", "1e", "nul",
        R"("\ud83d")", R"("\ude00\ud83d")", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xff\"", "\"a\nb\""})
    EXPECT_FALSE(parse_json(bad)) << bad;
  EXPECT_FALSE(parse_json(std::string(100'000, '[')));
}

}  // namespace
}  // namespace cundang::verify
