// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/stored_record.h"

#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

void put_number(std::string& to, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) to += static_cast<char>(static_cast<unsigned char>(0x80 | (value & 0x7F)));
  to += static_cast<char>(value);
}

void put_text(std::string& to, std::string_view text) {
  put_number(to, text.size());
  to += text;
}

void put_texts(std::string& to, const std::vector<std::string>& texts) {
  put_number(to, texts.size());
  for (const auto& text : texts) put_text(to, text);
}

/// Stands behind each text, so that nothing is found across two of them; no letter, and no length of a text before it.
constexpr char text_end = 0x1E;

/// Reads what put_… wrote; everything is bounded by the bytes there are.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_{bytes} {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw Error{ErrorCode::IndexUnreadable, "a stored record is torn"};
  }
  std::string_view view() {
    const auto size = number();
    if (size > rest_.size()) throw Error{ErrorCode::IndexUnreadable, "a stored record is torn"};
    const auto view = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return view;
  }
  std::string text() { return std::string{view()}; }
  std::vector<std::string> texts() {
    std::vector<std::string> texts;
    for (auto left = number(); left > 0; --left) texts.push_back(text());
    return texts;
  }

 private:
  std::string_view rest_;
};

}  // namespace

std::string encode_head(const IndexEntry& entry) {
  std::string bytes;
  put_text(bytes, entry.id);
  put_number(bytes, static_cast<std::uint64_t>(entry.number));
  for (const auto* text : {&entry.source_id, &entry.kind, &entry.kind_name, &entry.series, &entry.title, &entry.doc_no,
                           &entry.issuer, &entry.label})
    put_text(bytes, *text);
  put_texts(bytes, entry.units);
  put_texts(bytes, entry.audience);
  put_text(bytes, entry.date ? to_text(*entry.date) : "");
  put_number(bytes, entry.date_presumed);
  put_number(bytes, static_cast<std::uint64_t>(entry.received_at.ms));
  return bytes;
}

std::string encode_paragraphs(const IndexEntry& entry) {
  std::string texts, bytes;
  for (const auto& paragraph : entry.paragraphs) {
    put_text(texts, paragraph.text);
    texts += text_end;
  }
  put_number(bytes, entry.paragraphs.size());
  put_text(bytes, texts);
  for (const auto& paragraph : entry.paragraphs) {
    put_number(bytes, static_cast<std::uint64_t>(paragraph.kind));
    put_number(bytes, static_cast<std::uint64_t>(paragraph.level));
    put_text(bytes, paragraph.id);
  }
  return bytes;
}

IndexEntry decode_head(std::string_view bytes) {
  Reader reader{bytes};
  IndexEntry entry;
  entry.id = reader.text();
  entry.number = static_cast<std::int64_t>(reader.number());
  for (auto* text : {&entry.source_id, &entry.kind, &entry.kind_name, &entry.series, &entry.title, &entry.doc_no,
                     &entry.issuer, &entry.label})
    *text = reader.text();
  entry.units = reader.texts();
  entry.audience = reader.texts();
  entry.date = parse_date(reader.text());
  entry.date_presumed = reader.number() != 0;
  entry.received_at.ms = static_cast<std::int64_t>(reader.number());
  return entry;
}

std::vector<Paragraph> decode_paragraphs(std::string_view bytes) {
  Reader reader{bytes};
  const auto count = reader.number();
  Reader texts{reader.view()};
  std::vector<Paragraph> paragraphs;
  for (std::uint64_t i = 0; i < count; ++i) {
    Paragraph paragraph;
    paragraph.kind = static_cast<Paragraph::Kind>(reader.number());
    paragraph.level = static_cast<int>(reader.number());
    paragraph.id = reader.text();
    paragraph.text = texts.text();
    texts.number();  // text_end
    paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

std::string_view texts_in(std::string_view bytes) {
  Reader reader{bytes};
  reader.number();
  return reader.view();
}

}  // namespace cundang::indexer
