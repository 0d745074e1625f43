// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/byte_checks.h"

#include <algorithm>

#include "schema/model/utf8.h"

namespace cundang::forms {
namespace {

const Text utf8_cure{"请另存为 UTF-8 编码后重新上传", "save it as UTF-8 and upload again"};

int line_at(std::string_view bytes, std::size_t offset) {
  return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

/// UTF-16 and UTF-32 announce themselves by a mark, or by zero bytes around the first '<'.
bool is_wide(std::string_view bytes) {
  using namespace std::string_view_literals;
  for (const auto start : {"\xFF\xFE"sv, "\xFE\xFF"sv, "\0\0\xFE\xFF"sv, "<\0"sv, "\0<"sv, "\0\0\0<"sv})
    if (bytes.starts_with(start)) return true;
  return false;
}

/// Value of a pseudo-attribute of the XML declaration, empty where absent.
std::string_view declared(std::string_view declaration, std::string_view key) {
  const auto at = declaration.find(key);
  if (at == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view{} : declaration.substr(open + 1, close - open - 1);
}

bool is_utf8_name(std::string_view name) {
  const std::string_view wanted = "UTF-8";
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; });
}

/// XML 1.0, production 81 (EncName), of a length that some encoding has.
bool is_encoding_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return name.size() <= 40 && letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
         });
}

bool check_declaration(std::string_view bytes, FindingList& findings) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!bytes.starts_with("<?xml")) return true;
  const auto declaration = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{1024}));
  const auto encoding = declared(declaration, "encoding");
  if (!encoding.empty() && !is_utf8_name(encoding)) {
    // What is no name may be broken, or text of the document behind a quote that is not closed: it is not shown.
    const auto shown = is_encoding_name(encoding) ? " " + std::string{encoding} : std::string{};
    findings.add("xml.encoding", "/", 1,
                 {"XML 声明的编码" + (shown.empty() ? "不是 UTF-8" : "是" + shown) + "，只接受 UTF-8",
                  "the XML declaration names " + (shown.empty() ? "no encoding" : "the encoding" + shown) +
                      "; only UTF-8 is taken"},
                 utf8_cure);
    return false;
  }
  const auto version = declared(declaration, "version");
  if (!version.empty() && version != "1.0") {
    findings.add("xml.version", "/", 1, {"XML 版本不是 1.0", "the XML version is not 1.0"},
                 {"请将 XML 声明改为 version=\"1.0\"", "write version=\"1.0\" in the XML declaration"});
    return false;
  }
  return true;
}

void report_bad_character(std::string_view bytes, std::size_t at, FindingList& findings) {
  const auto line = line_at(bytes, at);
  if (utf8::character(bytes.substr(at)) == 0) {
    findings.add("xml.broken-utf8", "/", line,
                 {"第 " + std::to_string(at + 1) + " 个字节处不是有效的 UTF-8（文件可能是 GBK 编码或已损坏）",
                  "byte " + std::to_string(at + 1) + " is not valid UTF-8 (perhaps GBK, or damaged)"},
                 utf8_cure);
    return;
  }
  findings.add("xml.bad-character", "/", line,
               {"含有 XML 不允许的控制字符（第 " + std::to_string(at + 1) + " 个字节）",
                "a control character that XML does not allow (byte " + std::to_string(at + 1) + ")"},
               {"请删除该字符后重新上传", "remove the character and upload again"});
}

/// Attributes in the start tag whose '<' stands just before `tag`: values closed by their own quote before '>' or the
/// next '<'. While the tag is well-formed that is what libxml2 counts; at the first fault libxml2 stops counting.
int attributes_in(std::string_view tag) {
  int count = 0;
  char quote = 0;
  for (const char c : tag) {
    if (c == '<') break;
    if (quote != 0) {
      if (c == quote) quote = 0, ++count;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    }
  }
  return count;
}

bool check_attributes(std::string_view bytes, const ReadLimits& limits, FindingList& findings) {
  for (auto at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    if (attributes_in(bytes.substr(at + 1)) <= limits.attributes) continue;
    const auto most = std::to_string(limits.attributes);
    findings.add("xml.too-many-attributes", "/", line_at(bytes, at),
                 {"一个元素的属性超过 " + most + " 个", "an element has more than " + most + " attributes"},
                 {"请按格式说明减少属性", "remove attributes, as the form says"});
    return false;
  }
  return true;
}

}  // namespace

bool check_bytes(std::string_view bytes, const ReadLimits& limits, FindingList& findings) {
  if (bytes.empty()) {
    findings.add("xml.empty", "/", 0, {"文件是空的", "the file is empty"},
                 {"请选择正确的文件重新上传", "choose the right file and upload again"});
    return false;
  }
  if (bytes.size() > limits.bytes) {
    findings.add(
        "xml.too-large", "/", 0,
        {"文件有 " + std::to_string(bytes.size()) + " 字节，超过上限 " + std::to_string(limits.bytes) + " 字节",
         "the file has " + std::to_string(bytes.size()) + " bytes, more than " + std::to_string(limits.bytes)},
        {"请将大段内容改为附件", "move large content into attachments"});
    return false;
  }
  if (is_wide(bytes)) {
    findings.add("xml.encoding", "/", 1,
                 {"文件是 UTF-16 或 UTF-32 编码，只接受 UTF-8", "the file is UTF-16 or UTF-32; only UTF-8 is taken"},
                 utf8_cure);
    return false;
  }
  if (!check_declaration(bytes, findings)) return false;
  if (const auto bad = utf8::first_bad(bytes); bad < bytes.size()) {
    report_bad_character(bytes, bad, findings);
    return false;
  }
  return check_attributes(bytes, limits, findings);
}

}  // namespace cundang::forms
