// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/inventory.h"

#include <algorithm>
#include <vector>

#include "archive/packages/ocfl_layout.h"
#include "schema/model/utf8.h"

namespace cundang::packages {
namespace {

/// RFC 8259 section 7: what must be escaped, and nothing else.
std::string json_text(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x20)
      (out += "\\u00") += {hex[octet >> 4U], hex[octet & 15U]};
    else if (c == '"' || c == '\\')
      (out += '\\') += c;
    else
      out += c;
  }
  return out + "\"";
}

std::optional<std::string> from_json_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
    } else if (text.substr(i).starts_with("\\u00") && i + 6 <= text.size()) {
      const auto octet = from_hex(text.substr(i + 4, 2));
      if (!octet) return std::nullopt;
      out += *octet;
      i += 5;
    } else if (i + 1 < text.size()) {
      out += text[++i];
    } else {
      return std::nullopt;
    }
  }
  return out;
}

/// Lines `"DIGEST": ["PATH", …],` of manifest or state; files of the same bytes share a line.
std::string digest_lines(const Inventory& inventory, std::string_view indent, std::string_view prefix) {
  std::map<Sha512, std::vector<std::string>> by_digest;
  for (const auto& [name, digest] : inventory.files) by_digest[digest].push_back(std::string{prefix} + name);
  std::string lines;
  for (const auto& [digest, names] : by_digest) {
    if (!lines.empty()) lines += ",\n";
    (lines += indent) += json_text(digest.hex()) + ": [";
    for (std::size_t i = 0; i < names.size(); ++i) lines += (i == 0 ? "" : ", ") + json_text(names[i]);
    lines += "]";
  }
  return lines + "\n";
}

std::optional<std::string_view> between(std::string_view text, std::string_view before, std::string_view after) {
  const auto begin = text.find(before);
  if (begin == std::string_view::npos) return std::nullopt;
  const auto from = begin + before.size();
  const auto end = text.find(after, from);
  if (end == std::string_view::npos) return std::nullopt;
  return text.substr(from, end - from);
}

/// Takes the lines of the manifest leniently: the caller compares the text written again with the text read.
bool read_files(std::string_view lines, Inventory& inventory) {
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const auto hex = between(line, "\"", "\"");
    const auto digest = hex ? Sha512::from_hex_text(*hex) : std::nullopt;
    auto names = between(line, "[", "]");
    if (!digest || !names) return false;
    while (const auto name = between(*names, "\"v1/content/", "\"")) {
      const auto plain = from_json_text(*name);
      if (!plain || !inventory.files.emplace(*plain, *digest).second) return false;
      names->remove_prefix(static_cast<std::size_t>(name->end() - names->begin()) + 1);
    }
  }
  return true;
}

}  // namespace

std::string to_json(const Inventory& inventory) {
  return "{\n  \"id\": " + json_text(inventory.id.text) + ",\n  \"type\": " + json_text(ocfl::inventory_type) +
         ",\n  \"digestAlgorithm\": \"sha512\",\n  \"head\": \"v1\",\n  \"contentDirectory\": \"content\",\n"
         "  \"manifest\": {\n" +
         digest_lines(inventory, "    ", ocfl::content_prefix) +
         "  },\n  \"versions\": {\n    \"v1\": {\n      \"created\": " + json_text(to_text(inventory.created)) +
         ",\n      \"message\": " + json_text(inventory.message) + ",\n      \"state\": {\n" +
         digest_lines(inventory, "        ", "") +
         "      },\n      \"user\": {\"name\": \"cundang\", \"address\": \"urn:cundang:archive\"}\n    }\n  }\n}\n";
}

std::optional<Inventory> parse_inventory(std::string_view json) {
  if (!utf8::well_formed(json)) return std::nullopt;  // RFC 8259 section 8.1
  Inventory inventory;
  const auto id = between(json, "\"id\": \"", "\",\n");
  const auto files = between(json, "\"manifest\": {\n", "\n  },\n");
  const auto created = between(json, "\"created\": \"", "\",\n");
  const auto message = between(json, "\"message\": \"", "\",\n");
  if (!id || !files || !created || !message) return std::nullopt;
  const auto id_text = from_json_text(*id);
  const auto instant = parse_instant(*created);
  auto message_text = from_json_text(*message);
  if (!id_text || !instant || !message_text || !read_files(*files, inventory)) return std::nullopt;
  inventory.id.text = *id_text;
  inventory.created = *instant;
  inventory.message = std::move(*message_text);
  return to_json(inventory) == json ? std::optional{std::move(inventory)} : std::nullopt;
}

}  // namespace cundang::packages
