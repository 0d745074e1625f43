// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/checkpoint_page.h"

#include "server/papers/number_text.h"
#include "server/papers/official.h"
#include "server/papers/pages.h"
#include "server/papers/qr_code.h"
#include "server/papers/table.h"

namespace cundang::papers {
namespace {

constexpr double code_side = points(80);

/// Hex in groups of eight, so that two people can read it to each other.
std::string grouped(const std::string& hex) {
  std::string text;
  for (std::size_t at = 0; at < hex.size(); at += 8) text += (at == 0 ? "" : " ") + hex.substr(at, 8);
  return text;
}

void heading(Pages& pages, const char* words) {
  pages.move(10);
  pages.write(words, {Face::Hei, 12});
  pages.move(4);
}

}  // namespace

std::string checkpoint_pdf(const CheckpointPage& page) {
  auto form = PageForm::official();
  form.top = points(25);
  form.bottom = points(20);
  form.exercise = page.exercise;
  const auto title = "登记日志日结检查点 " + to_text(page.day);
  Canvas canvas{form.width, form.height, {title, page.origin, end_of_beijing_day(page.day)}};
  Pages pages{canvas, form};
  pages.write("登记日志日结检查点", {Face::XiaoBiaoSong, 22, black, Align::Centre});
  pages.write("Checkpoint of the log at the close of the day", {Face::Sans, 9, black, Align::Centre});
  pages.move(12);
  write(pages, Table{{{"项目 / item", 1}, {"内容 / content", 3.4}},
                     {{{{"日期 / day"}, {to_chinese(page.day) + "（" + to_text(page.day) + "）"}}},
                      {{{"日结 / closed at"}, {to_beijing_text(page.closed_at)}}},
                      {{{"日志 / origin"}, {page.origin}}},
                      {{{"条数 / size"}, {std::to_string(page.size)}}},
                      {{{"根 / root (SHA-256)"}, {grouped(page.root_hex)}}},
                      {{{"公钥 / vkey"}, {page.vkey}}}},
                     10});
  heading(pages, "检查点全文 / the signed note");
  pages.write(page.note, {Face::Sans, 8.5});
  heading(pages, "二维码（内容即上述全文）/ QR code, the same text byte by byte");
  const auto code = qr_code(page.note, code_side);
  pages.need(code_side);
  canvas.draw(code, pages.left() + (pages.width() - code_side) / 2, pages.y(), 1);
  pages.move(code_side + 6);
  pages.write(
      "用法：扫码所得文本存为文件 old（末尾须有换行），任何时候运行 cundang log consistency old --url 日志网址，"
      "或对存档副本运行 cundang verify --data 目录 --against old，即可查出当日以前的登记是否被删改。请签名后离机保存。",
      {Face::FangSong, 10.5});
  pages.write(
      "Keep this page away from the machine. Scan the code into a file, with a line feed at its end, and run either "
      "command: it shows whether anything registered up to that day was removed or changed.",
      {Face::Sans, 8});
  pages.move(16);
  pages.write("打印人 / printed by __________    见证人 / witnessed by __________    日期 / date __________",
              {Face::Sans, 9});
  return canvas.finish();
}

}  // namespace cundang::papers
