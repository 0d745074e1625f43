// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_words.h"

#include <array>
#include <utility>

namespace cundang::forms {
namespace {

template <class Value>
using Words = std::array<std::pair<Value, std::string_view>, 3>;

constexpr Words<Label> labels{{{Label::Public, "公开"}, {Label::Internal, "内部"}, {Label::WorkSecret, "工作秘密"}}};
constexpr Words<Answer::Extent> extents{
    {{Answer::Extent::Full, "full"}, {Answer::Extent::Part, "part"}, {Answer::Extent::Stage, "stage"}}};
constexpr Words<Paragraph::Kind> paragraphs{
    {{Paragraph::Kind::Heading, "heading"}, {Paragraph::Kind::Text, "p"}, {Paragraph::Kind::Item, "item"}}};

template <class Value>
std::string_view word(const Words<Value>& words, Value wanted) {
  for (const auto& [value, text] : words)
    if (value == wanted) return text;
  return {};
}

template <class Value>
std::optional<Value> parse(const Words<Value>& words, std::string_view wanted) {
  for (const auto& [value, text] : words)
    if (text == wanted) return value;
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Label label) { return word(labels, label); }
std::optional<Label> parse_label(std::string_view text) { return parse(labels, text); }
std::string_view to_text(Answer::Extent extent) { return word(extents, extent); }
std::optional<Answer::Extent> parse_extent(std::string_view text) { return parse(extents, text); }
std::string_view element_name(Paragraph::Kind kind) { return word(paragraphs, kind); }
std::optional<Paragraph::Kind> parse_paragraph_kind(std::string_view element) { return parse(paragraphs, element); }

}  // namespace cundang::forms
