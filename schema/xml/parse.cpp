// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/parse.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <vector>

#include "schema/xml/xml_faults.h"

namespace cundang::forms {
namespace {

/// What one parse counts; hangs on the parser context.
struct Watch {
  const ReadLimits& limits;
  FindingList& findings;
  int depth = 0;
  int elements = 0;
  int namespaces = 0;
  std::size_t text_bytes = 0;
  int complaints = 0;
  bool stopped = false;
  bool broken = false;  ///< a fault of structure was reported; what follows from it is not
};

Watch& watch_of(xmlParserCtxt* parser) { return *static_cast<Watch*>(parser->_private); }

/// Place of a complaint; after many the parser stops, for each may cost a walk over all siblings.
std::string place_of(xmlParserCtxt* parser) {
  constexpr int most_complaints = 500;
  auto& watch = watch_of(parser);
  if (++watch.complaints > most_complaints) {
    watch.stopped = true;
    xmlStopParser(parser);
    return "/";
  }
  return parser->node ? path_of(parser->node) : "/";
}

void stop(xmlParserCtxt* parser, const char* code, Text reason, Text cure) {
  auto& watch = watch_of(parser);
  if (watch.stopped) return;
  watch.stopped = true;
  watch.findings.add(code, place_of(parser), parser->input ? parser->input->line : 0, std::move(reason),
                     std::move(cure));
  xmlStopParser(parser);
}

void stop_at_limit(xmlParserCtxt* parser, const char* code, const char* zh, const char* en, std::size_t limit) {
  const auto most = std::to_string(limit);
  stop(parser, code, {std::string{zh} + "超过上限 " + most, std::string{en} + " exceed the limit of " + most},
       {"请按格式说明精简内容，或改为附件", "simplify the document as the form says, or use attachments"});
}

bool within_limits(xmlParserCtxt* parser, int namespaces) {
  auto& watch = watch_of(parser);
  watch.text_bytes = 0;
  watch.namespaces += namespaces;
  if (++watch.depth > watch.limits.depth)
    stop_at_limit(parser, "xml.too-deep", "元素嵌套层数", "nested elements",
                  static_cast<std::size_t>(watch.limits.depth));
  else if (++watch.elements > watch.limits.elements)
    stop_at_limit(parser, "xml.too-many-elements", "元素个数", "elements",
                  static_cast<std::size_t>(watch.limits.elements));
  else if (watch.namespaces > watch.limits.namespaces)
    stop_at_limit(parser, "xml.too-many-namespaces", "命名空间声明个数", "namespace declarations",
                  static_cast<std::size_t>(watch.limits.namespaces));
  return !watch.stopped;
}

/// libxml2 hands attributes as rows of five: name, prefix, namespace, begin and end of the value.
struct AttributeRows {
  std::vector<const xmlChar*> kept;
  int count = 0;
};

AttributeRows keep_plain(xmlParserCtxt* parser, int count, const xmlChar** rows) {
  AttributeRows plain;
  for (int i = 0; i < count; ++i) {
    const auto** row = rows + std::ptrdiff_t{5} * i;
    if (row[2] == nullptr) {
      plain.kept.insert(plain.kept.end(), row, row + 5);
      ++plain.count;
    } else if (!(view(row[1]) == "xml" && view(row[0]) == "lang")) {
      const auto name = std::string{view(row[1])} + ":" + std::string{view(row[0])};
      watch_of(parser).findings.add(
          "xml.foreign-attribute", place_of(parser), parser->input->line,
          {"不允许带前缀的属性 " + name, "the prefixed attribute " + name + " is not allowed"},
          {"请删除该属性；只可使用 xml:lang", "remove it; only xml:lang may be used"});
    }
  }
  return plain;
}

void on_start(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int namespace_count,
              const xmlChar** namespaces, int attribute_count, int defaulted, const xmlChar** attributes) {
  auto* parser = static_cast<xmlParserCtxt*>(context);
  if (!within_limits(parser, namespace_count)) return;
  bool foreign = false;
  for (int i = 0; i < attribute_count && !foreign; ++i) foreign = attributes[5 * i + 2] != nullptr;
  if (foreign) {
    auto plain = keep_plain(parser, attribute_count, attributes);
    xmlSAX2StartElementNs(context, name, prefix, uri, namespace_count, namespaces, plain.count, 0, plain.kept.data());
  } else {
    xmlSAX2StartElementNs(context, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted,
                          attributes);
  }
  if (parser->node) set_line(parser->node, parser->input->line);
}

void on_end(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
  auto& watch = watch_of(static_cast<xmlParserCtxt*>(context));
  --watch.depth;
  watch.text_bytes = 0;
  xmlSAX2EndElementNs(context, name, prefix, uri);
}

void on_text(void* context, const xmlChar* text, int length) {
  auto* parser = static_cast<xmlParserCtxt*>(context);
  auto& watch = watch_of(parser);
  watch.text_bytes += static_cast<std::size_t>(length);
  if (watch.text_bytes > watch.limits.text_bytes)
    return stop_at_limit(parser, "xml.too-long-text", "一段文字的字节数", "bytes of one text", watch.limits.text_bytes);
  xmlSAX2Characters(context, text, length);
}

void on_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  stop(static_cast<xmlParserCtxt*>(context), "xml.doctype",
       {"不允许 DOCTYPE 声明", "a DOCTYPE declaration is not allowed"},
       {"请删除 <!DOCTYPE …> 及其中的实体定义", "remove <!DOCTYPE …> and the entities in it"});
}

void on_instruction(void* context, const xmlChar*, const xmlChar*) {
  auto* parser = static_cast<xmlParserCtxt*>(context);
  watch_of(parser).findings.add("xml.processing-instruction", place_of(parser), parser->input->line,
                                {"不允许处理指令 <?…?>", "a processing instruction <?…?> is not allowed"},
                                {"请删除该处理指令", "remove it"});
}

void on_comment(void*, const xmlChar*) {}  // not part of the record

void on_error(void* context, xmlError* error) {
  auto* parser = static_cast<xmlParserCtxt*>(context);
  if (error == nullptr || error->level < XML_ERR_ERROR) return;
  auto& watch = watch_of(parser);
  if (watch.stopped) return;
  const auto fault = xml_fault(error->code);
  if (fault.breaks_structure && watch.broken) return;  // a consequence of the first
  watch.broken = watch.broken || fault.breaks_structure;
  watch.findings.add(fault.code, place_of(parser), error->line, fault.reason, fault.cure);
}

void hang_in(xmlParserCtxt* parser, Watch& watch) {
  parser->_private = &watch;
  auto& sax = *parser->sax;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_text;
  sax.internalSubset = on_doctype;
  sax.externalSubset = on_doctype;
  sax.processingInstruction = on_instruction;
  sax.comment = on_comment;
  sax.serror = on_error;
}

}  // namespace

DocPtr parse(std::string_view bytes, const ReadLimits& limits, FindingList& findings) {
  ParserPtr parser{xmlNewParserCtxt()};
  if (!parser) throw std::bad_alloc{};
  Watch watch{limits, findings};
  hang_in(parser.get(), watch);
  constexpr int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT;
  DocPtr doc{xmlCtxtReadMemory(parser.get(), bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, options)};
  if (!doc && !watch.stopped && !watch.broken && !findings.has_fault())
    findings.add("xml.not-well-formed", "/", 0, xml_fault(0).reason, xml_fault(0).cure);
  if (watch.stopped || parser->wellFormed == 0) doc.reset();
  return doc;
}

}  // namespace cundang::forms
