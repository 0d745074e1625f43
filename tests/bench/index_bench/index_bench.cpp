// SPDX-License-Identifier: GPL-3.0-or-later
// index_bench [RECORDS] [BYTES] [COMMIT_SECONDS] [DIRECTORY]: how many distinct records of BYTES of Chinese text a
// second one thread indexes, with a commit every COMMIT_SECONDS. The text is made before the clock runs.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "indexer/xapian/index.h"
#include "schema/model/ids.h"
#include "tests/support/prose.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace cundang;

double wall_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double cpu_s() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

indexer::IndexEntry make_entry(std::int64_t number, std::size_t bytes) {
  support::Random random{static_cast<std::uint64_t>(number)};
  support::Prose prose{random};
  indexer::IndexEntry entry;
  entry.number = number;
  entry.id = to_text(AccessionNumber{number});
  entry.source_id = "bench-" + std::to_string(number);
  entry.kind = "other-document";
  entry.kind_name = "通知";
  entry.title = prose.title();
  entry.doc_no = "铭安监发〔2012〕" + std::to_string(number) + "号";
  entry.issuer = "铭远市住房和城乡建设委员会";
  entry.units = {"ZJW", "AJJ"};
  entry.audience = {"ZJW", "AJJ", "AWB"};
  entry.label = "内部";
  entry.date = Date{std::chrono::year{2012}, std::chrono::month{7}, std::chrono::day{2}};
  for (std::size_t size = 0; size < bytes;) {
    Paragraph paragraph{Paragraph::Kind::Text, 0, "p" + std::to_string(entry.paragraphs.size() + 1), {}};
    while (paragraph.text.size() < 500 && size + paragraph.text.size() < bytes) prose.add_sentence(paragraph.text);
    size += paragraph.text.size();
    entry.paragraphs.push_back(std::move(paragraph));
  }
  return entry;
}

std::uintmax_t size_of(const std::filesystem::path& directory) {
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator{directory})
    if (file.is_regular_file()) bytes += file.file_size();
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int i, const char* otherwise) { return argc > i ? argv[i] : otherwise; };
  const auto records = std::atoll(argument(1, "3000"));
  const auto bytes = static_cast<std::size_t>(std::atoll(argument(2, "10240")));
  const auto commit_s = std::atof(argument(3, "2"));
  const support::TempDir temporary;
  const std::filesystem::path directory = argc > 4 ? std::filesystem::path{argv[4]} : temporary / "index";

  constexpr std::int64_t batch = 500;  // made at a time, so that the texts themselves take little memory
  double wall = 0, cpu = 0, since_commit = 0;
  indexer::IndexWriter writer{directory};
  for (std::int64_t done = 0; done < records;) {
    std::vector<indexer::IndexEntry> entries;
    for (std::int64_t i = 0; i < batch && done + i < records; ++i) entries.push_back(make_entry(done + i + 1, bytes));
    for (const auto& entry : entries) {
      const auto wall_begin = wall_s(), cpu_begin = cpu_s();
      writer.put(entry);
      if (++done == records || since_commit > commit_s) writer.commit(done), since_commit = 0;
      const auto took = wall_s() - wall_begin;
      wall += took, since_commit += took, cpu += cpu_s() - cpu_begin;
    }
  }
  std::printf(
      "%lld records of %zu bytes: %.1f s wall, %.1f s CPU: %.0f/s wall, %.0f per CPU second; index %.2f of text; peak "
      "memory %.0f MB\n",
      static_cast<long long>(records), bytes, wall, cpu, static_cast<double>(records) / wall,
      static_cast<double>(records) / cpu,
      static_cast<double>(size_of(directory)) / static_cast<double>(records) / static_cast<double>(bytes), peak_mb());
  return 0;
}
