// SPDX-License-Identifier: GPL-3.0-or-later
// record.xml: what is read can be written and read again to the same; what is refused says where and why.
#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

void forget_lines(Node& node) {
  node.line = 0;
  for (auto& child : node.children) forget_lines(child);
}

Record without_lines(Record record) {
  forget_lines(record.content);
  return record;
}

bool check(std::string_view input) {
  static const RecordReader reader;
  const auto outcome = reader.read(input);
  must(outcome.findings().size() <= ReadLimits{}.findings + 1, "findings are bounded");
  if (!outcome) {
    must_tell(outcome.findings());
    return false;
  }
  const auto written = write_record(outcome.value());
  const auto again = reader.read(written);
  must(again.ok(), "what was written can be read");
  must(without_lines(again.value()) == without_lines(outcome.value()), "what was written reads the same");
  must(write_record(again.value()) == written, "one record, one text");
  return true;
}

std::vector<std::string> seeds() {
  auto all = xml_files("tests/fixtures/records/good");
  for (auto& bad : xml_files("tests/fixtures/records/bad")) all.push_back(std::move(bad));
  return all;
}

const Entered entered{{"record_xml", "record", 128 << 10, 15'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
