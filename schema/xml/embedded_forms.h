// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace cundang::forms {

/// One file of schema/forms as it was when the program was built. Views of static storage, UTF-8.
struct EmbeddedForm {
  std::string_view name;  ///< e.g. "record.xsd"
  std::string_view text;
};

const std::vector<EmbeddedForm>& embedded_forms();

}  // namespace cundang::forms
