// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/postings.h"

#include <xapian.h>

#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

// Xapian's inverter is two nested trees, fast only while they fit the processor's cache. Measured on laws, records of
// 10 KB for each second of a core: 610 at 100,000 postings a part, 500 at 300,000, 315 at 1,500,000. Smaller parts cost
// size, for compaction keeps their chunks apart: 2.7 of the text of statutes at 50,000, 2.5 at 100,000, 2.3 at 200,000.
constexpr std::size_t part_postings_max = 100'000;
constexpr std::size_t join_width =
    16;  // so many parts of one level become one of the next: few files are open at any time
constexpr int compaction = Xapian::DBCOMPACT_SINGLE_FILE;

/// Runs `work`; what Xapian throws becomes an Error that names the file.
template <class Work>
auto guarded(const std::filesystem::path& file, Work work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    throw Error{ErrorCode::IndexUnreadable, "the postings cannot be read or written"}
        .with("file", file.string())
        .with("reason", error.get_description());
  }
}

void compact(const std::vector<std::filesystem::path>& from, const std::filesystem::path& to) {
  Xapian::Database all;
  for (const auto& file : from) all.add_database(Xapian::Database{file.string()});
  std::filesystem::remove(to);
  all.compact(to.string(), compaction);
}

}  // namespace

struct PostingsBuilder::State {
  std::filesystem::path file;
  struct Part {
    std::filesystem::path path;
    int level;
  };
  std::vector<Part> parts;
  int parts_made = 0;
  std::unique_ptr<Xapian::WritableDatabase> part;
  std::size_t part_postings = 0;

  std::filesystem::path next_path() {
    auto path = file;
    return path += ".part-" + std::to_string(++parts_made);
  }

  void open_part() {
    auto path = next_path();
    // Parts need no sync, for only what they are compacted into is published; and no term lists, for nothing is deleted
    // in them.
    constexpr int flags =
        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS;
    parts.push_back({path, 0});
    part = std::make_unique<Xapian::WritableDatabase>(path.string(), flags);
    part_postings = 0;
  }

  std::vector<std::filesystem::path> last_paths(std::size_t count) const {
    std::vector<std::filesystem::path> paths;
    for (auto i = parts.size() - count; i < parts.size(); ++i) paths.push_back(parts[i].path);
    return paths;
  }

  void join_where_due() {
    while (parts.size() >= join_width && parts[parts.size() - join_width].level == parts.back().level) {
      const auto paths = last_paths(join_width);
      const Part joined{next_path(), parts.back().level + 1};
      compact(paths, joined.path);
      parts.resize(parts.size() - join_width);
      parts.push_back(joined);
      for (const auto& path : paths) std::filesystem::remove_all(path);
    }
  }
  void close_part() {
    if (!part) return;
    part->commit();
    part->close();
    part.reset();
    join_where_due();
  }
};

PostingsBuilder::PostingsBuilder(std::filesystem::path file) : state_{std::make_unique<State>()} {
  state_->file = std::move(file);
}
PostingsBuilder::PostingsBuilder(PostingsBuilder&&) noexcept = default;

PostingsBuilder::~PostingsBuilder() {
  if (!state_) return;
  try {
    state_->part.reset();
  } catch (const Xapian::Error&) {  // thrown away unpublished: nothing is lost
  }
  std::error_code ignored;
  for (const auto& part : state_->parts) std::filesystem::remove_all(part.path, ignored);
}

void PostingsBuilder::add_block(BlockTerms& terms, const std::vector<std::string>& boolean_terms) {
  guarded(state_->file, [&] {
    if (!state_->part) state_->open_part();
    Xapian::Document document;
    terms.for_each([&](const std::string& term, PassageMask mask) { document.add_term(term, mask); });
    for (const auto& term : boolean_terms) document.add_boolean_term(term);
    state_->part->add_document(document);
    if ((state_->part_postings += document.termlist_count()) >= part_postings_max) state_->close_part();
  });
}

void PostingsBuilder::finish() {
  guarded(state_->file, [&] {
    state_->close_part();
    compact(state_->last_paths(state_->parts.size()), state_->file);
  });
}

void join_postings(const std::vector<std::filesystem::path>& from, const std::filesystem::path& to) {
  guarded(to, [&] { compact(from, to); });
}

struct Postings::State {
  std::filesystem::path file;
  Xapian::Database database;
};

Postings::Postings(const std::filesystem::path& file)
    : state_{guarded(file, [&] {
        return std::make_unique<State>(State{file, Xapian::Database{file.string()}});
      })} {}
Postings::Postings(Postings&&) noexcept = default;
Postings::~Postings() = default;

std::uint32_t Postings::frequency(const std::string& term) const {
  return guarded(state_->file, [&] { return state_->database.get_termfreq(term); });
}

void Postings::read(const std::string& term, std::vector<Posting>& to) const {
  guarded(state_->file, [&] {
    const auto end = state_->database.postlist_end(term);
    for (auto at = state_->database.postlist_begin(term); at != end; ++at)
      to.push_back({*at - 1, static_cast<PassageMask>(at.get_wdf())});
  });
}

void Postings::read_among(const std::string& term, const std::vector<std::uint32_t>& wanted,
                          std::vector<Posting>& to) const {
  guarded(state_->file, [&] {
    const auto end = state_->database.postlist_end(term);
    auto at = state_->database.postlist_begin(term);
    for (const auto block : wanted) {
      if (at == end) return;
      if (*at < block + 1) at.skip_to(block + 1);
      if (at != end && *at == block + 1) to.push_back({block, static_cast<PassageMask>(at.get_wdf())});
    }
  });
}

std::vector<std::string> Postings::terms_with_prefix(const std::string& prefix, std::size_t count_max) const {
  return guarded(state_->file, [&] {
    std::vector<std::string> terms;
    const auto end = state_->database.allterms_end(prefix);
    for (auto at = state_->database.allterms_begin(prefix); at != end && terms.size() < count_max; ++at)
      terms.push_back(*at);
    return terms;
  });
}

}  // namespace cundang::indexer
