// SPDX-License-Identifier: GPL-3.0-or-later
// Judged queries of auditors over real official documents. The data are not part of the project: taken from
// CUNDANG_SHARED or
// ../shared, and skipped where neither is there.
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "tests/indexer/xapian/entries.h"
#include "tests/support/temp_dir.h"

namespace cundang::indexer {
namespace {

std::filesystem::path shared_data() {
  const auto* named = std::getenv("CUNDANG_SHARED");
  return std::filesystem::path{named != nullptr ? named : CUNDANG_SOURCE_DIR "/../shared"} / "data";
}

std::vector<Poco::JSON::Object::Ptr> read_lines(const std::filesystem::path& file) {
  std::vector<Poco::JSON::Object::Ptr> objects;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);)
    objects.push_back(Poco::JSON::Parser{}.parse(line).extract<Poco::JSON::Object::Ptr>());
  return objects;
}

IndexEntry document_of(const Poco::JSON::Object& object, std::int64_t number) {
  const auto text = [&](const char* name) {
    return object.isNull(name) ? std::string{} : object.getValue<std::string>(name);
  };
  std::vector<std::string> paragraphs;
  std::istringstream body{text("body")};
  for (std::string line; std::getline(body, line);) paragraphs.push_back(line);
  auto entry = entry_of(number, text("title"), std::move(paragraphs));
  entry.source_id = text("id");
  entry.kind_name = text("kind");
  entry.doc_no = text("doc_no");
  entry.issuer = text("issuer");
  entry.date = parse_date(text("date"));
  return entry;
}

TEST(AuditorQueries, NearlyAllFindTheirDocumentFirst) {
  const auto data = shared_data();
  if (!std::filesystem::exists(data / "auditor_queries.jsonl"))
    GTEST_SKIP() << "skipped: there are no shared data at " << data << " (set CUNDANG_SHARED)";
  const support::TempDir dir;
  {
    IndexWriter writer{dir.path()};
    std::int64_t number = 0;
    for (const auto& object : read_lines(data / "official_documents.jsonl")) writer.put(document_of(*object, ++number));
    writer.commit(number);
  }
  const Searcher searcher{dir.path()};
  int asked = 0, first = 0, numbers = 0, numbers_first = 0;
  for (const auto& query : read_lines(data / "auditor_queries.jsonl")) {
    const auto answer = searcher.search({query->getValue<std::string>("query"), 0, 10, true}, everything());
    const auto relevant = query->getArray("relevant");
    const auto is_relevant = [&](const Hit& hit) {
      for (std::size_t i = 0; i < relevant->size(); ++i)
        if (relevant->getElement<std::string>(static_cast<unsigned>(i)) == hit.source_id) return true;
      return false;
    };
    const bool good = !answer.hits.empty() && is_relevant(answer.hits.front());
    const bool is_number = query->getValue<std::string>("type") == "doc_no";
    ++asked, first += good, numbers += is_number, numbers_first += is_number && good;
    if (good) continue;
    const auto place = std::find_if(answer.hits.begin(), answer.hits.end(), is_relevant) - answer.hits.begin();
    std::cout << query->getValue<std::string>("id") << " " << query->getValue<std::string>("query") << ": place "
              << place + 1 << " of " << answer.total
              << (answer.hits.empty() ? ""
                                      : ", first " + answer.hits.front().source_id + " " + answer.hits.front().title)
              << "\n";
  }
  std::cout << first << " of " << asked << " first\n";
  EXPECT_EQ(numbers_first, numbers) << "a document number finds its document";
  EXPECT_GE(first, asked - 2);
}

}  // namespace
}  // namespace cundang::indexer
