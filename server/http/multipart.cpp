// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/multipart.h"

#include <algorithm>

#include "schema/model/error.h"
#include "server/http/encoding.h"

namespace cundang::http {

namespace {

constexpr std::size_t chunk = 32768;

[[noreturn]] void broken(const char* zh, const char* en) { throw Error{ErrorCode::MultipartBroken, Text{zh, en}}; }

bool is_boundary(std::string_view text) {
  constexpr std::string_view others = "'()+_,-./:=? ";
  const auto good = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= MultipartReader::boundary_bytes_max && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), good);
}

// filename*=UTF-8''… (RFC 5987) goes before filename=.
std::optional<std::string> file_name_of(std::string_view disposition) {
  if (const auto extended = header_parameter(disposition, "filename*")) {
    constexpr std::string_view prefix = "UTF-8''";
    if (extended->size() < prefix.size() ||
        !equal_ignoring_case(std::string_view{*extended}.substr(0, prefix.size()), prefix))
      broken("filename* 不是 UTF-8", "filename* is not UTF-8");
    auto name = percent_decode(std::string_view{*extended}.substr(prefix.size()));
    if (!name) broken("filename* 的百分号编码有误", "filename* has a broken escape");
    return name;
  }
  auto name = header_parameter(disposition, "filename");
  if (!name) return std::nullopt;
  // Browsers write these three as escapes inside a quoted file name (HTML, multipart/form-data).
  for (const auto& [escape, plain] : {std::pair{"%22", "\""}, {"%0D", "\r"}, {"%0A", "\n"}})
    for (auto at = name->find(escape); at != std::string::npos; at = name->find(escape, at + 1))
      name->replace(at, 3, plain);
  return name;
}

}  // namespace

MultipartReader::MultipartReader(Body& body, std::string_view content_type) : body_{body} {
  const auto boundary = header_parameter(content_type, "boundary");
  if (!boundary || !is_boundary(*boundary)) broken("Content-Type 中没有可用的 boundary", "no usable boundary");
  delimiter_ = "\r\n--" + *boundary;
  buffer_ = "\r\n";  // the first delimiter stands at the very start, without the CRLF of all the others
}

std::optional<PartHead> MultipartReader::next() {
  if (ended_) return std::nullopt;
  if (in_part_) {
    char passed[4096];
    while (read(passed, sizeof passed) > 0) {
    }
  }
  take(delimiter_);
  after_delimiter();
  if (ended_) return std::nullopt;
  if (++parts_ > parts_max) broken("部分过多", "too many parts");
  in_part_ = true;
  return head();
}

std::size_t MultipartReader::read(char* into, std::size_t max) {
  if (!in_part_) return 0;
  while (true) {
    const auto found = buffer_.find(delimiter_, at_);
    // What could still be the start of a delimiter waits for more bytes.
    const auto sure = found != std::string::npos                  ? found - at_
                      : buffer_.size() - at_ >= delimiter_.size() ? buffer_.size() - at_ - delimiter_.size() + 1
                                                                  : 0;
    if (sure > 0) {
      const auto count = std::min(sure, max);
      std::copy_n(buffer_.data() + at_, count, into);
      at_ += count;
      return count;
    }
    if (found != std::string::npos) {
      in_part_ = false;
      return 0;
    }
    if (!fill()) broken("正文在某一部分中间中断", "the body ends inside a part");
  }
}

bool MultipartReader::fill() {
  if (source_ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const auto old = buffer_.size();
  buffer_.resize(old + chunk);
  const auto got = body_.read(buffer_.data() + old, chunk);
  buffer_.resize(old + got);
  source_ended_ = got == 0;
  if (source_ended_ && body_.truncated())
    broken("正文没有收全就中断了", "the body ended before all that was announced had come");
  return got > 0;
}

void MultipartReader::need(std::size_t bytes) {
  while (buffer_.size() - at_ < bytes)
    if (!fill()) broken("正文过早中断", "the body ends too early");
}

void MultipartReader::take(std::string_view wanted) {
  need(wanted.size());
  if (std::string_view{buffer_}.substr(at_, wanted.size()) != wanted) broken("缺少分隔行", "a delimiter is missing");
  at_ += wanted.size();
}

void MultipartReader::after_delimiter() {
  need(2);
  const auto two = std::string_view{buffer_}.substr(at_, 2);
  at_ += 2;
  if (two == "\r\n") return;
  if (two != "--") broken("分隔行之后有多余内容", "a delimiter line goes on");
  ended_ = true;
  // The epilogue means nothing, but what was announced must have come.
  std::size_t passed = 0;
  while (fill()) {
    passed += buffer_.size() - at_;
    at_ = buffer_.size();
    if (passed > chunk * 2) broken("结束分隔行之后有多余内容", "bytes after the closing delimiter");
  }
}

PartHead MultipartReader::head() {
  PartHead part;
  bool disposed = false;
  std::size_t bytes = 0;
  while (true) {
    auto end = buffer_.find("\r\n", at_);
    while (end == std::string::npos) {
      if (buffer_.size() - at_ > head_bytes_max) broken("某一部分的头部过长", "a part's header is too long");
      if (!fill()) broken("正文在某一部分的头部中断", "the body ends inside a part's header");
      end = buffer_.find("\r\n", at_);
    }
    const auto line = std::string_view{buffer_}.substr(at_, end - at_);
    at_ = end + 2;
    bytes += line.size();
    if (bytes > head_bytes_max) broken("某一部分的头部过长", "a part's header is too long");
    if (line.empty()) break;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0)
      broken("某一部分的头部有一行没有名称", "a part's header line has no name");
    const auto name = line.substr(0, colon);
    const auto value = line.substr(colon + 1);
    if (equal_ignoring_case(name, "Content-Disposition")) {
      if (disposed || header_main(value) != "form-data")
        broken("某一部分应恰有一个 form-data 的 Content-Disposition", "not one form-data disposition");
      disposed = true;
      const auto field = header_parameter(value, "name");
      if (!field) broken("某一部分没有 name", "a part without a name");
      part.name = *field;
      part.file_name = file_name_of(value);
    } else if (equal_ignoring_case(name, "Content-Type")) {
      part.media_type = header_main(value);
    } else if (equal_ignoring_case(name, "Content-Transfer-Encoding")) {
      const auto encoding = header_main(value);
      if (encoding != "binary" && encoding != "8bit" && encoding != "7bit")
        broken("不支持 Content-Transfer-Encoding", "a transfer encoding");
    }
  }
  if (!disposed) broken("某一部分没有 Content-Disposition", "a part without a disposition");
  return part;
}

}  // namespace cundang::http
