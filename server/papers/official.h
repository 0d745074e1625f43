// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/papers/pages.h"

namespace cundang::papers {

/// 版头 (GB/T 9704-2012, 7.2); what is empty is left out.
struct OfficialHead {
  std::string copy_number, urgency;
  std::string issuer_mark;  ///< 发文机关标志
  std::string doc_no, signatory;
};
/// 版记 (7.4).
struct Imprint {
  std::string copies;                  ///< 抄送 names, joined by 、
  std::string printed_by, printed_on;  ///< 印发机关; 2012年7月2日
};

/// An official document written from its head to its imprint, in the layout of GB/T 9704-2012: 22 lines of 28
/// characters of 三号 a page. Call in the order of the document.
class OfficialWriter {
 public:
  OfficialWriter(Canvas& canvas, bool exercise, std::string foot_note);

  void head(const OfficialHead& head);
  void title(std::string_view text);
  void addressees(std::string_view names);
  /// 一、 of level 1 in 黑体, （一） of level 2 in 楷体, deeper ones as the body.
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  void annex_note(std::string_view text);
  /// 署名 over 成文日期; kept together.
  void signature(const std::string& name, const std::string& date, const std::string& seal_note);
  void note(std::string_view text);
  /// At the foot of the last page, on a new one where it has no room.
  void imprint(const Imprint& imprint);
  void skip_lines(double count);
  /// For what stands between paragraphs: tables, figures.
  Pages& pages() { return pages_; }

 private:
  Canvas& canvas_;
  Pages pages_;
};

}  // namespace cundang::papers
