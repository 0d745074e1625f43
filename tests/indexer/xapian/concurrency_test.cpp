// SPDX-License-Identifier: GPL-3.0-or-later
// Searches run while the writer commits and joins segments: each answer is one whole commit.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/indexer/xapian/entries.h"
#include "tests/support/temp_dir.h"

namespace cundang::indexer {
namespace {

TEST(Concurrency, EveryAnswerIsOneWholeCommit) {
  const support::TempDir dir;
  IndexWriter writer{dir.path()};
  writer.commit(0);
  const Searcher searcher{dir.path()};
  constexpr int commits = 40, records_a_commit = 5;
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&, i] {
      std::int64_t seen = 0;
      const auto viewer = i == 0 ? everything() : of_unit("HD");
      while (!done) try {
          const auto answer = searcher.search({"隐患", 0, 10, true}, viewer);
          if (answer.total < seen || answer.total % records_a_commit != 0) ++wrong;
          seen = answer.total;
        } catch (const std::exception& error) {
          ADD_FAILURE() << explain(error);
          ++wrong;
          return;
        }
    });
  for (int commit = 1; commit <= commits; ++commit) {
    for (int i = 0; i < records_a_commit; ++i) {
      const auto number = (commit - 1) * records_a_commit + i + 1;
      writer.put(entry_of(number, "第" + std::to_string(number) + "件", {"隐患已整改。"}));
    }
    writer.commit(commit);
  }
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(searcher.search({"隐患"}, everything()).total, commits * records_a_commit);
}

}  // namespace
}  // namespace cundang::indexer
