// SPDX-License-Identifier: GPL-3.0-or-later
// Storage roots: of other layouts, harmed in each way that has a code, and our own.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <random>
#include <set>

#include "archive/packages/durable_file.h"
#include "archive/verify/ocfl_findings.h"
#include "archive/verify/ocfl_inventory.h"
#include "archive/verify/ocfl_layouts.h"
#include "archive/verify/ocfl_validate.h"
#include "schema/model/error.h"
#include "tests/archive/packages/scratch.h"
#include "tests/archive/verify/ocfl_cases.h"
#include "tests/archive/verify/ocfl_maker.h"
#include "tests/archive/verify/sample_archive.h"

namespace cundang::verify {
namespace {

namespace fs = std::filesystem;
/// A storage root of two objects, laid out by extension 0004 with its usual parameters.
struct RootMaker {
  fs::path folder;
  std::string specification = "1.1";
  std::string layout = "0004-hashed-n-tuple-storage-layout";
  std::string config = "{}";

  void write(const std::string& path, const std::string& bytes) const {
    fs::create_directories((folder / path).parent_path());
    std::ofstream{folder / path, std::ios::binary} << bytes;
  }
  OcflMaker object(const std::string& id, const std::string& place = {}) const {
    const OcflLayout how{layout, *parse_json(config)};
    OcflMaker maker{folder / (place.empty() ? object_place(how, id).value() : place)};
    maker.id = id;
    maker.specification = specification;
    maker.make();
    return maker;
  }
  void make() const {
    write("0=ocfl_" + specification, "ocfl_" + specification + "\n");
    write("ocfl_layout.json", "{\"extension\": \"" + layout + "\", \"description\": \"how it is laid out\"}");
    write("extensions/" + layout + "/config.json", config);
    for (const auto* id : {"urn:example:object-1", "urn:example:object-2"}) object(id);
  }
  void rename(const std::string& from, const std::string& to) const { fs::rename(folder / from, folder / to); }
};

struct RootCase {
  const char* name;
  Codes codes;
  std::function<void(RootMaker&)> shape;
  std::function<void(const RootMaker&)> harm;
};

class OcflRoot : public testing::TestWithParam<RootCase> {};

TEST_P(OcflRoot, IsJudged) {
  const packages::Scratch scratch;
  RootMaker root{scratch / "root"};
  if (GetParam().shape) GetParam().shape(root);
  root.make();
  if (GetParam().harm) GetParam().harm(root);
  const auto report = validate_ocfl(root.folder);
  EXPECT_TRUE(report.storage_root);
  EXPECT_GE(report.objects, 2);
  EXPECT_EQ(codes_of(report), GetParam().codes) << told(report);
}

const auto name_of = [](const auto& row) { return std::string{row.param.name}; };

const RootCase good_roots[] = {
    {"HashedNTuple", {}, {}, {}},
    {"OfOcfl10", {}, [](RootMaker& r) { r.specification = "1.0"; }, {}},
    {"OlderObjectsInANewerRoot",
     {},
     {},
     [](const RootMaker& r) {
       RootMaker older = r;
       older.specification = "1.0";
       older.object("urn:example:object-3");
     }},
    {"ShortObjectRoots",
     {},
     [](RootMaker& r) {
       r.config = R"({"digestAlgorithm": "md5", "tupleSize": 2, "numberOfTuples": 15, "shortObjectRoot": true})";
     },
     {}},
    {"HashAndIdNTuple", {}, [](RootMaker& r) { r.layout = "0003-hash-and-id-n-tuple-storage-layout"; }, {}},
    {"FlatDirect", {}, [](RootMaker& r) { r.layout = "0002-flat-direct-storage-layout"; }, {}},
    {"LayoutNotSaid",
     {},
     {},
     [](const RootMaker& r) {
       fs::remove(r.folder / "ocfl_layout.json");
       fs::remove_all(r.folder / "extensions");
     }},
    {"OtherFilesInTheRoot",
     {},
     {},
     [](const RootMaker& r) {
       r.write("ocfl_1.1.md", "text");
       r.write("README", "text");
     }},
};
INSTANTIATE_TEST_SUITE_P(Good, OcflRoot, testing::ValuesIn(good_roots), name_of);

const RootCase bad_roots[] = {
    {"E037_one_id_twice",
     {"E037"},
     [](RootMaker& r) { r.layout = "0002-flat-direct-storage-layout"; },
     [](const RootMaker& r) {
       fs::remove(r.folder / "ocfl_layout.json");
       r.object("urn:example:object-1", "copy");
     }},
    {"E069_no_declaration", {"E069"}, {}, [](const RootMaker& r) { fs::remove(r.folder / "0=ocfl_1.1"); }},
    {"E070_layout_without_description",
     {"E070"},
     {},
     [](const RootMaker& r) { r.write("ocfl_layout.json", "{\"extension\": \"" + r.layout + "\"}"); }},
    {"E070_layout_no_json", {"E070"}, {}, [](const RootMaker& r) { r.write("ocfl_layout.json", "by hash"); }},
    {"E071_extension_unknown",
     {"E071"},
     {},
     [](const RootMaker& r) { r.write("ocfl_layout.json", R"({"extension": "our-own", "description": "x"})"); }},
    {"E072_E085_E088_files_without_object",
     {"E072", "E085", "E088"},
     {},
     [](const RootMaker& r) { r.write("notes/a.txt", "x"); }},
    {"E073_E088_empty_folders",
     {"E073", "E088"},
     {},
     [](const RootMaker& r) { fs::create_directories(r.folder / "abc/def"); }},
    {"E073_empty_folder", {"E073"}, {}, [](const RootMaker& r) { fs::create_directories(r.folder / "abc"); }},
    {"E075_E076_no_namaste", {"E075", "E076"}, {}, [](const RootMaker& r) { r.rename("0=ocfl_1.1", "ocfl_1.1"); }},
    {"E076_two_declarations", {"E076"}, {}, [](const RootMaker& r) { r.write("0=ocfl_1.0", "ocfl_1.0\n"); }},
    {"E077_E076_unknown_version", {"E076", "E077"}, {}, [](const RootMaker& r) { r.rename("0=ocfl_1.1", "0=ocfl_x"); }},
    {"E078_E076_tag_1", {"E076", "E078"}, {}, [](const RootMaker& r) { r.rename("0=ocfl_1.1", "1=ocfl_1.1"); }},
    {"E079_E076_other_value", {"E076", "E079"}, {}, [](const RootMaker& r) { r.rename("0=ocfl_1.1", "0=layout_1.1"); }},
    {"E080_other_content", {"E080"}, {}, [](const RootMaker& r) { r.write("0=ocfl_1.1", "ocfl_1.1"); }},
    {"E081_later_object",
     {"E081"},
     [](RootMaker& r) { r.specification = "1.0"; },
     [](const RootMaker& r) {
       RootMaker later = r;
       later.specification = "1.1";
       later.object("urn:example:object-3");
     }},
    {"E083_not_where_it_belongs",
     {"E083"},
     {},
     [](const RootMaker& r) { r.object("urn:example:object-3", "abc/def/012/object-3"); }},
    {"E084_E072_file_on_the_way",
     {"E072", "E084"},
     {},
     [](const RootMaker& r) {
       const auto place = object_place({r.layout, *parse_json(r.config)}, "urn:example:object-1").value();
       r.write(place.substr(0, 3) + "/index.txt", "x");
     }},
    {"E090_link_on_the_way",
     {"E090"},
     {},
     [](const RootMaker& r) { fs::create_directory_symlink("..", r.folder / "abc"); }},
    {"E003_object_without_declaration",
     {"E003"},
     {},
     [](const RootMaker& r) { fs::remove(r.object("urn:example:object-3").folder() / "0=ocfl_object_1.1"); }},
    {"E092_E023_within_an_object",
     {"E023", "E092"},
     {},
     [](const RootMaker& r) { r.object("urn:example:object-3").rename("v1/content/a.txt", "v1/content/b.txt"); }},
    {"E112_file_among_extensions", {"E112"}, {}, [](const RootMaker& r) { r.write("extensions/readme.txt", "x"); }},
    {"W014_two_depths",
     {"W014"},
     {},
     [](const RootMaker& r) {
       fs::remove(r.folder / "ocfl_layout.json");
       r.object("urn:example:object-3", "one/more");
     }},
    {"W015_direct_and_in_a_hierarchy",
     {"W015"},
     {},
     [](const RootMaker& r) {
       fs::remove(r.folder / "ocfl_layout.json");
       r.object("urn:example:object-3", "object-3");
     }},
    {"W016_extension_of_own",
     {"W016"},
     {},
     [](const RootMaker& r) { r.write("extensions/our-own/config.json", "{}"); }},
};
INSTANTIATE_TEST_SUITE_P(Bad, OcflRoot, testing::ValuesIn(bad_roots), name_of);

// Examples of the extensions themselves: 0003, section Mappings, and the identifiers with a path of their own.
TEST(OcflLayouts, PlaceObjectsAsTheExtensionsSay) {
  const auto place = [](const char* extension, const char* config, std::string_view id) {
    return object_place({extension, *parse_json(config)}, id).value_or("-");
  };
  const auto* by_id = "0003-hash-and-id-n-tuple-storage-layout";
  EXPECT_EQ(place(by_id, "{}", "object-01"), "3c0/ff4/240/object-01");
  EXPECT_EQ(place(by_id, "{}", "..hor/rib:le-$id"), "487/326/d8c/%2e%2ehor%2frib%3ale-%24id");
  EXPECT_EQ(place(by_id, "{}", "..Hor/rib:lè-$id"), "373/529/21a/%2e%2eHor%2frib%3al%c3%a8-%24id");
  EXPECT_EQ(place(by_id, R"({"digestAlgorithm": "md5", "tupleSize": 2, "numberOfTuples": 15})", "object-01"),
            "ff/75/53/44/92/48/5e/ab/b3/9f/86/35/67/28/88/object-01");
  EXPECT_EQ(place(by_id, R"({"tupleSize": 0, "numberOfTuples": 0})", "object-01"), "object-01");
  EXPECT_EQ(place(by_id, R"({"tupleSize": 0})", "object-01"), "-");
  EXPECT_EQ(place("0004-hashed-n-tuple-storage-layout", "{}", "object-01"),
            "3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4");
  EXPECT_EQ(place("0006-flat-omit-prefix-storage-layout", "{}", "object-01"), "-");
  std::string long_id;
  for (int i = 0; i < 10; ++i) long_id += "abcdefghij";
  EXPECT_EQ(place(by_id, "{}", long_id + "a"),
            "5cc/73e/648/" + long_id + "-5cc73e648fbcff136510e330871180922ddacf193b68fdeff855683a01464220");
}

TEST(OcflValidate, FindsNothingInOurOwnPackages) {
  SampleArchive archive;
  archive.make_usual();
  const auto root = validate_ocfl(archive.packages());
  EXPECT_TRUE(root.storage_root);
  EXPECT_EQ(root.specification, "1.1");
  EXPECT_EQ(root.objects, 4);
  EXPECT_GT(root.files, 0);
  EXPECT_TRUE(root.findings.empty()) << told(root);
}

TEST(OcflValidate, TellsNamesThatAreNoTextWithoutTheirBytes) {
  const packages::Scratch scratch;
  OcflMaker object{scratch / "object"};
  object.make();
  object.write("v1/content/\x1b[31m\n\xff", "x");
  const auto report = validate_ocfl(object.folder());
  ASSERT_EQ(report.findings.size(), 1U) << told(report);
  EXPECT_EQ(report.findings[0].place, "v1/content/\uFFFD[31m\uFFFD\uFFFD");
}

TEST(OcflValidate, WantsAFolder) {
  const packages::Scratch scratch;
  EXPECT_THROW(validate_ocfl(scratch / "nowhere"), Error);
}

TEST(OcflValidate, ListsAtMostAThousandFindings) {
  const packages::Scratch scratch;
  OcflMaker object{scratch / "object"};
  object.make();
  for (int i = 0; i < 1'100; ++i) object.write("v1/content/extra/" + std::to_string(i), "x");
  const auto report = validate_ocfl(object.folder());
  EXPECT_EQ(report.findings.size(), 1'001U);
  EXPECT_EQ(report.findings.back().code, "ocfl.more");
}

// Any byte of an inventory may be any other: there is a verdict, and where its sidecar was not written again, a fault.
TEST(OcflValidate, StandsEveryFlippedByteOfAnInventory) {
  const packages::Scratch scratch;
  OcflMaker object{scratch / "object"};
  object.fixity = {"md5", "size"};
  object.make();
  const auto before = object.read("inventory.json");
  std::mt19937 random{20120702};
  for (int i = 0; i < 300; ++i) {
    auto bytes = before;
    bytes[random() % bytes.size()] ^= static_cast<char>(1U << random() % 8U);
    object.write("inventory.json", bytes);
    EXPECT_FALSE(validate_ocfl(object.folder()).ok()) << i;
  }
}

TEST(OcflCodes, EachHasAnObjectOrARootThatShowsIt) {
  auto shown = codes_of_object_rows();
  for (const auto& row : bad_roots) shown.insert(row.codes.begin(), row.codes.end());
  Codes known;
  for (const auto code : ocfl_codes()) known.emplace(code);
  EXPECT_EQ(shown, known);
}

// docs/formats/ocfl.md lists every code of the specification; those it calls checked are those of the table here.
TEST(OcflCodes, AreThoseTheDocumentLists) {
  std::ifstream file{std::string{CUNDANG_SOURCE_DIR} + "/docs/formats/ocfl.md"};
  ASSERT_TRUE(file);
  Codes checked, others;
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 8 || line[0] != '|' || (line[2] != 'E' && line[2] != 'W')) continue;
    const auto code = line.substr(2, 4);
    (line.substr(7).starts_with("| –") ? others : checked).insert(code);
  }
  Codes known;
  for (const auto code : ocfl_codes()) known.emplace(code);
  EXPECT_EQ(checked, known);
  EXPECT_EQ(others, (Codes{"E022", "E027", "E028", "E062", "E074", "E087", "E089", "W012"}));
}

}  // namespace
}  // namespace cundang::verify
