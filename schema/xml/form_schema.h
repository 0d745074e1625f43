// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/xml/libxml.h"

namespace cundang::forms {

/// The embedded forms, compiled once a process and never freed. Reading it from many threads is safe. Compiling makes
/// libxml2 refuse, in the whole process, every file and address but the embedded forms.
class FormSchema {
 public:
  /// @throws Error{Internal} when the forms do not compile.
  static const FormSchema& shared();

  xmlSchema* compiled() const { return compiled_; }

 private:
  FormSchema();
  xmlSchema* compiled_;
};

}  // namespace cundang::forms
