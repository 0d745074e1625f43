// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/xml_writer.h"

#include <cassert>

#include "schema/model/utf8.h"

namespace cundang {

XmlWriter::XmlWriter(Layout layout) : out_{"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"}, layout_{layout} {}

XmlWriter& XmlWriter::open(std::string_view name) {
  finish_start_tag();
  if (!stack_.empty()) stack_.back().has_children = true;
  if (stack_.empty() || !stack_.back().has_text) new_line();
  out_ += '<';
  out_ += name;
  stack_.push_back({std::string{name}});
  in_start_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view key, std::string_view value) {
  assert(in_start_tag_);
  out_ += ' ';
  out_ += key;
  out_ += "=\"";
  out_ += xml_escape(value, true);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::attribute_if(std::string_view key, std::string_view value) {
  return value.empty() ? *this : attribute(key, value);
}

XmlWriter& XmlWriter::text(std::string_view text) {
  assert(!stack_.empty());
  if (text.empty()) return *this;
  finish_start_tag();
  stack_.back().has_text = true;
  out_ += xml_escape(text);
  return *this;
}

XmlWriter& XmlWriter::close() {
  assert(!stack_.empty());
  const auto element = std::move(stack_.back());
  stack_.pop_back();
  if (in_start_tag_) {
    out_ += "/>";
    in_start_tag_ = false;
  } else {
    if (element.has_children && !element.has_text) new_line();
    out_ += "</" + element.name + ">";
  }
  if (stack_.empty()) out_ += '\n';
  return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view name, std::string_view content) { return open(name).text(content).close(); }

XmlWriter& XmlWriter::leaf_if(std::string_view name, std::string_view content) {
  return content.empty() ? *this : leaf(name, content);
}

const std::string& XmlWriter::str() const {
  assert(stack_.empty());
  return out_;
}

void XmlWriter::finish_start_tag() {
  if (in_start_tag_) out_ += '>';
  in_start_tag_ = false;
}

void XmlWriter::new_line() {
  if (layout_ == Layout::Compact && !stack_.empty()) return;
  out_ += '\n';
  out_.append(stack_.size() * 2, ' ');
}

std::string xml_escape(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const auto length = utf8::xml_character(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    switch (const char c = text.front()) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\r':
        out += "&#13;";
        break;  // a parser would make it a line feed
      case '"':
        out += in_attribute ? "&quot;" : "\"";
        break;
      case '\n':
        out += in_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += in_attribute ? "&#9;" : "\t";
        break;
      default:
        length == 1 ? void(out += c) : void(out.append(text.substr(0, length)));
    }
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace cundang
