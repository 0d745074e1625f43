// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as text: made comparable, cut into words, days, numbers and passages, each within the text and in order.
#include "indexer/analysis/days.h"
#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/normalise.h"
#include "indexer/analysis/passages.h"
#include "indexer/analysis/question_words.h"
#include "indexer/analysis/synonyms.h"
#include "indexer/analysis/terms.h"
#include "indexer/analysis/utf8.h"
#include "indexer/analysis/words.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

using namespace indexer;

template <class Spans>
void must_lie_within(const Spans& spans, std::size_t size, const std::string& what) {
  for (const auto& span : spans) must(span.begin <= span.end && span.end <= size, what + " lie within the text");
}

void check_normal(const NormalText& normal, std::u32string_view source) {
  must(normal.origin.size() == normal.text.size() + 1, "every character has an origin, and the end has one");
  must(normal.origin.back() == source.size(), "the end comes from the end");
  for (std::size_t i = 1; i < normal.origin.size(); ++i)
    must(normal.origin[i - 1] <= normal.origin[i], "origins never go back");
  must(normalise(normal.text).text == normal.text, "what is normal stays as it is");
}

void check_terms(std::u32string_view text) {
  std::size_t last = 0;
  const auto terms = cut_terms(text);
  must_lie_within(terms, text.size(), "terms");
  for (const auto& term : terms) {
    must(!term.text.empty() && is_text(term.text), "a term is text");
    last = std::max(last, term.begin);
  }
  must(terms.empty() || last < text.size(), "a term begins within the text");
  must_lie_within(find_han_words(text), text.size(), "words");
  must_lie_within(find_days(text), text.size(), "days");
  for (const auto& day : find_days(text)) must(day.day >= 19000101 && day.day <= 21991231, "a day is a day");
  const auto numbers = find_doc_nos(text);
  must_lie_within(numbers, text.size(), "document numbers");
  for (const auto& number : numbers)
    for (const auto& term : mentioned_doc_no_terms(number)) must(is_text(term), "a number's term is text");
}

void check_passages(std::u32string_view text) {
  const auto passages = cut_passages(text);
  must(!passages.empty() && passages.front().begin == 0 && passages.back().end == text.size(),
       "passages cover the text");
  for (std::size_t i = 1; i < passages.size(); ++i)
    must(passages[i].begin <= passages[i - 1].end && passages[i].begin + cut_overlap >= passages[i - 1].end &&
             passages[i].end > passages[i - 1].end,
         "passages follow one another without a gap");
}

bool check(std::string_view input) {
  const auto source = to_code_points(input);
  if (is_text(input)) must(to_utf8(source) == input, "text is read as it stands");
  must(is_text(to_utf8(source)), "what is no text is replaced");
  const auto normal = normalise(source);
  check_normal(normal, source);
  check_terms(normal.text);
  check_passages(normal.text);
  must(is_text(to_utf8(blank_question_words(normal.text))), "a question stays text");
  for (const auto& names : find_synonyms(normal.text)) must(!names.empty(), "a name found has other names");
  BlockTerms block;
  block.add(normal.text, 0);
  block.add_to_all(normal.text, passages_per_block);
  block.for_each([](const std::string& term, PassageMask mask) { must(!term.empty() && mask != 0, "terms count"); });
  return is_text(input);
}

std::vector<std::string> seeds() {
  return {"关于开展２０１２年汛期安全生产大检查的通知，请于7月10日前反馈。",
          "铭安监函〔2012〕17号、国务院令第493号；二〇一二年三月一日，2012.3.1，五个单位，GB50016-2006 第3.2条",
          "應急預案 ㈠ ﬁ ß İ e\xCC\x81 \xF0\x9F\x98\x80 \xEE\x80\x80 カタカナ 한글", "什么是隐患排查？安监局有哪些职责",
          std::string{"\xED\xA0\x80\xFF\xC0\x80 abc\0x", 13}};
}

const Entered entered{{"analysis", "text", 16 << 10, 10'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
