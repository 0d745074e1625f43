// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cundang {

/// One element of a record's kind-specific content, as plain values: what the rules select from.
/// Names are local names of namespace urn:cundang:record:1; text is the element's own character data, trimmed.
struct Node {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< document order
  std::string text;
  std::vector<Node> children;
  int line = 0;

  bool operator==(const Node&) const = default;
  /// Value of an attribute, empty where absent.
  std::string_view attribute(std::string_view key) const {
    for (const auto& [name_, value] : attributes)
      if (name_ == key) return value;
    return {};
  }
  const Node* child(std::string_view wanted) const {
    for (const auto& each : children)
      if (each.name == wanted) return &each;
    return nullptr;
  }
  /// Text of the first child of that name, empty where absent.
  std::string_view child_text(std::string_view wanted) const {
    const auto* found = child(wanted);
    return found ? std::string_view{found->text} : std::string_view{};
  }
  /// Every element reached by a path of child names, e.g. "attendees/unit".
  std::vector<const Node*> select(std::string_view path) const {
    std::vector<const Node*> found;
    const auto slash = path.find('/');
    const auto head = path.substr(0, slash);
    for (const auto& each : children) {
      if (each.name != head) continue;
      if (slash == std::string_view::npos) {
        found.push_back(&each);
      } else {
        for (const auto* deeper : each.select(path.substr(slash + 1))) found.push_back(deeper);
      }
    }
    return found;
  }
};

}  // namespace cundang
