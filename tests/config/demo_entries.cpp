// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/demo_entries.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "schema/xml/record_reader.h"
#include "tools/demo_documents.h"

namespace cundang::config::test {
namespace {

const std::filesystem::path config_folder = std::string{CUNDANG_SOURCE_DIR} + "/config";

std::vector<std::filesystem::path> packs() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{config_folder / "packs"})
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::stable_partition(files.begin(), files.end(), [](const auto& file) { return file.filename() == "units.xml"; });
  return files;
}

class Filing {
 public:
  AccessionNumber file(const std::string& xml, Instant at) {
    const auto record = reader_.read(xml);
    EXPECT_TRUE(record.ok()) << xml;
    Entry entry;
    entry.number = {++count_};
    entry.leaf = count_;
    entry.received_at = at;
    if (record.ok()) entry.record = record.value();
    entry.unit = entry.record.submitter.code;
    entries.push_back(std::move(entry));
    return entries.back().number;
  }
  std::vector<Entry> entries;

 private:
  RecordReader reader_;
  std::int64_t count_ = 0;
};

}  // namespace

std::vector<Entry> demo_entries() {
  Filing filing;
  for (const auto& file : packs()) {
    std::ifstream in{file, std::ios::binary};
    filing.file({std::istreambuf_iterator<char>{in}, {}}, *parse_instant("2012-07-02T09:00:00+08:00"));
  }
  std::map<std::string, AccessionNumber> numbers;
  for (const auto& document : tools::read_demo_documents(config_folder / "demo"))
    numbers[document.number] = filing.file(tools::resolve_citations(document, numbers), *document.at);
  return std::move(filing.entries);
}

}  // namespace cundang::config::test
