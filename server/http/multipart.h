// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/request.h"

namespace cundang::http {

struct PartHead {
  std::string name;                      ///< of the form field
  std::optional<std::string> file_name;  ///< as sent, UTF-8; never a path to anything
  std::string media_type;                ///< empty where the part has none
};

/// Reads multipart/form-data (RFC 7578) part by part while it arrives, holding 64 KiB at most. Strict: no preamble,
/// no nesting, one form-data disposition a part, CRLF only. Every fault is Error{MultipartBroken}.
class MultipartReader {
 public:
  static constexpr std::size_t parts_max = 1000, head_bytes_max = 8192, boundary_bytes_max = 70;

  /// @throws Error{MultipartBroken} unless `content_type` has a boundary of RFC 2046.
  MultipartReader(Body& body, std::string_view content_type);
  /// The next part, passing over what is unread of this one; nothing after the closing delimiter.
  std::optional<PartHead> next();
  /// Content of the current part, up to `max` bytes; 0 at its end.
  std::size_t read(char* into, std::size_t max);

 private:
  bool fill();
  void need(std::size_t bytes);
  void take(std::string_view wanted);
  void after_delimiter();
  PartHead head();
  Body& body_;
  std::string delimiter_;  ///< CRLF -- boundary
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t parts_ = 0;
  bool in_part_ = false, ended_ = false, source_ended_ = false;
};

}  // namespace cundang::http
