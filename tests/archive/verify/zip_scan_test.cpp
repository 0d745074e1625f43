// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/zip_scan.h"

#include <gtest/gtest.h>

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
  for (const auto* bad : {"", "{", "{}x", R"({"a": 1})", R"({"a": "x", "a": "y"})", R"({"a": "x",})", R"(["a" "b"])",
                          "[[[[[[[[[[[\"x\"]]]]]]]]]]]", "\"\\u4e00\"", "\"a\nb\""})
    EXPECT_FALSE(parse_json(bad)) << bad;
}

}  // namespace
}  // namespace cundang::verify
