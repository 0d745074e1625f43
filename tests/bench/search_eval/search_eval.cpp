// SPDX-License-Identifier: GPL-3.0-or-later
// search_eval CORPUS.tsv QUERIES.tsv RUN INDEXDIR: indexes `id TAB title TAB text` lines, asks `qid TAB text` queries
// and writes a TREC run 100 deep with source ids; prints build speed, index size and latencies. An existing INDEXDIR is
// used as it is.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "indexer/xapian/index.h"
#include "schema/model/ids.h"

namespace {

using namespace cundang;

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::uintmax_t size_of(const std::filesystem::path& directory) {
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator{directory})
    if (file.is_regular_file()) bytes += file.file_size();
  return bytes;
}

void build(const std::string& corpus, const std::filesystem::path& index) {
  std::ifstream in{corpus};
  indexer::IndexWriter writer{index};
  std::string line;
  std::size_t bytes = 0;
  std::int64_t number = 0;
  const auto begin = now_s();
  for (; std::getline(in, line); ++number) {
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    indexer::IndexEntry entry;
    entry.number = number + 1;
    entry.id = to_text(AccessionNumber{entry.number});
    entry.source_id = line.substr(0, first);
    entry.title = line.substr(first + 1, second - first - 1);
    entry.audience = {"*"};
    entry.paragraphs.push_back({Paragraph::Kind::Text, 0, "p1", line.substr(second + 1)});
    writer.put(entry);
    bytes += line.size();
    if (number % 2000 == 1999) writer.commit(number + 1);
  }
  writer.commit(number);
  const auto seconds = now_s() - begin;
  std::printf("built %lld records, %.1f MB in %.1f s: %.2f MB/s; index %.2f of text\n", static_cast<long long>(number),
              1e-6 * static_cast<double>(bytes), seconds, 1e-6 * static_cast<double>(bytes) / seconds,
              static_cast<double>(size_of(index)) / static_cast<double>(bytes));
}

void ask(const std::string& queries, const std::string& run, const std::filesystem::path& index) {
  std::ifstream in{queries};
  std::ofstream out{run};
  const indexer::Searcher searcher{index};
  Viewer viewer;
  viewer.sees_all = true;
  std::string line;
  std::vector<double> times_ms;
  while (std::getline(in, line)) {
    const auto tab = line.find('\t');
    indexer::SearchRequest request{line.substr(tab + 1), 0, 10, false};
    const auto begin = now_s();
    searcher.search(request, viewer);
    times_ms.push_back(1000 * (now_s() - begin));
    request.limit = 100;
    const auto answer = searcher.search(request, viewer);
    int rank = 0;
    for (const auto& hit : answer.hits)
      out << line.substr(0, tab) << " Q0 " << hit.source_id << ' ' << ++rank << ' ' << hit.score << " cundang\n";
  }
  std::sort(times_ms.begin(), times_ms.end());
  const auto at = [&](double share) {
    return times_ms[static_cast<std::size_t>(share * static_cast<double>(times_ms.size() - 1))];
  };
  std::printf("%zu queries: p50 %.2f p95 %.2f p99 %.2f ms\n", times_ms.size(), at(.5), at(.95), at(.99));
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5) {
    std::cerr << "usage: search_eval CORPUS.tsv QUERIES.tsv RUN INDEXDIR\n";
    return 2;
  }
  const std::filesystem::path index{argv[4]};
  if (!std::filesystem::exists(index)) build(argv[1], index);
  ask(argv[2], argv[3], index);
  return 0;
} catch (const std::exception& error) {
  std::cerr << explain(error) << '\n';
  return 1;
}
