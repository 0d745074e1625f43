// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/form_schema.h"

#include <libxml/xmlIO.h>

#include "schema/model/error.h"
#include "schema/xml/embedded_forms.h"

namespace cundang::forms {
namespace {

constexpr std::string_view scheme = "cundang-form:";

const EmbeddedForm* find_form(std::string_view url) {
  if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  for (const auto& form : embedded_forms())
    if (form.name == url) return &form;
  return nullptr;
}

/// Every file libxml2 opens by name comes through here: an embedded form, or nothing at all.
xmlParserInput* load_embedded(const char* url, const char*, xmlParserCtxt* parser) {
  const auto* form = url ? find_form(url) : nullptr;
  if (form == nullptr) return nullptr;
  auto* buffer =
      xmlParserInputBufferCreateMem(form->text.data(), static_cast<int>(form->text.size()), XML_CHAR_ENCODING_UTF8);
  auto* input = buffer ? xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_UTF8) : nullptr;
  if (input) input->filename = reinterpret_cast<char*>(xmlStrdup(chars(url)));  // freed with the input
  return input;
}

void note_error(void* text, xmlError* error) {
  if (error && error->message)
    *static_cast<std::string*>(text) +=
        std::string{error->file ? error->file : ""} + ":" + std::to_string(error->line) + " " + error->message;
}

xmlSchema* compile() {
  xmlInitParser();
  xmlSetExternalEntityLoader(load_embedded);
  std::string faults;
  auto* parser = xmlSchemaNewParserCtxt("cundang-form:record.xsd");
  xmlSchemaSetParserStructuredErrors(parser, note_error, &faults);
  auto* schema = xmlSchemaParse(parser);
  xmlSchemaFreeParserCtxt(parser);
  if (schema == nullptr) throw Error{ErrorCode::Internal, "the embedded forms do not compile: " + faults};
  return schema;
}

}  // namespace

FormSchema::FormSchema() : compiled_{compile()} {}

const FormSchema& FormSchema::shared() {
  static const auto* schema = new FormSchema;  // never freed: threads may end after main
  return *schema;
}

}  // namespace cundang::forms
