// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/error.h"

namespace cundang::forms {

/// A fault of well-formedness in our words.
struct XmlFault {
  const char* code;
  bool breaks_structure;  ///< the parser's later complaints follow from it
  Text reason, cure;
};

/// For an error number of libxml2 (xmlParserErrors); "xml.not-well-formed" for one that has no words of its own.
XmlFault xml_fault(int libxml_error);

}  // namespace cundang::forms
