// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cundang {

/// Builds a small XML document, escaped so that a parser gives back the same text. Two spaces of indent; an element
/// with text stands on one line. What XML 1.0 cannot carry (control characters, broken UTF-8) becomes U+FFFD.
///
///   XmlWriter xml;
///   xml.open("record").attribute("form", "1.0");
///   xml.leaf("title", "…");
///   xml.close();
///   send(xml.str());
class XmlWriter {
 public:
  /// Compact: no white space between elements, where bytes count before eyes.
  enum class Layout { Indented, Compact };
  /// Begins with the XML declaration.
  explicit XmlWriter(Layout layout = Layout::Indented);

  XmlWriter& open(std::string_view name);
  /// Of the element opened last; before its text and children.
  XmlWriter& attribute(std::string_view key, std::string_view value);
  /// Left out when `value` is empty.
  XmlWriter& attribute_if(std::string_view key, std::string_view value);
  XmlWriter& text(std::string_view text);
  XmlWriter& close();
  /// <name>text</name>
  XmlWriter& leaf(std::string_view name, std::string_view text);
  /// Left out when `text` is empty.
  XmlWriter& leaf_if(std::string_view name, std::string_view text);

  /// The document; every open element must be closed.
  const std::string& str() const;

 private:
  struct Open {
    std::string name;
    bool has_children = false;
    bool has_text = false;
  };
  void finish_start_tag();
  void new_line();
  std::string out_;
  std::vector<Open> stack_;
  bool in_start_tag_ = false;
  Layout layout_;
};

/// `text` escaped for element content (& < > and CR), or with `in_attribute` also for a double-quoted value.
std::string xml_escape(std::string_view text, bool in_attribute = false);

}  // namespace cundang
