// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/log_source.h"

#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "server/delivery/http_exchange.h"

namespace cundang::tools {
namespace {

constexpr std::int64_t log_file_max = 256LL * (2 + 65535);  ///< an entry bundle of the longest leaves

Error no_answer(const std::string& path, const delivery::Reply& reply) {
  return Error{ErrorCode::Unavailable,
               Text{"日志文件取不到（HTTP " + std::to_string(reply.status) + "）",
                    "the log's file cannot be fetched (HTTP " + std::to_string(reply.status) + ")"},
               Text{"请核对 --url；日志不公开时请给出 --token-file",
                    "check --url; where the log is not public give --token-file"}}
      .with("path", path);
}

}  // namespace

evidence::LogFiles log_in(const std::filesystem::path& directory) {
  if (!std::filesystem::exists(directory / "checkpoint"))
    throw Error{ErrorCode::FileUnreadable, Text{"目录中没有日志检查点", "there is no checkpoint in this folder"},
                Text{"请指明存档的 log 目录", "name the log folder of an archive"}}
        .with("log", directory.string());
  return [directory](const std::string& path) -> std::optional<std::string> {
    if (!std::filesystem::is_regular_file(directory / path)) return std::nullopt;
    return packages::read_bounded(directory / path, log_file_max);
  };
}

evidence::LogFiles log_at(std::string url, const std::string& token, const std::filesystem::path& ca_file) {
  while (url.ends_with('/')) url.pop_back();
  return [url, token, ca_file](const std::string& path) -> std::optional<std::string> {
    delivery::Exchange request;
    request.method = "GET";
    request.url = url + "/" + path;
    request.bearer = token;
    request.ca_file = ca_file;
    request.reply_max = static_cast<std::size_t>(log_file_max);
    auto reply = delivery::exchange(request);
    if (reply.status == 200) return std::move(reply.body);
    if (reply.status == 404 || reply.status == 410) return std::nullopt;
    throw no_answer(path, reply);
  };
}

evidence::LogKey read_log_key(std::string vkey) {
  vkey.erase(vkey.find_last_not_of(" \r\n\t") + 1);
  const auto key = evidence::LogKey::parse(vkey);
  if (!key)
    throw Error{ErrorCode::UsageError, Text{"这不是 C2SP 日志公钥", "this is no C2SP vkey"},
                Text{"请用存档 log/vkey 中的一行", "use the line in the archive's log/vkey"}}
        .with("vkey", vkey);
  return *key;
}

evidence::WitnessKey read_witness_key(const std::string& vkey) {
  const auto key = evidence::WitnessKey::parse(vkey);
  if (!key)
    throw Error{ErrorCode::UsageError, Text{"这不是 C2SP 见证公钥", "this is no C2SP vkey of a witness"},
                Text{"请用见证方公布的一行（cosignature/v1，类型 0x04）",
                     "use the line the witness publishes (cosignature/v1, type 0x04)"}}
        .with("vkey", vkey);
  return *key;
}

}  // namespace cundang::tools
