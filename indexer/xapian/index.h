// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/index_entry.h"
#include "schema/model/agent.h"
#include "schema/model/error.h"

namespace cundang::indexer {

/// Writes the index (docs/formats/index.md). One writer a directory; not thread-safe.
class IndexWriter {
 public:
  /// Opens or creates. @throws Error{IndexUnreadable} for another analyser version or a torn index (then: reindex).
  explicit IndexWriter(const std::filesystem::path& directory);
  IndexWriter(IndexWriter&&) noexcept;
  ~IndexWriter();
  /// Adds or replaces the record of that id; idempotent. A number belongs to one id for ever.
  /// @throws Error{IndexUnreadable}; then drop the writer and open it again: what was committed is unharmed.
  void put(const IndexEntry& entry);
  /// Makes everything put so far visible and durable; `high_water` (the last number fed) comes back from high_water()
  /// after a restart.
  void commit(std::int64_t high_water);
  std::int64_t high_water() const;
  std::int64_t record_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Removes every file of an index, readable or not, so that an IndexWriter begins a new one (reindex).
/// @throws Error{DataDirectoryBusy} while a writer has it.
void remove_index(const std::filesystem::path& directory);

struct SearchRequest {
  std::string query;  ///< own query language (docs/formats/query.md); empty finds every record, newest first
  int offset = 0;
  int limit = 10;  ///< at most 1000
  bool snippets = true;
};

struct SnippetPart {
  std::string text;
  bool marked = false;
};

struct Hit {
  std::string id, source_id, title, doc_no, issuer, kind, kind_name;
  std::string date;  ///< ISO day, or the year alone where presumed; empty where there is none
  double score = 0;
  std::vector<SnippetPart> snippet;
  std::string paragraph;  ///< xs:ID of the paragraph the snippet stands in
};

struct SearchAnswer {
  std::int64_t total = 0;  ///< records that match and the viewer may read
  std::vector<Hit> hits;
  std::string understood;  ///< what the parser made of the query, to be shown back
};

/// Reads the index. Thread-safe; follows the writer's commits (a new one is seen within a second).
class Searcher {
 public:
  explicit Searcher(std::filesystem::path directory);
  ~Searcher();
  /// @throws Error{QueryInvalid} with the fact "position" (code points from 0); Error{IndexUnreadable}.
  SearchAnswer search(const SearchRequest& request, const Viewer& viewer) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cundang::indexer
