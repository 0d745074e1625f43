// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/paper_response.h"

#include "server/http/encoding.h"

namespace cundang::http {

namespace {

std::string media_type(std::string_view format) {
  if (format == "pdf") return "application/pdf";
  if (format == "csv") return "text/csv; charset=utf-8; header=present";
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

}  // namespace

Response paper_response(std::string bytes, std::string_view format, const std::string& plain, const std::string& name) {
  Response response{200, media_type(format), std::move(bytes), {}, false};
  const std::string ending = "." + std::string{format};
  return response.with("Content-Disposition", std::string{format == "pdf" ? "inline" : "attachment"} + "; filename=\"" +
                                                  plain + ending + "\"; filename*=UTF-8''" +
                                                  percent_encode(name + ending));
}

}  // namespace cundang::http
