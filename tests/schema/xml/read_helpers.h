// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "schema/model/finding.h"
#include "schema/xml/record_reader.h"

namespace cundang::testing_forms {

inline std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline std::string codes(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings) text += (text.empty() ? "" : " ") + finding.code;
  return text;
}

/// One line a finding, for a failing test to show.
inline std::string told(const Findings& findings) {
  std::string text;
  for (const auto& f : findings)
    text += f.code + " " + f.place + ":" + std::to_string(f.line) + " " + f.reason.zh + " | " + f.reason.en + " | " +
            f.cure.zh + "\n";
  return text;
}

/// A small valid record whose parts a test can replace.
struct Sample {
  std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::string source = "<source system=\"oa.mingyuan\" id=\"2012-118\"/>\n";
  std::string submitter = "<submitter unit=\"ZJW\">市住房城乡建设委</submitter>\n";
  std::string author = "<author unit=\"ZJW\">铭远市住房和城乡建设委员会</author>\n";
  std::string label = "<label>内部</label>\n";
  std::string document = "<document><title>关于报送工作情况的函</title><date>2012-07-02</date></document>\n";
  std::string answers, demands;
  std::string kind = "<other-document><kind-name>函</kind-name></other-document>\n";
  std::string body = "<body><p id=\"p1\">现将有关情况报送你局。</p></body>\n";
  std::string attachments;

  std::string xml() const {
    return declaration + "<record xmlns=\"urn:cundang:record:1\" form=\"1.0\">\n" + source + submitter + author +
           label + document + answers + demands + kind + body + attachments + "</record>\n";
  }
};

}  // namespace cundang::testing_forms
