// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "schema/model/kind.h"
#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

/// What reading one file gave, as a text that can be compared.
std::string result_of(const RecordReader& reader, const std::string& xml) {
  const auto outcome = reader.read(xml);
  return outcome ? write_record(outcome.value()) : testing_forms::told(outcome.findings());
}

TEST(Threads, ReadTheSameAsOneAlone) {
  std::vector<std::string> files;
  for (const auto& kind : all_kinds())
    for (const auto* folder : {"good", "bad"})
      files.push_back(testing_forms::read_file(std::string{CUNDANG_SOURCE_DIR} + "/tests/fixtures/records/" + folder +
                                               "/" + std::string{kind.name} + ".xml"));
  const RecordReader reader;
  std::vector<std::string> alone;
  for (const auto& file : files) alone.push_back(result_of(reader, file));

  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < 4 * files.size(); ++i) {
        const auto at = (i * 7 + t * 13) % files.size();
        if (result_of(reader, files[at]) != alone[at]) ++different;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace cundang
