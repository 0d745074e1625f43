// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cundang::papers {

/// What poppler's tools say of a PDF.
struct PdfFacts {
  std::vector<std::string> pages;  ///< text of each, as laid out
  std::string info;                ///< pdfinfo
  struct Font {
    std::string name;
    bool embedded = false, subset = false;
  };
  std::vector<Font> fonts;
  /// The text of all pages without any white space.
  std::string solid_text() const;
};
PdfFacts read_pdf(const std::string& bytes);
std::string without_space(const std::string& text);

}  // namespace cundang::papers
