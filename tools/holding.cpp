// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/holding.h"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <optional>

#include "schema/model/error.h"
#include "schema/model/utf8.h"

namespace cundang::tools {
namespace {

constexpr std::size_t chunk = 65536;
constexpr int depth_max = 8;  // the fields are plain texts

Finding fault(std::string code, std::string place, Text reason, Text cure) {
  return {"import." + std::move(code), Severity::Fault, std::move(place), 0, std::move(reason), std::move(cure)};
}

/// Byte at which `line` stops being text, told in the way of editors: counted from 1.
Finding not_utf8(std::size_t at) {
  const auto place = std::to_string(at + 1);
  return fault("not-utf8", "byte " + place,
               {"第 " + place + " 字节起不是 UTF-8 文本", "from byte " + place + " on this is no UTF-8 text"},
               {"请把文件转为 UTF-8，例如 iconv -f GB18030 -t UTF-8",
                "convert the file to UTF-8, such as by iconv -f GB18030 -t UTF-8"});
}

Finding no_object() {
  return fault(
      "json", "line", {"该行不是一个完整的 JSON 对象", "the line is no whole JSON object"},
      {"每行写一个 JSON 对象，如 {\"id\":\"1\",\"title\":\"…\"}；检查引号、逗号和括号",
       "write one JSON object a line, such as {\"id\":\"1\",\"title\":\"…\"}; check quotes, commas and braces"});
}

std::optional<Poco::JSON::Object::Ptr> parse(std::string_view line) try {
  Poco::JSON::Parser parser;
  parser.setDepth(depth_max);
  const auto value = parser.parse(std::string{line});
  if (value.type() != typeid(Poco::JSON::Object::Ptr)) return std::nullopt;
  return value.extract<Poco::JSON::Object::Ptr>();
} catch (const Poco::Exception&) {
  return std::nullopt;
}

/// A text; a whole number is taken for its digits, null for absent.
void read_field(const Poco::JSON::Object& object, const char* name, std::string& into, Findings& findings) {
  if (!object.has(name) || object.isNull(name)) return;
  const auto value = object.get(name);
  if (value.isString() || (value.isInteger() && !value.isBoolean())) {
    into = value.convert<std::string>();
    // Control characters of old text files are left to the importer; half a surrogate pair is no text at all.
    for (std::size_t at = 0; at < into.size();) {
      const auto length = utf8::character(std::string_view{into}.substr(at));
      if (length == 0) {
        findings.push_back(fault("not-utf8", name,
                                 {std::string{"字段 "} + name + " 含有不成字符的编码",
                                  std::string{"the field "} + name + " holds half a character"},
                                 {"请更正 \\u 转义", "correct the \\u escapes"}));
        return;
      }
      at += length;
    }
    return;
  }
  findings.push_back(fault(
      "wrong-type", name, {std::string{"字段 "} + name + " 不是文本", std::string{"the field "} + name + " is no text"},
      {"请写成带引号的文本", "write it as a text in quotes"}));
}

void need(const std::string& value, const char* name, Findings& findings) {
  if (value.find_first_not_of(" \t\r\n") != std::string::npos) return;
  for (const auto& finding : findings)
    if (finding.place == name) return;  // said already
  findings.push_back(fault("missing-field", name,
                           {std::string{"缺少字段 "} + name, std::string{"the field "} + name + " is missing"},
                           {"请补上该字段", "add the field"}));
}

}  // namespace

Outcome<Holding> read_holding(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const auto length = utf8::character(line.substr(at));
    if (length == 0) return Findings{not_utf8(at)};
    at += length;
  }
  const auto object = parse(line);
  if (!object) return Findings{no_object()};
  Holding holding;
  Findings findings;
  const std::pair<const char*, std::string*> fields[] = {{"id", &holding.id},
                                                         {"kind", &holding.kind},
                                                         {"title", &holding.title},
                                                         {"issuer", &holding.issuer},
                                                         {"doc_no", &holding.doc_no},
                                                         {"date", &holding.date},
                                                         {"recipients", &holding.recipients},
                                                         {"body", &holding.body}};
  for (const auto& [name, text] : fields) read_field(**object, name, *text, findings);
  need(holding.id, "id", findings);
  need(holding.title, "title", findings);
  if (!holding.date.empty() && holding.date.find_first_not_of("0123456789") < 4)
    findings.push_back(fault("bad-date", "date", {"字段 date 读不出年份", "no year can be read from the field date"},
                             {"请写作 2012-07-02 或 2012；不知道就留空",
                              "write 2012-07-02 or 2012, or leave it empty where it is not known"}));
  if (has_fault(findings)) return findings;
  return holding;
}

bool HoldingLines::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const auto old = buffer_.size();
  buffer_.resize(old + chunk);
  in_.read(buffer_.data() + old, chunk);
  buffer_.resize(old + static_cast<std::size_t>(in_.gcount()));
  if (in_.bad()) throw Error{ErrorCode::FileUnreadable}.with("line", std::to_string(number_ + 1));
  return buffer_.size() > old;
}

bool HoldingLines::next(std::string& line) {
  line.clear();
  too_long_ = false;
  if (at_ == buffer_.size() && !fill()) return false;
  ++number_;
  if (number_ == 1) {
    while (buffer_.size() - at_ < 3 && fill()) {
    }
    if (std::string_view{buffer_}.substr(at_).starts_with("\xEF\xBB\xBF")) at_ += 3;
  }
  for (;;) {
    const auto end = buffer_.find('\n', at_);
    const auto piece = std::string_view{buffer_}.substr(at_, end == std::string::npos ? end : end - at_);
    if (line.size() + piece.size() > bytes_max)
      too_long_ = true;
    else if (!too_long_)
      line += piece;
    at_ += piece.size();
    if (end != std::string::npos) {
      ++at_;
      break;
    }
    if (!fill()) break;
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return true;
}

Finding line_too_long() {
  return fault("line-too-long", "line", {"该行超过 16 MB", "the line is longer than 16 MB"},
               {"请拆分该件，或以 XML 和附件上传", "divide the paper, or upload it as XML with attachments"});
}

}  // namespace cundang::tools
