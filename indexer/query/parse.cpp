// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/query/parse.h"

#include <algorithm>

#include "indexer/analysis/normalise.h"
#include "indexer/analysis/utf8.h"
#include "indexer/query/day_span.h"
#include "indexer/query/lexer.h"

namespace cundang::indexer {
namespace {

using Kind = QueryNode::Kind;
using Token = QueryToken::Kind;
constexpr int depth_max = 32;

QueryNode node(Kind kind, std::string text = {}) {
  QueryNode made;
  made.kind = kind;
  made.text = std::move(text);
  return made;
}

QueryNode joined(Kind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  auto made = node(kind);
  made.children = std::move(children);
  return made;
}

QueryNode days(DaySpan span) {
  auto made = node(Kind::Days);
  made.from = span.from;
  made.to = span.to;
  return made;
}

QueryNode number(DocNo doc_no) {
  auto made = node(Kind::Number);
  made.number = std::move(doc_no);
  return made;
}

/// A word that must stand in the record: in an AND, an OR, or after a minus.
QueryNode demanded_word(const std::string& text) {
  if (auto doc_no = parse_doc_no(text)) return number(std::move(*doc_no));
  return node(Kind::Contains, text);
}

/// Plain words become demanded ones where operators stand beside them.
QueryNode demanded(QueryNode operand) {
  if (operand.kind == Kind::Words) {
    std::vector<QueryNode> words;
    for (std::size_t at = 0; at < operand.text.size();) {
      const auto end = std::min(operand.text.find('\n', at), operand.text.size());
      words.push_back(demanded_word(operand.text.substr(at, end - at)));
      at = end + 1;
    }
    return joined(Kind::And, std::move(words));
  }
  if (operand.kind == Kind::And)
    for (auto& child : operand.children) child = demanded(std::move(child));
  return operand;
}

class Parser {
 public:
  explicit Parser(std::vector<QueryToken> tokens) : tokens_{std::move(tokens)} {}

  QueryNode run() {
    auto whole = any_of();
    if (peek().kind == Token::Close)
      refuse_query(peek().position, {"右括号没有对应的左括号", "a bracket is closed that was not opened"},
                   {"请删去多余的右括号", "take the closing bracket out"});
    return whole;
  }

 private:
  const QueryToken& peek() const { return tokens_[at_]; }
  const QueryToken& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  QueryNode any_of() {
    return operands(Token::Or, Kind::Or, [this] { return all_of(); });
  }
  QueryNode all_of() {
    return operands(Token::And, Kind::And, [this] { return sequence(); });
  }

  template <class Next>
  QueryNode operands(Token by, Kind kind, Next next) {
    std::vector<QueryNode> children{next()};
    while (peek().kind == by) {
      take();
      children.push_back(next());
    }
    if (children.size() > 1)
      for (auto& child : children) child = demanded(std::move(child));
    return joined(kind, std::move(children));
  }

  /// Neighbours: everything but plain words is demanded; the plain words rank, and one of them at least must be there.
  QueryNode sequence() {
    std::vector<QueryNode> children;
    std::string words;
    const auto begin = peek().position;
    for (; begins_item(peek().kind);) {
      auto item = one();
      if (item.kind == Kind::Words && !grouped_)
        (words += words.empty() ? "" : "\n") += item.text;
      else
        children.push_back(std::move(item));
    }
    if (!words.empty()) children.push_back(node(Kind::Words, std::move(words)));
    if (children.empty())
      refuse_query(begin, {"此处缺少检索词", "a word is missing here"},
                   {"请在此处补上检索词，或删去多余的运算符", "write a word here, or take the operator out"});
    return joined(Kind::And, std::move(children));
  }

  static bool begins_item(Token kind) {
    return kind == Token::Word || kind == Token::Quoted || kind == Token::FieldName || kind == Token::Open ||
           kind == Token::Minus;
  }

  QueryNode one() {
    grouped_ = false;
    const auto token = take();
    switch (token.kind) {
      case Token::Minus: {
        if (!begins_item(peek().kind) || peek().kind == Token::Minus)
          refuse_query(token.position, {"减号后没有词", "nothing follows the minus"},
                       {"请在减号后写要排除的词", "write the word to leave out behind the minus"});
        auto denied = node(Kind::Not);
        denied.children.push_back(demanded(one()));
        grouped_ = false;
        return denied;
      }
      case Token::Open:
        return group(token.position);
      case Token::Quoted:
        return exact(token);
      case Token::FieldName:
        return field(token);
      default:
        return word(token.text);
    }
  }

  QueryNode group(std::size_t position) {
    if (++depth_ > depth_max)
      refuse_query(position, {"括号嵌套过深", "the brackets are nested too deeply"},
                   {"请减少括号层数", "use fewer levels of brackets"});
    auto inside = any_of();
    --depth_;
    if (peek().kind != Token::Close)
      refuse_query(position, {"括号没有闭合", "the bracket is not closed"}, {"请补上右括号", "close the bracket"});
    take();
    grouped_ = true;
    return inside;
  }

  static QueryNode exact(const QueryToken& token) {
    const bool blank = std::all_of(token.text.begin(), token.text.end(), is_space);
    if (blank)
      refuse_query(token.position, {"引号内没有内容", "there is nothing between the quotation marks"},
                   {"请在引号内填写原文，或删去引号", "write the exact words between them, or take them out"});
    return node(Kind::Exact, to_utf8(token.text));
  }

  static QueryNode word(const std::u32string& text) {
    if (text.find(U"..") != std::u32string::npos)
      if (const auto span = parse_day_span(text)) return days(*span);
    return node(Kind::Words, to_utf8(text));
  }

  QueryNode field(const QueryToken& name) {
    const auto value = take();
    const bool has_value = (value.kind == Token::Word || value.kind == Token::Quoted) && !value.text.empty();
    if (!has_value)
      refuse_query(name.position + name.text.size() + 1, {"字段没有值", "the field has no value"},
                   {"请在冒号后填写字段的值", "write a value behind the colon"});
    auto made = node(field_row(name.field).sort == FieldSort::Text ? Kind::FieldText : Kind::FieldTerm);
    made.field = name.field;
    if (field_row(name.field).sort == FieldSort::Day) {
      const auto span = parse_day_span(value.text);
      if (!span)
        refuse_query(value.position, {"这不是日期", "this is no date"},
                     {"日期请写作 2012、2012-07、2012-07-02，或用 .. 连接起止",
                      "write 2012, 2012-07 or 2012-07-02, or join two with .."});
      return days(*span);
    }
    const auto text = to_utf8(value.text);
    if (made.kind == Kind::FieldText) {
      made.text = text;
    } else {
      const auto doc_no = name.field == Field::DocNo ? parse_doc_no(text) : std::nullopt;
      made.text = doc_no ? doc_no->text() : field_value(text);
    }
    return made;
  }

  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool grouped_ = false;  ///< the item just read stood in brackets
};

}  // namespace

QueryNode parse_query(std::string_view utf8) {
  const auto query = to_code_points(utf8);
  if (query.size() > query_length_max)
    refuse_query(query_length_max, {"检索式过长", "the query is too long"},
                 {"请缩短检索式，最多2000字", "shorten the query to 2000 characters"});
  if (auto doc_no = parse_doc_no(utf8)) return number(std::move(*doc_no));
  auto tokens = cut_query(query);
  if (tokens.size() == 1) return node(Kind::All);
  return Parser{std::move(tokens)}.run();
}

std::string field_value(std::string_view utf8) {
  std::u32string value;
  for (const auto c : normalise(utf8).text)
    if (!is_space(c)) value += c;
  return to_utf8(value);
}

}  // namespace cundang::indexer
