// SPDX-License-Identifier: GPL-3.0-or-later
// A record laid out for the screen: whatever it says stays text in the page, neither a tag nor an attribute of its own.
#include "schema/xml/record_reader.h"
#include "server/web/official_document.h"
#include "server/web/templates.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

/// In words/record.dict with their escapes; as they stand here they would be markup.
constexpr std::string_view tag = "<zz>", attribute = "\" zz=\"";

void must_be_plain(const std::string& html, std::size_t bytes) {
  must(is_text(html), "a page is text");
  must(html.find(tag) == std::string::npos, "no tag of the record's in a page");
  must(html.find(attribute) == std::string::npos, "no attribute of the record's in a page");
  must(html.size() <= 100'000 + 100 * bytes, "a page grows with its record and no faster");
}

bool check(std::string_view input) {
  static const RecordReader reader;
  const auto outcome = reader.read(input);
  if (!outcome) return false;
  const auto& record = outcome.value();
  const auto name = [](const UnitRef& unit) { return unit.name.empty() ? unit.code.text : unit.name; };
  web::Data data;
  web::add_document(data, record, name);
  for (const auto language : {web::Language::Chinese, web::Language::English}) {
    must_be_plain(web::render("document", data, language), input.size());
    must_be_plain(web::content_html(record.content, language, name), input.size());
    for (const auto& line : web::content_lines(record.content, language, name))
      must(is_text(line.name) && is_text(line.value), "a line is text");
    must(!web::kind_name(record, language).empty(), "a kind has a name");
  }
  return true;
}

std::vector<std::string> seeds() {
  auto all = xml_files("tests/fixtures/records/good");
  for (auto& each : xml_files("config/demo")) all.push_back(std::move(each));
  return all;
}

const Entered entered{{"pages", "record", 64 << 10, 3000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
