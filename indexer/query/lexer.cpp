// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/query/lexer.h"

#include <algorithm>

#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/normalise.h"
#include "indexer/analysis/utf8.h"
#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

bool is_quote(char32_t c) { return c == '"' || c == U'＂'; }
bool is_colon(char32_t c) { return c == ':' || c == U'：'; }
bool is_name(char32_t c) { return (c >= 'a' && c <= 'z') || c == '_'; }

class Lexer {
 public:
  explicit Lexer(std::u32string_view query) : query_{query} {
    const auto normal = normalise(query);
    for (const auto& number : find_doc_nos(normal.text))
      numbers_.push_back({normal.origin[number.begin], normal.origin[number.end]});
  }

  std::vector<QueryToken> run() {
    while (skip_spaces()) next();
    add(QueryToken::Kind::End, at_);
    return std::move(tokens_);
  }

 private:
  struct Range {
    std::size_t begin, end;
  };

  bool skip_spaces() {
    while (at_ < query_.size() && is_space(query_[at_])) ++at_;
    return at_ < query_.size();
  }

  void add(QueryToken::Kind kind, std::size_t position, std::u32string text = {}) {
    tokens_.push_back({kind, std::move(text), Field::Title, position});
  }

  void next() {
    const auto c = query_[at_];
    if (is_quote(c)) return quoted();
    if (c == '(' && !in_number(at_)) return add(QueryToken::Kind::Open, at_++);
    if (c == ')') return add(QueryToken::Kind::Close, at_++);
    if (c == '-' && at_ + 1 < query_.size() && !is_space(query_[at_ + 1])) return add(QueryToken::Kind::Minus, at_++);
    if (!field()) word();
  }

  void quoted() {
    const auto begin = at_++;
    const auto end = std::find_if(query_.begin() + static_cast<std::ptrdiff_t>(at_), query_.end(), is_quote);
    if (end == query_.end())
      refuse_query(begin, {"引号没有闭合", "the quotation mark is not closed"},
                   {"请补上右引号，或删去左引号", "close it, or take the opening mark out"});
    const auto length = static_cast<std::size_t>(end - query_.begin()) - at_;
    add(QueryToken::Kind::Quoted, begin, std::u32string{query_.substr(at_, length)});
    at_ += length + 1;
  }

  /// `name:` or `名称：` at the beginning of a word. A Latin name the table does not know is an error, other text is
  /// text.
  bool field() {
    const auto limit = std::min(query_.size(), at_ + 16);
    const auto end = std::find_if(query_.begin() + static_cast<std::ptrdiff_t>(at_),
                                  query_.begin() + static_cast<std::ptrdiff_t>(limit), is_colon);
    if (end == query_.begin() + static_cast<std::ptrdiff_t>(limit)) return false;
    const auto name = query_.substr(at_, static_cast<std::size_t>(end - query_.begin()) - at_);
    const auto found = find_field(to_utf8(name));
    if (!found) {
      const bool looks_like_one = *end == ':' && !name.empty() && std::all_of(name.begin(), name.end(), is_name);
      if (looks_like_one)
        refuse_query(at_, {"没有名为 " + to_utf8(name) + " 的字段", "there is no field " + to_utf8(name)},
                     {"可用字段：" + field_names(), "the fields are: " + field_names()});
      return false;
    }
    tokens_.push_back({QueryToken::Kind::FieldName, std::u32string{name}, *found, at_});
    at_ += name.size() + 1;
    return true;
  }

  void word() {
    const auto begin = at_;
    int open = 0;
    while (at_ < query_.size()) {
      const auto c = query_[at_];
      if (!in_number(at_)) {
        if (is_space(c) || is_quote(c) || (c == ')' && open == 0)) break;
        if (c == '(') ++open;
        if (c == ')') --open;
      }
      ++at_;
    }
    auto text = std::u32string{query_.substr(begin, at_ - begin)};
    if (text == U"AND") return add(QueryToken::Kind::And, begin);
    if (text == U"OR") return add(QueryToken::Kind::Or, begin);
    if (text == U"NOT") return add(QueryToken::Kind::Minus, begin);
    add(QueryToken::Kind::Word, begin, std::move(text));
  }

  bool in_number(std::size_t at) const {
    return std::any_of(numbers_.begin(), numbers_.end(), [&](const Range& r) { return r.begin <= at && at < r.end; });
  }

  static std::string field_names() {
    std::string names;
    for (const auto& row : field_table())
      if (row.askable) names += (names.empty() ? "" : " ") + std::string{row.name};
    return names;
  }

  std::u32string_view query_;
  std::size_t at_ = 0;
  std::vector<Range> numbers_;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> cut_query(std::u32string_view query) { return Lexer{query}.run(); }

void refuse_query(std::size_t position, Text reason, Text cure) {
  throw Error{ErrorCode::QueryInvalid, std::move(reason), std::move(cure)}.with("position", std::to_string(position));
}

}  // namespace cundang::indexer
