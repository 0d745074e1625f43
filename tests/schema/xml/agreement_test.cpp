// SPDX-License-Identifier: GPL-3.0-or-later
// The table of kinds, the forms, the page docs/formats/record.md and the findings in the sources speak of the same
// things.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "schema/model/kind.h"
#include "schema/xml/embedded_forms.h"
#include "schema/xml/form_names.h"
#include "schema/xml/record_reader.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::read_file;
const std::string root = CUNDANG_SOURCE_DIR;

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
  const std::regex regex{pattern};
  std::set<std::string> found;
  for (auto it = std::sregex_iterator{text.begin(), text.end(), regex}; it != std::sregex_iterator{}; ++it)
    found.insert((*it)[1]);
  return found;
}

TEST(Agreement, EachKindIsOnThePageAndInTheForms) {
  const auto page = read_file(root + "/docs/formats/record.md");
  for (const auto& kind : all_kinds()) {
    EXPECT_NE(page.find("`" + std::string{kind.name} + "`"), std::string::npos) << kind.name << " is not on the page";
    EXPECT_EQ(forms::FormNames::shared().chinese(kind.name, "record"), kind.zh) << kind.name;
    EXPECT_TRUE(forms::FormNames::shared().knows_child("record", kind.name)) << kind.name;
    EXPECT_TRUE(forms::FormNames::shared().knows_child("replacement", kind.name)) << kind.name;
  }
}

TEST(Agreement, EachFindingIsOnThePageAndEachOnThePageInTheSources) {
  std::string sources;
  for (const auto& file : std::filesystem::directory_iterator{root + "/schema/xml"})
    if (file.path().extension() == ".cpp") sources += read_file(file.path().string());
  const auto page = read_file(root + "/docs/formats/record.md");
  const auto raised = all_matches(sources, "\"((?:xml|form|secret|findings)\\.[a-z0-9-]+)\"");
  const auto written = all_matches(page, "`((?:xml|form|secret|findings)\\.[a-z0-9-]+)`");
  EXPECT_EQ(raised, written);
  EXPECT_GT(raised.size(), 50u);
}

TEST(Agreement, TheEmbeddedFormsAreThoseInTheTree) {
  std::set<std::string> embedded, present;
  for (const auto& form : forms::embedded_forms()) {
    embedded.emplace(form.name);
    EXPECT_EQ(form.text, read_file(root + "/schema/forms/" + std::string{form.name})) << form.name;
  }
  for (const auto& file : std::filesystem::directory_iterator{root + "/schema/forms"})
    if (file.path().extension() == ".xsd") present.insert(file.path().filename().string());
  EXPECT_EQ(embedded, present);
}

/// Every element of every form has a Chinese name, so that no finding shows a bare tag.
TEST(Agreement, EachElementHasAChineseName) {
  for (const auto& form : forms::embedded_forms())
    for (const auto& name : all_matches(std::string{form.text}, "<xs:element name=\"([a-z-]+)\""))
      EXPECT_FALSE(forms::FormNames::shared().chinese(name).empty()) << name << " in " << form.name;
}

}  // namespace
}  // namespace cundang
