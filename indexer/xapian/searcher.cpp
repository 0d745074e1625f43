// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "indexer/fields/fields.h"
#include "indexer/query/parse.h"
#include "indexer/snippet/snippet.h"
#include "indexer/xapian/index.h"
#include "indexer/xapian/matching.h"
#include "indexer/xapian/ranking.h"
#include "indexer/xapian/snapshot.h"

namespace cundang::indexer {
namespace {

constexpr int limit_max = 1000;
constexpr int open_tries = 5;

/// Tells one manifest from the next: it is replaced, never changed.
struct ManifestStamp {
  ino_t inode = 0;
  std::int64_t changed_ns = -1;
  bool operator==(const ManifestStamp&) const = default;
};

ManifestStamp stamp_of(const std::filesystem::path& directory) {
  struct stat status {};
  if (::stat(Manifest::path(directory).c_str(), &status) != 0) return {};
  return {status.st_ino, status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec};
}

RecordSet readable(const Reader& reader, const Viewer& viewer) {
  auto allowed = reader.snapshot().living();
  if (viewer.sees_all) return allowed;
  std::vector<std::string> terms;
  for (const auto& of_viewer : viewer.audience())
    if (!of_viewer.empty()) terms.push_back(field_term(Field::Audience, of_viewer));
  allowed.intersect(with_any_term(reader, terms));
  return allowed;
}

/// What each unit may read of the present snapshot, for it is asked again with every query. Guarded by its owner, who
/// clears it with every new snapshot.
class ReadableCache {
 public:
  void clear() { sets_.clear(); }
  std::shared_ptr<const RecordSet> find(const Viewer& viewer) const {
    const auto known = sets_.find(key(viewer));
    return known == sets_.end() ? nullptr : known->second;
  }
  void keep(const Viewer& viewer, std::shared_ptr<const RecordSet> set) {
    if (sets_.size() >= count_max) sets_.clear();
    sets_[key(viewer)] = std::move(set);
  }

 private:
  static constexpr std::size_t count_max = 32;
  /// Everybody's key differs from that of any list of terms.
  static std::vector<std::string> key(const Viewer& viewer) {
    return viewer.sees_all ? std::vector<std::string>{} : viewer.audience();
  }
  std::map<std::vector<std::string>, std::shared_ptr<const RecordSet>> sets_;
};

/// Higher scores first; equal ones newest first.
void sort_hits(std::vector<Scored>& scored, const Snapshot& snapshot, std::size_t wanted) {
  const auto before = [&](const Scored& a, const Scored& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::pair{snapshot.row(a.record).number, a.record} > std::pair{snapshot.row(b.record).number, b.record};
  };
  const auto end = scored.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, scored.size()));
  std::partial_sort(scored.begin(), end, scored.end(), before);
}

/// Records that match without ranking stand behind those that rank.
void add_unranked(std::vector<Scored>& scored, RecordSet matched) {
  for (const auto& hit : scored) matched.erase(hit.record);
  for (std::size_t record = 0; record < matched.size(); ++record)
    if (matched.has(record)) scored.push_back({static_cast<RecordIndex>(record), 0});
}

/// A record's own number stands before the records that only mention it.
void lift_own_number(std::vector<Scored>& scored, const Reader& reader, const DocNo& number) {
  const auto own = with_any_term(reader, {field_term(Field::DocNo, number.text())});
  for (auto& hit : scored)
    if (own.has(hit.record)) hit.score += 1000;
}

std::string date_text(const IndexEntry& entry) {
  if (!entry.date) return {};
  const auto text = to_text(*entry.date);
  return entry.date_presumed ? text.substr(0, 4) : text;
}

Hit make_hit(const IndexEntry& entry, double score, const std::vector<std::u32string>* units) {
  Hit hit;
  hit.id = entry.id, hit.source_id = entry.source_id, hit.title = entry.title, hit.doc_no = entry.doc_no;
  hit.issuer = entry.issuer, hit.kind = entry.kind, hit.kind_name = entry.kind_name;
  hit.date = date_text(entry);
  hit.score = score;
  if (units == nullptr) return hit;
  auto snippet = make_snippet(entry.paragraphs, *units);
  hit.paragraph = std::move(snippet.paragraph);
  for (auto& part : snippet.parts) hit.snippet.push_back({std::move(part.text), part.marked});
  return hit;
}

/// A query split in what must be true and the plain words that rank and of which one must be there.
struct Plan {
  std::vector<const QueryNode*> demands;
  std::string words;
};

Plan plan_of(const QueryNode& tree) {
  Plan plan;
  const auto take = [&](const QueryNode& node) {
    if (node.kind == QueryNode::Kind::Words && plan.words.empty())
      plan.words = node.text;
    else
      plan.demands.push_back(&node);
  };
  if (tree.kind == QueryNode::Kind::And)
    for (const auto& child : tree.children) take(child);
  else
    take(tree);
  return plan;
}

std::vector<Scored> find(const Reader& reader, const QueryNode& tree, const RecordSet& may_read,
                         const RankingOptions& options) {
  const auto plan = plan_of(tree);
  auto matched = may_read;
  for (const auto* demand : plan.demands) {
    const auto found = match(reader, *demand, matched, options);
    matched.intersect(found);
  }
  if (!plan.demands.empty() && !plan.words.empty())
    matched.intersect(any_of(reader, rank_terms({plan.words}), options));
  auto scored = rank(reader, rank_terms(ranking_texts(tree)), matched, options);
  if (plan.words.empty()) add_unranked(scored, matched);
  if (tree.kind == QueryNode::Kind::Number) lift_own_number(scored, reader, tree.number);
  return scored;
}

}  // namespace

struct Searcher::State {
  std::filesystem::path directory;
  mutable std::mutex mutex;
  mutable std::shared_ptr<const Snapshot> snapshot;
  mutable ManifestStamp stamp;
  mutable ReadableCache readable_sets;
  mutable std::vector<std::unique_ptr<Reader>> idle;  ///< readers at rest; one is taken for each search

  std::shared_ptr<const Snapshot> current() const {
    const std::lock_guard lock{mutex};
    for (int tries = 1;; ++tries) {
      const auto now = stamp_of(directory);
      if (snapshot && now == stamp) return snapshot;
      try {
        snapshot = Snapshot::open(directory, snapshot.get());
        readable_sets.clear();
        stamp = now;
        return snapshot;
      } catch (const Error&) {  // a commit may have removed what the manifest just read still named
        if (tries == open_tries || stamp_of(directory) == now) throw;
      }
    }
  }

  std::unique_ptr<Reader> take() const {
    for (int tries = 1;; ++tries) {
      auto fresh = current();
      std::unique_ptr<Reader> reader;
      {
        const std::lock_guard lock{mutex};
        if (!idle.empty()) reader = std::move(idle.back()), idle.pop_back();
      }
      if (reader && reader->shared() == fresh) return reader;
      try {
        return std::make_unique<Reader>(std::move(fresh), std::move(reader));
      } catch (const Error&) {
        if (tries == open_tries) throw;
        const std::lock_guard lock{mutex};
        stamp = {};
      }
    }
  }

  std::shared_ptr<const RecordSet> readable_by(const Viewer& viewer, const Reader& reader) const {
    {
      const std::lock_guard lock{mutex};
      if (reader.shared() == snapshot)
        if (auto known = readable_sets.find(viewer)) return known;
    }
    auto set = std::make_shared<const RecordSet>(readable(reader, viewer));
    const std::lock_guard lock{mutex};
    if (reader.shared() == snapshot) readable_sets.keep(viewer, set);
    return set;
  }

  void give_back(std::unique_ptr<Reader> reader) const {
    const std::lock_guard lock{mutex};
    if (reader->shared() == snapshot) idle.push_back(std::move(reader));
  }
};

Searcher::Searcher(std::filesystem::path directory) : state_{std::make_unique<State>()} {
  state_->directory = std::move(directory);
}
Searcher::~Searcher() = default;

SearchAnswer Searcher::search(const SearchRequest& request, const Viewer& viewer) const {
  auto tree = parse_query(request.query);
  const RankingOptions options;
  auto reader = state_->take();
  const auto may_read = state_->readable_by(viewer, *reader);
  auto scored = find(*reader, tree, *may_read, options);
  if (scored.empty() && tree.kind == QueryNode::Kind::Number) {  // no such number: look for it as text
    tree.kind = QueryNode::Kind::Words;
    tree.text = request.query;
    scored = find(*reader, tree, *may_read, options);
  }
  SearchAnswer answer;
  answer.total = static_cast<std::int64_t>(scored.size());
  answer.understood = show(tree);
  const auto offset = static_cast<std::size_t>(std::max(0, request.offset));
  const auto end = std::min(scored.size(), offset + static_cast<std::size_t>(std::clamp(request.limit, 0, limit_max)));
  sort_hits(scored, reader->snapshot(), end);
  const auto units = mark_units(ranking_texts(tree));
  for (auto i = offset; i < end; ++i)
    answer.hits.push_back(request.snippets
                              ? make_hit(reader->snapshot().entry(scored[i].record), scored[i].score, &units)
                              : make_hit(reader->snapshot().head(scored[i].record), scored[i].score, nullptr));
  state_->give_back(std::move(reader));
  return answer;
}

}  // namespace cundang::indexer
