// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/value_words.h"

#include <algorithm>
#include <array>

#include "schema/model/utf8.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {
namespace {

/// Which values a place takes, by the name of the attribute or element: enough to say what to write.
enum class Shape { Other, Id, Day, Moment, Unit, Record, Obligation, Period, Number, Truth, Sha256, MediaType };

struct Named {
  std::string_view name;
  Shape shape;
};

constexpr std::array shapes{Named{"date", Shape::Day},         Named{"due", Shape::Day},
                            Named{"from", Shape::Day},         Named{"until", Shape::Day},
                            Named{"to", Shape::Day},           Named{"on", Shape::Day},
                            Named{"meeting-date", Shape::Day}, Named{"held-on", Shape::Day},
                            Named{"published-on", Shape::Day}, Named{"printed-on", Shape::Day},
                            Named{"received-on", Shape::Day},  Named{"signed-on", Shape::Day},
                            Named{"found-on", Shape::Day},     Named{"cleared-on", Shape::Day},
                            Named{"checked-on", Shape::Day},   Named{"handed-over", Shape::Day},
                            Named{"begins", Shape::Day},       Named{"ends", Shape::Day},
                            Named{"at", Shape::Moment},        Named{"talk-time", Shape::Moment},
                            Named{"occurred", Shape::Moment},  Named{"accepted-time", Shape::Moment},
                            Named{"unit", Shape::Unit},        Named{"code", Shape::Unit},
                            Named{"lead", Shape::Unit},        Named{"on-behalf-of", Shape::Unit},
                            Named{"district", Shape::Unit},    Named{"record", Shape::Record},
                            Named{"finding", Shape::Record},   Named{"obligation", Shape::Obligation},
                            Named{"period", Shape::Period},    Named{"term", Shape::Number},
                            Named{"number", Shape::Number},    Named{"size", Shape::Number},
                            Named{"days", Shape::Number},      Named{"level", Shape::Number},
                            Named{"deaths", Shape::Number},    Named{"serious-injuries", Shape::Number},
                            Named{"loss", Shape::Number},      Named{"expects", Shape::Number},
                            Named{"historical", Shape::Truth}, Named{"granted", Shape::Truth},
                            Named{"accepted", Shape::Truth},   Named{"confirmed", Shape::Truth},
                            Named{"required", Shape::Truth},   Named{"presumed", Shape::Truth},
                            Named{"held", Shape::Truth},       Named{"off", Shape::Truth},
                            Named{"sha256", Shape::Sha256},    Named{"media-type", Shape::MediaType}};

Shape shape_of(std::string_view element, std::string_view attribute) {
  if (attribute == "id") {
    if (element == "obligation") return Shape::Obligation;
    return element == "record" || element == "about" ? Shape::Record : Shape::Id;
  }
  const auto name = attribute.empty() ? element : attribute;
  const bool of_packs = (element == "due" || element == "policy" || element == "band") && name != "until";
  if (of_packs && !(element == "policy" && name == "from")) return Shape::Other;  // words of their own: unit, from
  const auto found = std::find_if(shapes.begin(), shapes.end(), [&](const Named& row) { return row.name == name; });
  return found == shapes.end() ? Shape::Other : found->shape;
}

Text cure_of(Shape shape) {
  switch (shape) {
    case Shape::Day:
      return {"请写成 2012-07-02 的形式，且须是存在的日期", "write a day that exists, like 2012-07-02"};
    case Shape::Moment:
      return {"请写成 2012-07-02T09:00:00+08:00 的形式", "write a time like 2012-07-02T09:00:00+08:00"};
    case Shape::Unit:
      return {"请填写单位名录中的单位代码（大写字母、数字、连字符，1–32 位）",
              "write a code of the unit register (A–Z, 0–9 and -, 1–32)"};
    case Shape::Record:
      return {"请填写接收登记号，如 R0000012", "write an accession number like R0000012"};
    case Shape::Obligation:
      return {"请填写 32 位小写十六进制的应办事项编号", "write the 32 lower-case hex digits of the obligation"};
    case Shape::Period:
      return {"请写成 2012、2012-H1、2012-Q3、2012-07 或 2012-汛期 的形式",
              "write 2012, 2012-H1, 2012-Q3, 2012-07 or 2012-汛期"};
    case Shape::Number:
      return {"请填写允许范围内的整数", "write a whole number within the range allowed"};
    case Shape::Truth:
      return {"请填写 true 或 false", "write true or false"};
    case Shape::Sha256:
      return {"请填写附件的 SHA-256（64 位小写十六进制）",
              "write the attachment's SHA-256 in 64 lower-case hex digits"};
    case Shape::MediaType:
      return {"请填写媒体类型，如 application/pdf", "write a media type like application/pdf"};
    default:
      return {"请改为格式说明允许的取值", "use a value that the form allows"};
  }
}

std::string code_of(Shape shape) {
  switch (shape) {
    case Shape::Day:
    case Shape::Moment:
      return "form.bad-date";
    case Shape::Unit:
    case Shape::Record:
    case Shape::Obligation:
      return "form.bad-code";
    case Shape::Id:
      return "form.bad-id";
    default:
      return "form.bad-value";
  }
}

std::string shortened(std::string_view value) {
  constexpr int most = 40;
  std::size_t at = 0;
  for (int i = 0; i < most && at < value.size(); ++i) at += std::max<std::size_t>(1, utf8::character(value.substr(at)));
  return std::string{value.substr(0, at)} + (at < value.size() ? "…" : "");
}

bool blank(std::string_view value) { return value.find_first_not_of(" \t\r\n") == std::string_view::npos; }

ValueWords id_words(const std::string& value) {
  if (xmlValidateNCName(chars(value.c_str()), 0) == 0)
    return {"form.duplicate-id",
            {" “" + shortened(value) + "” 重复", " '" + shortened(value) + "' occurs twice"},
            {"请为每个段落或事项使用不同的 id", "give each paragraph or matter an id of its own"}};
  return {
      "form.bad-id",
      {" “" + shortened(value) + "” 不是有效的标识", " '" + shortened(value) + "' is no valid id"},
      {"请以字母开头，只用字母、数字、- 和 _，如 p1", "begin with a letter; use letters, digits, - and _, like p1"}};
}

}  // namespace

ValueWords value_words(std::string_view element, std::string_view attribute, const std::string& value) {
  if (blank(value))
    return {"form.empty",
            {attribute.empty() ? "是空的" : " 是空的", " is empty"},
            {"请填写内容；没有内容的可选元素请删除", "fill it in; remove it where it is optional"}};
  const auto shape = shape_of(element, attribute);
  if (shape == Shape::Id) return id_words(value);
  if (shape == Shape::Other && value.size() > 300)
    return {"form.too-long", {" 过长或不合要求", " is too long or not allowed"}, {"请精简内容", "make it shorter"}};
  const auto quote = shortened(value);
  return {code_of(shape), {" “" + quote + "” 不符合要求", " '" + quote + "' is not allowed"}, cure_of(shape)};
}

}  // namespace cundang::forms
