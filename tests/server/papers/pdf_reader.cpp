// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/papers/pdf_reader.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace cundang::papers {

namespace {

std::string output_of(const std::string& command) {
  std::string text;
  std::array<char, 4096> part{};
  auto* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + command);
  while (const auto got = fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), got);
  if (pclose(pipe) != 0) throw std::runtime_error(command + ": " + text);
  return text;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

// name type encoding emb sub uni object ID: the three yes/no columns are counted from the end.
PdfFacts::Font read_font(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream in{line};
  for (std::string word; in >> word;) words.push_back(word);
  if (words.size() < 7) throw std::runtime_error("pdffonts: " + line);
  const auto end = words.size();
  return {words.front(), words[end - 5] == "yes", words[end - 4] == "yes"};
}

}  // namespace

std::string without_space(const std::string& text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') kept += c;
  return kept;
}

std::string PdfFacts::solid_text() const {
  std::string all;
  for (const auto& page : pages) all += without_space(page);
  return all;
}

PdfFacts read_pdf(const std::string& bytes) {
  const auto path = std::filesystem::temp_directory_path() / ("papers_test_" + std::to_string(getpid()) + ".pdf");
  std::ofstream{path, std::ios::binary} << bytes;
  PdfFacts facts;
  facts.info = output_of("pdfinfo " + path.string());
  facts.pages = split(output_of("pdftotext -layout " + path.string() + " -"), '\f');
  const auto fonts = split(output_of("pdffonts " + path.string()), '\n');
  for (std::size_t i = 2; i < fonts.size(); ++i) facts.fonts.push_back(read_font(fonts[i]));
  std::filesystem::remove(path);
  return facts;
}

}  // namespace cundang::papers
