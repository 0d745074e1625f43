// SPDX-License-Identifier: GPL-3.0-or-later
// Style sheets built in, and the public files of the log (docs/formats/log.md).
#include <algorithm>
#include <fstream>
#include <iterator>

#include "server/http/routes.h"
#include "server/web/embedded.h"

namespace cundang::http {

namespace {

std::string_view asset_type(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return {};
}

// Only what LogPublisher writes: checkpoint, vkey, ca.pem, tile/…; a segment is never "." or "..".
bool is_log_path(std::string_view path) {
  if (path == "checkpoint" || path == "vkey" || path == "ca.pem") return true;
  if (!path.starts_with("tile/")) return false;
  const auto plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '/' || c == '.'; };
  return std::all_of(path.begin(), path.end(), plain) && path.find("..") == std::string_view::npos &&
         path.find("/.") == std::string_view::npos && path.find("//") == std::string_view::npos && path.back() != '/';
}

}  // namespace

Response get_asset(Call& call) {
  const auto& name = call.segments.front();
  const auto type = asset_type(name);
  const auto bytes = type.empty() ? std::string_view{} : web::embedded_file(name);
  if (bytes.empty()) throw Error{ErrorCode::NotFound};
  return {200, std::string{type}, std::string{bytes}, {}, true};
}

Response get_log_file(Call& call) {
  const auto& path = call.segments.front();
  if (!is_log_path(path)) throw Error{ErrorCode::NotFound};
  const auto file = call.site.service.log_directory() / path;
  if (!std::filesystem::is_regular_file(file)) throw Error{ErrorCode::NotFound};
  std::ifstream stream{file, std::ios::binary};
  if (!stream) throw Error{ErrorCode::NotFound};
  std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  const bool text = !path.starts_with("tile/");
  // Tiles and bundles never change, partial ones neither; the checkpoint does, every moment (tlog-tiles).
  Response response{200, text ? "text/plain; charset=utf-8" : "application/octet-stream", std::move(bytes), {}, false};
  if (!text)
    response.with("Cache-Control",
                  std::string{call.site.public_log ? "public" : "private"} + ", max-age=31536000, immutable");
  return response;
}

}  // namespace cundang::http
