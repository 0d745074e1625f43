// SPDX-License-Identifier: GPL-3.0-or-later
// cundang search: one query, or a file of queries into a TREC run.
#include <fstream>
#include <iostream>

#include "schema/model/json.h"
#include "tools/commands.h"
#include "tools/local_archive.h"
#include "tools/progress.h"

namespace cundang::tools {
namespace {

std::string marked_text(const std::vector<indexer::SnippetPart>& parts, const char* open, const char* close) {
  std::string text;
  for (const auto& part : parts) text += part.marked ? open + part.text + close : part.text;
  return text;
}

void print_json(const indexer::SearchAnswer& answer) {
  JsonWriter json;
  json.open_object().member("total", answer.total).member("understood", answer.understood).key("hits").open_array();
  for (const auto& hit : answer.hits) {
    json.open_object()
        .member("id", hit.id)
        .member("source_id", hit.source_id)
        .member("title", hit.title)
        .member("doc_no", hit.doc_no)
        .member("issuer", hit.issuer)
        .member("kind", hit.kind_name)
        .member("date", hit.date)
        .member("score", hit.score)
        .member("paragraph", hit.paragraph)
        .member("snippet", marked_text(hit.snippet, "【", "】"))
        .close_object();
  }
  std::cout << json.close_array().close_object().text() << "\n";
}

void print_text(const indexer::SearchAnswer& answer) {
  std::cout << "共 " << answer.total << " 件";
  if (!answer.understood.empty()) std::cout << "（理解为：" << answer.understood << "）";
  std::cout << "\n";
  for (const auto& hit : answer.hits) {
    std::cout << hit.id << "  " << hit.title << "\n    " << hit.kind_name << "  " << hit.doc_no << "  " << hit.issuer
              << "  " << hit.date << "\n";
    if (!hit.snippet.empty()) std::cout << "    " << marked_text(hit.snippet, "【", "】") << "\n";
  }
  if (answer.hits.empty()) std::cout << "没有找到。请换用较短的词，或去掉限定条件。\n";
}

int run_queries(const app::Archive& archive, const SearchOptions& options, const Viewer& viewer) {
  std::ifstream in{options.queries};
  if (!in) throw Error{ErrorCode::FileUnreadable}.with("file", options.queries.string());
  std::ofstream out{options.run};
  if (!out) throw Error{ErrorCode::FileUnreadable}.with("file", options.run.string());
  Progress progress{"检索 / queries", 0};
  std::int64_t done = 0;
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) continue;
    indexer::SearchRequest request;
    request.query = line.substr(tab + 1);
    request.limit = 100;
    request.snippets = false;
    int rank = 0;
    for (const auto& hit : archive.search(request, viewer).hits)
      out << line.substr(0, tab) << " Q0 " << (hit.source_id.empty() ? hit.id : hit.source_id) << " " << ++rank << " "
          << hit.score << " cundang\n";
    progress.step(++done);
  }
  if (!out.flush()) throw Error{ErrorCode::StorageFailed}.with("file", options.run.string());
  return 0;
}

}  // namespace

int search(const SearchOptions& options) {
  const auto archive = open_to_read(options.data);
  const auto viewer = local_viewer(*archive, options.as_unit);
  if (!options.queries.empty()) return run_queries(*archive, options, viewer);
  indexer::SearchRequest request;
  request.query = options.query;
  request.offset = options.offset;
  request.limit = options.limit;
  const auto answer = archive->search(request, viewer);
  if (options.json)
    print_json(answer);
  else
    print_text(answer);
  return 0;
}

}  // namespace cundang::tools
