// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_head.h"

#include <libxml/xmlreader.h>

#include "schema/xml/libxml.h"

namespace cundang::forms {
namespace {

using ReaderPtr = std::unique_ptr<xmlTextReader, Free<xmlFreeTextReader>>;

std::string attribute_of(xmlTextReader* reader, const char* name) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> value{xmlTextReaderGetAttribute(reader, chars(name)), xmlFree};
  return std::string{view(value.get())};
}

/// Which field the element at `depth` fills; of `document`, and of the root itself.
std::string* field_of(xmlTextReader* reader, RecordHead& head) {
  const auto name = view(xmlTextReaderConstLocalName(reader));
  const int depth = xmlTextReaderDepth(reader);
  if (depth == 1 && name == "author") {
    head.authors.push_back({attribute_of(reader, "unit"), {}});
    return &head.authors.back().name;
  }
  if (depth == 2 && name == "urgency") return &head.urgency;
  return depth == 2 && name == "date" ? &head.date : nullptr;
}

}  // namespace

RecordHead read_head(std::string_view record_xml) {
  RecordHead head;
  const ReaderPtr reader{xmlReaderForMemory(record_xml.data(), static_cast<int>(record_xml.size()), nullptr, nullptr,
                                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)};
  std::string* field = nullptr;
  while (reader && xmlTextReaderRead(reader.get()) == 1) {
    const int type = xmlTextReaderNodeType(reader.get());
    if (type == XML_READER_TYPE_ELEMENT) {
      field = field_of(reader.get(), head);
    } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA) {
      if (field != nullptr) *field += view(xmlTextReaderConstValue(reader.get()));
    } else if (type == XML_READER_TYPE_END_ELEMENT) {
      field = nullptr;
      if (view(xmlTextReaderConstLocalName(reader.get())) == "document") break;
    }
  }
  for (auto& author : head.authors) author.name = trim(author.name);
  head.urgency = trim(head.urgency);
  head.date = trim(head.date);
  return head;
}

}  // namespace cundang::forms
