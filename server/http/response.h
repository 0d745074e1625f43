// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "server/http/request.h"

namespace cundang::http {

/// What is answered. The server adds length, date and the security headers.
struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  Fields headers;
  bool may_be_cached = false;  ///< style sheets and the public log only; everything else is no-store

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  static Response json(std::string text, int status = 200) {
    return {status, "application/json", std::move(text), {}, false};
  }
  static Response html(std::string text, int status = 200) {
    return {status, "text/html; charset=utf-8", std::move(text), {}, false};
  }
  /// 303: the browser goes on with GET, so that a reload never repeats a POST.
  static Response see_other(std::string path) {
    return {303, "text/plain; charset=utf-8", {}, {{"Location", std::move(path)}}, false};
  }
};

}  // namespace cundang::http
