// SPDX-License-Identifier: GPL-3.0-or-later
// Objects of every good kind, and one object for each code that can be made from files (docs/formats/ocfl.md).
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>
#include <set>

#include "archive/verify/ocfl_validate.h"
#include "tests/archive/packages/scratch.h"
#include "tests/archive/verify/ocfl_cases.h"
#include "tests/archive/verify/ocfl_maker.h"

namespace cundang::verify {
namespace {

struct ObjectCase {
  const char* name;                            ///< of a bad object: the code, then the fact
  Codes codes;                                 ///< exactly these
  std::function<void(OcflMaker&)> shape;       ///< before make()
  std::function<void(const OcflMaker&)> harm;  ///< after it
};

class OcflObject : public testing::TestWithParam<ObjectCase> {};

TEST_P(OcflObject, IsJudged) {
  const packages::Scratch scratch;
  OcflMaker object{scratch / "object"};
  if (GetParam().shape) GetParam().shape(object);
  object.make();
  if (GetParam().harm) GetParam().harm(object);
  const auto report = validate_ocfl(object.folder());
  EXPECT_FALSE(report.storage_root);
  EXPECT_EQ(codes_of(report), GetParam().codes) << told(report);
  for (const auto& finding : report.findings) {
    EXPECT_FALSE(finding.place.empty());
    EXPECT_FALSE(finding.reason.zh.empty() || finding.reason.en.empty() || finding.cure.zh.empty() ||
                 finding.cure.en.empty());
    EXPECT_EQ(finding.severity == Severity::Warning, finding.code.starts_with('W'));
  }
}

const auto name_of = [](const auto& row) { return std::string{row.param.name}; };

const ObjectCase good_objects[] = {
    {"TwoVersionsForwardDelta", {}, {}, {}},
    {"OneVersionOneFile",
     {},
     [](OcflMaker& o) {
       o.versions = {{{"a.txt", "one"}}};
     },
     {}},
    {"OneEmptyFile",
     {},
     [](OcflMaker& o) {
       o.versions = {{{"empty", ""}}};
     },
     {}},
    {"NoContentAtAll", {}, [](OcflMaker& o) { o.versions = {{}}; }, {}},
    {"OfOcfl10", {}, [](OcflMaker& o) { o.specification = "1.0"; }, {}},
    {"FirstVersionOfOcfl10", {}, [](OcflMaker& o) { o.specification_of[1] = "1.0"; }, {}},
    {"ContentFolderOfAnotherName",
     {},
     [](OcflMaker& o) {
       o.content = "stuff";
       o.names_content = true;
     },
     {}},
    {"ContentFolderNamedAsUsual", {}, [](OcflMaker& o) { o.names_content = true; }, {}},
    {"LogicalPathsDifferFromContentPaths", {}, [](OcflMaker& o) { o.logical_names = false; }, {}},
    {"LogicalPathsOfAnyText",
     {},
     [](OcflMaker& o) {
       o.logical_names = false;
       o.versions = {{{"会议纪要 第1期.pdf", "x"}, {"a\\\\b", "y"}, {" ", "z"}}};
     },
     {}},
    {"DigestsInUpperCase", {}, [](OcflMaker& o) { o.upper_case = true; }, {}},
    {"AllFixityAlgorithms",
     {},
     [](OcflMaker& o) { o.fixity = {"md5", "sha1", "sha256", "sha512", "blake2b-512", "sha512/256", "size"}; },
     {}},
    {"FixityOfAnAlgorithmNotComputedHere",
     {},
     [](OcflMaker& o) { o.fixity = {"md5"}; },
     [](const OcflMaker& o) {
       o.edit("\"fixity\": {",
              "\"fixity\": {\"blake2b-160\": {\"" + std::string(40, 'a') + "\": [\"v1/content/a.txt\"]}, ");
     }},
    {"EmptyFixity", {}, {}, [](const OcflMaker& o) { o.edit("\n  }\n}", "\n  },\n  \"fixity\": {}\n}"); }},
    {"AllKindsOfChange",
     {},
     [](OcflMaker& o) {
       o.versions = {{{"kept", "k"}, {"changed", "1"}, {"renamed", "r"}, {"removed", "x"}},
                     {{"kept", "k"}, {"changed", "2"}, {"new/name", "r"}, {"copy", "k"}},
                     {{"kept", "k"}, {"changed", "1"}, {"new/name", "r"}, {"removed", "x"}}};
     },
     {}},
    {"TwelveVersions",
     {},
     [](OcflMaker& o) {
       o.versions.clear();
       for (int i = 0; i < 12; ++i) o.versions.push_back({{"a.txt", std::to_string(i)}});
     },
     {}},
    {"LogsAndExtensions",
     {},
     {},
     [](const OcflMaker& o) {
       o.write("logs/2012.log", "read");
       o.make_folder("logs/empty");
       o.write("extensions/0001-digest-algorithms/config.json", "{}");
       o.write("extensions/initial/config.json", "{}");
     }},
    {"SidecarWithOneBlankOrTab",
     {},
     {},
     [](const OcflMaker& o) {
       o.replace("inventory.json.sha512", "  inventory.json\n", " inventory.json");
       o.replace("v1/inventory.json.sha512", "  inventory", "\t inventory");
     }},
    {"CreatedInUtcWithFractions",
     {},
     {},
     [](const OcflMaker& o) {
       o.edit("2012-07-01T08:00:00+08:00", "2012-07-01T00:00:00.123456Z");
       o.edit_first("2012-07-01T08:00:00+08:00", "2012-07-01T00:00:00.123456Z");
     }},
};
INSTANTIATE_TEST_SUITE_P(Good, OcflObject, testing::ValuesIn(good_objects), name_of);

// The text of the default object's inventories that the rows below change.
constexpr const char* manifest_begins = "\"manifest\": {";
constexpr const char* newest_user =
    "\"user\": {\"name\": \"archivist\", \"address\": \"mailto:archivist@example.org\"}";

std::string path_of(const OcflMaker& o, const std::string& bytes, const std::string& path) {
  return "\"" + o.digest(bytes) + "\": [\"" + path + "\"]";
}

/// One version of one file, for rows where a later version would only say the same twice.
void single(OcflMaker& o) { o.versions = {{{"a.txt", "one"}}}; }

const ObjectCase bad_objects[] = {
    {"E001_extra_file", {"E001"}, {}, [](const OcflMaker& o) { o.write("notes.txt", "x"); }},
    {"E001_extra_folder", {"E001"}, {}, [](const OcflMaker& o) { o.write("backup/a", "x"); }},
    {"E001_second_sidecar", {"E001"}, {}, [](const OcflMaker& o) { o.write("inventory.json.md5", "x"); }},
    {"E001_E046_version_is_a_file", {"E001", "E046", "E092"}, {}, [](const OcflMaker& o) { o.remove("v2"); o.write("v2", "x"); }},
    {"E001_logs_is_a_file", {"E001"}, {}, [](const OcflMaker& o) { o.write("logs", "x"); }},
    {"E002_no_namaste", {"E002", "E003"}, {}, [](const OcflMaker& o) { o.rename("0=ocfl_object_1.1", "ocfl_object_1.1"); }},
    {"E003_no_declaration", {"E003"}, {}, [](const OcflMaker& o) { o.remove("0=ocfl_object_1.1"); }},
    {"E003_two_declarations", {"E003"}, {}, [](const OcflMaker& o) { o.write("0=ocfl_object_1.0", "ocfl_object_1.0\n"); }},
    {"E003_E063_empty", {"E003", "E063"}, {}, [](const OcflMaker& o) {
       for (const auto* path : {"0=ocfl_object_1.1", "inventory.json", "inventory.json.sha512", "v2"}) o.remove(path);
     }},
    {"E004_no_version_number", {"E003", "E004"}, {}, [](const OcflMaker& o) { o.rename("0=ocfl_object_1.1", "0=ocfl_object_"); }},
    {"E004_unknown_version", {"E003", "E004"}, {}, [](const OcflMaker& o) { o.rename("0=ocfl_object_1.1", "0=ocfl_object_7.0"); }},
    {"E005_tag_1", {"E003", "E005"}, {}, [](const OcflMaker& o) { o.rename("0=ocfl_object_1.1", "1=ocfl_object_1.1"); }},
    {"E006_other_value", {"E003", "E006"}, {}, [](const OcflMaker& o) { o.rename("0=ocfl_object_1.1", "0=ocfl_objekt_1.1"); }},
    {"E007_other_content", {"E007"}, {}, [](const OcflMaker& o) { o.write("0=ocfl_object_1.1", "ocfl_object_1.0\n"); }},
    {"E007_no_newline", {"E007"}, {}, [](const OcflMaker& o) { o.write("0=ocfl_object_1.1", "ocfl_object_1.1"); }},
    {"E008_no_versions", {"E008"}, [](OcflMaker& o) { o.versions = {{}}; o.version_inventories = false; }, [](const OcflMaker& o) {
       o.write("inventory.json", "{\"id\": \"urn:x:y\", \"type\": \"https://ocfl.io/1.1/spec/#inventory\", \"digestAlgorithm\": \"sha512\", "
                                 "\"head\": \"v1\", \"manifest\": {}, \"versions\": {}}");
       o.sign("");
       o.remove("v1");
     }},
    {"E009_begins_with_2", {"E009"}, [](OcflMaker& o) { single(o); o.version_inventories = false; o.versions = {{}}; },
     [](const OcflMaker& o) { o.edit("v1", "v2"); o.rename("v1", "v2"); o.write("v2/inventory.json", o.read("inventory.json")); o.write("v2/inventory.json.sha512", o.read("inventory.json.sha512")); }},
    {"E010_number_skipped", {"E010"}, [](OcflMaker& o) { o.version_inventories = false; o.versions = {{}, {}}; },
     [](const OcflMaker& o) {
       o.edit("v2", "v3");
       o.rename("v2", "v3");
       for (const auto* to : {"v1", "v3"}) {
         o.write(std::string{to} + "/inventory.json", o.read("inventory.json"));
         o.write(std::string{to} + "/inventory.json.sha512", o.read("inventory.json.sha512"));
       }
       o.remove("v1/inventory.json");
       o.remove("v1/inventory.json.sha512");
       o.write("v1/inventory.json", "{\"id\": \"urn:example:object-1\", \"type\": \"https://ocfl.io/1.1/spec/#inventory\", \"digestAlgorithm\": \"sha512\", "
                                    "\"head\": \"v1\", \"manifest\": {}, \"versions\": {\"v1\": {\"created\": \"2012-07-01T08:00:00+08:00\", \"message\": \"version 1\", "
                                    "\"state\": {}, \"user\": {\"name\": \"archivist\", \"address\": \"mailto:archivist@example.org\"}}}}");
       o.sign("v1");
     }},
    {"E011_E012_E013_zero_left_out", {"E011", "E012", "E013", "W001"}, [](OcflMaker& o) { o.width = 2; },
     [](const OcflMaker& o) { o.rename("v02", "v2"); o.replace("inventory.json", "v02", "v2"); o.sign(""); o.replace("v2/inventory.json", "v02", "v2"); o.write("v2/inventory.json.sha512", o.read("inventory.json.sha512")); }},
    {"E012_E013_other_width", {"E012", "E013"}, {}, [](const OcflMaker& o) { o.rename("v2", "v02"); o.replace("inventory.json", "v2", "v02"); o.sign(""); o.write("v02/inventory.json", o.read("inventory.json")); o.write("v02/inventory.json.sha512", o.read("inventory.json.sha512")); }},
    {"E014_reference_with_zeros", {"E014", "E023", "E092"}, {}, [](const OcflMaker& o) { o.edit("v2/content/folder", "v02/content/folder"); }},
    {"E015_file_in_version_folder", {"E015"}, {}, [](const OcflMaker& o) { o.write("v1/notes.txt", "x"); }},
    {"E016_no_content_folder", {"E016", "E092"}, {}, [](const OcflMaker& o) { o.remove("v2/content"); }},
    {"E017_content_directory_with_slash", {"E017"}, [](OcflMaker& o) { o.names_content = true; single(o); }, [](const OcflMaker& o) { o.edit("\"contentDirectory\": \"content\"", "\"contentDirectory\": \"a/content\""); }},
    {"E018_content_directory_of_dots", {"E018"}, [](OcflMaker& o) { o.names_content = true; single(o); }, [](const OcflMaker& o) { o.edit("\"contentDirectory\": \"content\"", "\"contentDirectory\": \"..\""); }},
    {"E019_content_directory_set_later", {"E019"}, {}, [](const OcflMaker& o) { o.edit("  \"manifest\"", "  \"contentDirectory\": \"content\",\n  \"manifest\""); }},
    {"E020_content_directory_dropped", {"E020"}, [](OcflMaker& o) { o.names_content = true; }, [](const OcflMaker& o) { o.edit("  \"contentDirectory\": \"content\",\n", ""); }},
    {"E021_content_elsewhere_unsaid", {"E016", "E021", "E042", "E092", "W002"}, [](OcflMaker& o) { o.names_content = true; o.content = "stuff"; single(o); }, [](const OcflMaker& o) { o.edit("  \"contentDirectory\": \"stuff\",\n", ""); }},
    {"E023_extra_file", {"E023"}, {}, [](const OcflMaker& o) { o.write("v1/content/extra.txt", "x"); }},
    {"E023_E050_old_manifest_lacks_a_file", {"E023", "E050"}, {}, [](const OcflMaker& o) {
       o.edit_first(path_of(o, "one", "v1/content/a.txt"), "");
       o.edit_first("{, ", "{");
     }},
    {"E024_empty_folder", {"E024"}, {}, [](const OcflMaker& o) { o.make_folder("v1/content/folder/empty"); }},
    {"E025_other_algorithm", {"E025"}, single, [](const OcflMaker& o) { o.edit("\"digestAlgorithm\": \"sha512\"", "\"digestAlgorithm\": \"md5\""); }},
    {"E026_E056_unknown_fixity_algorithm", {"E026", "E056"}, [](OcflMaker& o) { o.fixity = {"md5"}; single(o); }, [](const OcflMaker& o) { o.edit("\"md5\"", "\"crc7\""); }},
    {"E029_sha1_no_hex", {"E029"}, [](OcflMaker& o) { o.fixity = {"sha1"}; single(o); }, [](const OcflMaker& o) { o.edit("\"sha1\": {\"", "\"sha1\": {\"z"); }},
    {"E030_sha256_cut", {"E030"}, [](OcflMaker& o) { o.fixity = {"sha256"}; single(o); }, [](const OcflMaker& o) { o.edit("\"sha256\": {\"7", "\"sha256\": {\""); }},
    {"E031_sha512_no_hex", {"E031"}, single, [](const OcflMaker& o) { o.edit(o.digest("one"), "x" + o.digest("one")); }},
    {"E032_blake2b_cut", {"E032"}, [](OcflMaker& o) { o.fixity = {"blake2b-512"}; single(o); }, [](const OcflMaker& o) { o.edit("\"]}}\n}", "\"], \"00\": []}}\n}"); }},
    {"E033_no_json", {"E033"}, single, [](const OcflMaker& o) { o.edit("\"head\":", "\"head\""); }},
    {"E033_no_utf8", {"E033"}, single, [](const OcflMaker& o) { o.edit("version 1", "version \xff"); }},
    {"E033_no_object", {"E033"}, single, [](const OcflMaker& o) { o.write("inventory.json", "[]"); o.sign(""); }},
    {"E033_key_twice", {"E033"}, single, [](const OcflMaker& o) { o.edit("\"head\": \"v1\"", "\"head\": \"v1\", \"head\": \"v1\""); }},
    {"E034_E063_other_name", {"E001", "E034", "E063"}, {}, [](const OcflMaker& o) { o.rename("inventory.json", "Inventory.JSON"); }},
    {"E035_back_slashes", {"E023", "E035", "E092"}, single, [](const OcflMaker& o) { o.edit("v1/content/a.txt", "v1\\\\content\\\\a.txt"); }},
    {"E036_no_id", {"E036"}, single, [](const OcflMaker& o) { o.edit("  \"id\": \"urn:example:object-1\",\n", ""); }},
    {"E036_no_type", {"E036"}, single, [](const OcflMaker& o) { o.edit("  \"type\": \"https://ocfl.io/1.1/spec/#inventory\",\n", ""); }},
    {"E036_no_algorithm", {"E036"}, single, [](const OcflMaker& o) { o.edit("  \"digestAlgorithm\": \"sha512\",\n", ""); }},
    {"E036_no_head", {"E036"}, single, [](const OcflMaker& o) { o.edit("  \"head\": \"v1\",\n", ""); }},
    {"E037_empty_id", {"E037"}, single, [](const OcflMaker& o) { o.edit("urn:example:object-1", ""); }},
    {"E037_E110_id_changes", {"E037", "E110"}, {}, [](const OcflMaker& o) { o.edit_first("urn:example:object-1", "urn:example:object-2"); }},
    {"E038_type_of_another_version", {"E038"}, single, [](const OcflMaker& o) { o.edit("ocfl.io/1.1", "ocfl.io/1.0"); }},
    {"E038_type_unknown", {"E038"}, single, [](const OcflMaker& o) { o.edit("/spec/#inventory", "/spec/#manifest"); }},
    {"E039_digests_of_another_algorithm", {"E039", "W004"}, single, [](const OcflMaker& o) {
       for (const auto* below : {"", "v1/"}) {
         const std::string path = std::string{below} + "inventory.json";
         o.replace(path, "\"digestAlgorithm\": \"sha512\"", "\"digestAlgorithm\": \"sha256\"");
         o.remove(path + ".sha512");
         OcflMaker other{o.folder()};
         other.algorithm = "sha256";
         other.versions = o.versions;
         other.sign(*below == 0 ? "" : "v1");
       }
     }},
    {"E040_head_is_older", {"E040"}, {}, [](const OcflMaker& o) { o.edit("\"head\": \"v2\"", "\"head\": \"v1\""); }},
    {"E040_head_unknown", {"E040"}, {}, [](const OcflMaker& o) { o.edit("\"head\": \"v2\"", "\"head\": \"v3\""); }},
    {"E040_head_is_a_number", {"E040"}, {}, [](const OcflMaker& o) { o.edit("\"head\": \"v2\"", "\"head\": 2"); }},
    {"E040_first_says_second", {"E040"}, {}, [](const OcflMaker& o) { o.edit_first("\"head\": \"v1\"", "\"head\": \"v2\""); }},
    {"E041_no_manifest", {"E023", "E041", "E050"}, single, [](const OcflMaker& o) { o.edit("  " + std::string{manifest_begins} + path_of(o, "one", "v1/content/a.txt") + "},\n", ""); }},
    {"E041_E043_no_versions", {"E041", "E043", "E046"}, [](OcflMaker& o) { o.versions = {{}}; o.version_inventories = false; }, [](const OcflMaker& o) {
       o.write("inventory.json", "{\"id\": \"urn:x:y\", \"type\": \"https://ocfl.io/1.1/spec/#inventory\", \"digestAlgorithm\": \"sha512\", "
                                 "\"head\": \"v1\", \"manifest\": {}}");
       o.sign("");
     }},
    {"E042_path_not_in_a_version", {"E023", "E042", "E092"}, single, [](const OcflMaker& o) { o.edit("v1/content/a.txt", "content/a.txt"); }},
    {"E042_path_not_in_content", {"E015", "E016", "E042", "E092"}, single, [](const OcflMaker& o) { o.rename("v1/content/a.txt", "v1/a.txt"); o.remove("v1/content"); o.edit("v1/content/a.txt", "v1/a.txt"); }},
    {"E044_versions_under_another_key", {"E041", "E043", "E044", "E046", "E102"}, single, [](const OcflMaker& o) { o.edit("\"versions\"", "\"version\""); }},
    {"E045_versions_no_object", {"E045", "E046"}, [](OcflMaker& o) { o.versions = {{}}; o.version_inventories = false; }, [](const OcflMaker& o) {
       o.write("inventory.json", "{\"id\": \"urn:x:y\", \"type\": \"https://ocfl.io/1.1/spec/#inventory\", \"digestAlgorithm\": \"sha512\", "
                                 "\"head\": \"v1\", \"manifest\": {}, \"versions\": []}");
       o.sign("");
     }},
    {"E046_version_folder_missing", {"E046", "E092"}, {}, [](const OcflMaker& o) { o.remove("v1"); }},
    {"E046_version_not_described", {"E046"}, {}, [](const OcflMaker& o) { o.write("v3/inventory.json", "{}"); }},
    {"E047_version_no_object", {"E047", "E107"}, single, [](const OcflMaker& o) {
       const auto text = o.read("inventory.json");
       const auto from = text.find("\"v1\": {") + 6;
       o.edit(text.substr(from, text.find("\n  }\n}") - from), "\"one\"");
     }},
    {"E048_no_created", {"E048"}, single, [](const OcflMaker& o) { o.edit("\"created\": \"2012-07-01T08:00:00+08:00\", ", ""); }},
    {"E048_no_state", {"E048", "E107"}, single, [](const OcflMaker& o) { o.edit("\"state\": {" + path_of(o, "one", "a.txt") + "}, ", ""); }},
    {"E049_no_time_zone", {"E049"}, single, [](const OcflMaker& o) { o.edit("08:00:00+08:00", "08:00:00"); }},
    {"E049_no_seconds", {"E049"}, single, [](const OcflMaker& o) { o.edit("08:00:00+08:00", "08:00+08:00"); }},
    {"E049_a_number", {"E049"}, single, [](const OcflMaker& o) { o.edit("\"2012-07-01T08:00:00+08:00\"", "20120701"); }},
    {"E050_digest_not_in_manifest", {"E050", "E107"}, single, [](const OcflMaker& o) { o.edit(path_of(o, "one", "a.txt"), path_of(o, "two", "a.txt")); }},
    {"E050_digest_in_other_case", {"E050"}, single, [](const OcflMaker& o) {
       OcflMaker other{o.folder()};
       other.upper_case = true;
       o.edit(path_of(o, "one", "a.txt"), path_of(other, "one", "a.txt"));
     }},
    {"E050_state_no_object", {"E050", "E107"}, single, [](const OcflMaker& o) { o.edit("\"state\": {" + path_of(o, "one", "a.txt") + "}", "\"state\": []"); }},
    {"E051_logical_path_no_text", {"E051"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[1]"); }},
    {"E052_logical_path_goes_up", {"E052"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[\"x/../a.txt\"]"); }},
    {"E052_logical_path_with_empty_element", {"E052"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[\"x//a.txt\"]"); }},
    {"E053_logical_path_from_root", {"E053"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[\"/a.txt\"]"); }},
    {"E053_logical_path_ends_in_slash", {"E053"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[\"a.txt/\"]"); }},
    {"E054_user_without_name", {"E054"}, single, [](const OcflMaker& o) { o.edit("\"name\": \"archivist\", ", ""); }},
    {"E054_user_no_object", {"E054"}, single, [](const OcflMaker& o) { o.edit(newest_user, "\"user\": \"archivist\""); }},
    {"E055_fixity_under_another_key", {"E055", "E102"}, [](OcflMaker& o) { o.fixity = {"md5"}; single(o); }, [](const OcflMaker& o) { o.edit("\"fixity\"", "\"checksums\""); }},
    {"E056_fixity_null_in_1_0", {"E056"}, [](OcflMaker& o) { o.specification = "1.0"; single(o); }, [](const OcflMaker& o) { o.edit("\n  }\n}", "\n  },\n  \"fixity\": null\n}"); }},
    {"E057_fixity_of_algorithm_no_object", {"E057"}, single, [](const OcflMaker& o) { o.edit("\n  }\n}", "\n  },\n  \"fixity\": {\"md5\": []}\n}"); }},
    {"E057_fixity_of_unknown_path", {"E057", "E093"}, [](OcflMaker& o) { o.fixity = {"md5"}; single(o); }, [](const OcflMaker& o) {
       const auto text = o.read("inventory.json");
       const auto from = text.find("\"fixity\"");
       auto changed = text.substr(from);
       changed.replace(changed.find("a.txt"), 5, "b.txt");
       o.edit(text.substr(from), changed);
     }},
    {"E058_no_sidecar", {"E058"}, {}, [](const OcflMaker& o) { o.remove("inventory.json.sha512"); }},
    {"E058_no_sidecar_in_version", {"E058"}, {}, [](const OcflMaker& o) { o.remove("v1/inventory.json.sha512"); }},
    {"E059_sidecar_of_another_algorithm", {"E058", "E059"}, {}, [](const OcflMaker& o) { o.rename("inventory.json.sha512", "inventory.json.sha256"); }},
    {"E060_sidecar_differs", {"E060"}, {}, [](const OcflMaker& o) { o.replace("v1/inventory.json", "version 1", "version 1"); o.write("v1/inventory.json", o.read("v1/inventory.json") + "\n"); }},
    {"E060_E064_root_differs", {"E060", "E064"}, {}, [](const OcflMaker& o) { o.write("inventory.json", o.read("inventory.json") + "\n"); }},
    {"E061_sidecar_malformed", {"E061"}, {}, [](const OcflMaker& o) { o.replace("inventory.json.sha512", "  inventory.json", ""); }},
    {"E063_no_inventory", {"E063"}, {}, [](const OcflMaker& o) { o.remove("inventory.json"); o.remove("inventory.json.sha512"); }},
    {"E064_newest_inventory_differs", {"E064"}, {}, [](const OcflMaker& o) { o.replace("inventory.json", "version 2", "version two"); o.sign(""); }},
    {"E066_state_of_first_version_differs", {"E066"}, {}, [](const OcflMaker& o) { o.edit_first("[\"a.txt\"]", "[\"z.txt\"]"); }},
    {"E066_content_of_first_version_differs", {"E066"}, {}, [](const OcflMaker& o) {
       o.edit_first("[\"a.txt\"]", "[\"x.txt\"]");
       o.edit_first("[\"folder/b.txt\"]", "[\"a.txt\"]");
       o.edit_first("[\"x.txt\"]", "[\"folder/b.txt\"]");
     }},
    {"E066_W004_state_differs_under_another_algorithm", {"E066", "W004"}, [](OcflMaker& o) { o.algorithm_of[1] = "sha256"; }, [](const OcflMaker& o) { o.edit_first("[\"a.txt\"]", "[\"z.txt\"]"); }},
    {"E067_file_among_extensions", {"E067"}, {}, [](const OcflMaker& o) { o.write("extensions/readme.txt", "x"); }},
    {"E082_object_within", {"E001", "E082"}, {}, [](const OcflMaker& o) { o.write("inner/0=ocfl_object_1.1", "ocfl_object_1.1\n"); }},
    {"E090_symbolic_link", {"E090"}, {}, [](const OcflMaker& o) { std::filesystem::create_symlink("a.txt", o.folder() / "v1/content/link.txt"); }},
    {"E090_hard_link", {"E023", "E090"}, {}, [](const OcflMaker& o) { std::filesystem::create_hard_link(o.folder() / "v1/content/a.txt", o.folder() / "v1/content/z.txt"); }},
    {"E090_pipe", {"E090"}, {}, [](const OcflMaker& o) { ASSERT_EQ(::mkfifo((o.folder() / "v1/content/pipe").c_str(), 0600), 0); }},
    {"E092_content_changed", {"E092"}, {}, [](const OcflMaker& o) { o.write("v1/content/a.txt", "eno"); }},
    {"E092_file_missing", {"E092"}, {}, [](const OcflMaker& o) { o.remove("v1/content/a.txt"); }},
    {"E092_paths_no_array", {"E023", "E092"}, single, [](const OcflMaker& o) { o.edit("[\"v1/content/a.txt\"]", "\"v1/content/a.txt\""); }},
    {"E092_E066_old_manifest_wrong", {"E066", "E092"}, {}, [](const OcflMaker& o) { o.edit_first(o.digest("one"), o.digest("eno")); }},
    {"E093_fixity_wrong", {"E093"}, [](OcflMaker& o) { o.fixity = {"md5"}; single(o); }, [](const OcflMaker& o) { o.edit("\"md5\": {\"f", "\"md5\": {\"0"); }},
    {"E093_fixity_wrong_in_first_version", {"E093"}, [](OcflMaker& o) { o.fixity = {"size"}; }, [](const OcflMaker& o) { o.edit_first("\"size\": {\"3\"", "\"size\": {\"4\""); }},
    {"E092_E093_path_missing", {"E092", "E093"}, [](OcflMaker& o) { o.fixity = {"md5"}; o.versions = {{{"a.txt", "one"}, {"b.txt", "two"}}}; }, [](const OcflMaker& o) { o.remove("v1/content/a.txt"); }},
    {"E094_message_no_text", {"E094"}, single, [](const OcflMaker& o) { o.edit("\"version 1\"", "1"); }},
    {"E095_logical_path_twice", {"E095"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[\"a.txt\", \"a.txt\"]"); }},
    {"E095_logical_path_is_a_folder_too", {"E095"}, single, [](const OcflMaker& o) { o.edit("[\"a.txt\"]", "[\"a.txt\", \"a.txt/b\"]"); }},
    {"E096_digest_twice", {"E096"}, single, [](const OcflMaker& o) {
       OcflMaker other{o.folder()};
       other.upper_case = true;
       o.edit(manifest_begins, std::string{manifest_begins} + "\"" + other.digest("one") + "\": [], ");
     }},
    {"E097_fixity_digest_twice", {"E097"}, [](OcflMaker& o) { o.fixity = {"md5"}; single(o); }, [](const OcflMaker& o) { o.edit("\"md5\": {\"f", "\"md5\": {\"F97C5D29941BFB1B2FDAB0874906AB82\": [], \"f"); }},
    {"E098_content_path_no_text", {"E023", "E098"}, single, [](const OcflMaker& o) { o.edit("[\"v1/content/a.txt\"]", "[1]"); }},
    {"E099_content_path_goes_up", {"E023", "E099"}, single, [](const OcflMaker& o) { o.edit("v1/content/a.txt", "v1/content/../content/a.txt"); }},
    {"E100_content_path_from_root", {"E023", "E100"}, single, [](const OcflMaker& o) { o.edit("\"v1/content/a.txt\"", "\"/v1/content/a.txt\""); }},
    {"E099_E100_in_fixity", {"E099", "E100"}, single, [](const OcflMaker& o) { o.edit("\n  }\n}", "\n  },\n  \"fixity\": {\"size\": {\"3\": [\"/v1/content/a.txt\", \"v1/./content/a.txt\"]}}\n}"); }},
    {"E101_content_path_twice", {"E101"}, single, [](const OcflMaker& o) { o.edit("[\"v1/content/a.txt\"]", "[\"v1/content/a.txt\", \"v1/content/a.txt\"]"); }},
    {"E101_content_path_is_a_folder_too", {"E092", "E101"}, single, [](const OcflMaker& o) { o.edit("[\"v1/content/a.txt\"]", "[\"v1/content/a.txt\", \"v1/content/a.txt/b\"]"); }},
    {"E102_unknown_key", {"E102"}, single, [](const OcflMaker& o) { o.edit("  \"head\"", "  \"owner\": \"x\",\n  \"head\""); }},
    {"E102_unknown_key_of_a_version", {"E102"}, single, [](const OcflMaker& o) { o.edit("\"message\"", "\"reason\": \"x\", \"message\""); }},
    {"E103_specification_goes_back", {"E103"}, [](OcflMaker& o) { o.specification = "1.0"; o.specification_of[1] = "1.1"; }, {}},
    {"E104_E009_no_v", {"E001", "E009", "E104"}, single, [](const OcflMaker& o) {
       o.edit("\"v1\": {", "\"1\": {");
       o.edit("v1/content", "1/content");
       o.rename("v1", "1");
     }},
    {"E105_E009_version_0", {"E001", "E009", "E105"}, single, [](const OcflMaker& o) {
       o.edit("\"v1\": {", "\"v0\": {");
       o.edit("v1/content", "v0/content");
       o.rename("v1", "v0");
     }},
    {"E106_manifest_no_object", {"E023", "E050", "E106"}, single, [](const OcflMaker& o) { o.edit(std::string{manifest_begins} + path_of(o, "one", "v1/content/a.txt") + "}", "\"manifest\": []"); }},
    {"E107_digest_not_used", {"E107"}, single, [](const OcflMaker& o) {
       o.write("v1/content/unused.txt", "unused");
       o.edit(manifest_begins, std::string{manifest_begins} + path_of(o, "unused", "v1/content/unused.txt") + ", ");
     }},
    {"E108_content_directory_empty", {"E108"}, [](OcflMaker& o) { o.names_content = true; single(o); }, [](const OcflMaker& o) { o.edit("\"contentDirectory\": \"content\"", "\"contentDirectory\": \"\""); }},
    {"E111_fixity_no_object", {"E111"}, single, [](const OcflMaker& o) { o.edit("\n  }\n}", "\n  },\n  \"fixity\": null\n}"); }},
};
INSTANTIATE_TEST_SUITE_P(Bad, OcflObject, testing::ValuesIn(bad_objects), name_of);

const ObjectCase warned_objects[] = {
    {"W001_zero_padded", {"W001"}, [](OcflMaker& o) { o.width = 4; }, {}},
    {"W001_W004_W005_at_once",
     {"W001", "W004", "W005"},
     [](OcflMaker& o) {
       o.width = 2;
       o.algorithm = "sha256";
       o.id = "object-1";
     },
     {}},
    {"W002_other_folder_in_version", {"W002"}, {}, [](const OcflMaker& o) { o.write("v1/manifests/x.xml", "x"); }},
    {"W003_empty_content_folder",
     {"W003"},
     [](OcflMaker& o) {
       o.versions = {{{"a.txt", "one"}}, {{"b.txt", "one"}}};
     },
     [](const OcflMaker& o) { o.make_folder("v2/content"); }},
    {"W004_sha256", {"W004"}, [](OcflMaker& o) { o.algorithm = "sha256"; }, {}},
    {"W004_first_version_by_sha256", {"W004"}, [](OcflMaker& o) { o.algorithm_of[1] = "sha256"; }, {}},
    {"W005_id_no_uri", {"W005"}, [](OcflMaker& o) { o.id = "object 1"; }, {}},
    {"W007_no_message_no_user",
     {"W007"},
     single,
     [](const OcflMaker& o) {
       o.edit("\"message\": \"version 1\", ", "");
       o.edit(std::string{", "} + newest_user, "");
     }},
    {"W008_no_address",
     {"W008"},
     single,
     [](const OcflMaker& o) { o.edit(", \"address\": \"mailto:archivist@example.org\"", ""); }},
    {"W009_address_no_uri",
     {"W009"},
     single,
     [](const OcflMaker& o) { o.edit("mailto:archivist@example.org", "room 12"); }},
    {"W010_no_inventory_in_versions", {"W010"}, [](OcflMaker& o) { o.version_inventories = false; }, {}},
    {"W011_other_message_before", {"W011"}, {}, [](const OcflMaker& o) { o.edit_first("version 1", "first version"); }},
    {"W013_extension_of_own", {"W013"}, {}, [](const OcflMaker& o) { o.write("extensions/our-own/x", "x"); }},
};
INSTANTIATE_TEST_SUITE_P(Warned, OcflObject, testing::ValuesIn(warned_objects), name_of);

}  // namespace

std::set<std::string> codes_of_object_rows() {
  std::set<std::string> codes;
  for (const auto& row : bad_objects) codes.insert(row.codes.begin(), row.codes.end());
  for (const auto& row : warned_objects) codes.insert(row.codes.begin(), row.codes.end());
  return codes;
}

}  // namespace cundang::verify
