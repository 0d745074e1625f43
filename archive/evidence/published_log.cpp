// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/published_log.h"

#include <algorithm>

#include "schema/model/error.h"

namespace cundang::evidence {
namespace {

constexpr TreeSize tile_width = 256;
constexpr int attempts = 5;  ///< an unfinished tile may give way to a wider one between two reads

Error broken(const std::string& path, const char* zh, const char* en) {
  return Error{ErrorCode::LogInconsistent, Text{zh, en}}.with("path", path);
}

std::string need(const LogFiles& files, const std::string& path) {
  auto bytes = files(path);
  if (!bytes) throw broken(path, "日志缺少该文件", "the log lacks this file");
  return std::move(*bytes);
}

/// An unfinished tile, or the finished one that has taken its place (tlog-tiles, "Partial Tiles").
std::string need_partial(const LogFiles& files, int level, std::int64_t index, int width) {
  if (auto bytes = files(tile_path(level, index, width))) return std::move(*bytes);
  return need(files, tile_path(level, index));
}

std::vector<Sha256> edge_of(const LogFiles& files, TreeSize size) {
  const auto width = static_cast<std::size_t>(size % tile_width);
  if (width == 0) return {};
  const auto bytes = need_partial(files, 0, size / tile_width, static_cast<int>(width));
  if (bytes.size() < width * Sha256::size)
    throw broken(tile_path(0, size / tile_width, static_cast<int>(width)), "日志块被截短", "the tile is cut short");
  std::vector<Sha256> edge;
  for (std::size_t i = 0; i < width; ++i)
    edge.push_back(*Sha256::from_bytes(std::string_view{bytes}.substr(i * Sha256::size, Sha256::size)));
  return edge;
}

PublishedLog read_once(const LogFiles& files, const LogKey& key) {
  auto note = need(files, "checkpoint");
  const auto checkpoint = open_checkpoint(note, key);
  if (!checkpoint || checkpoint->origin != key.name)
    throw Error{ErrorCode::SignatureInvalid,
                Text{"检查点不是该公钥所签，或已被改动", "the checkpoint is not signed by this key, or was changed"},
                Text{"请核对日志公钥来自可信之处", "make sure that the key came to you from where you trust it"}}
        .with("vkey", key.vkey());
  Tree tree{[files](int level, std::int64_t index) { return need(files, tile_path(level, index)); },
            checkpoint->size / tile_width * tile_width, edge_of(files, checkpoint->size)};
  if (tree.root() != checkpoint->root)
    throw broken("checkpoint", "日志块算不出检查点所签的根", "the tiles do not give the root that was signed");
  return {std::move(note), *checkpoint, std::move(tree)};
}

}  // namespace

PublishedLog read_published_log(const LogFiles& files, const LogKey& key) {
  for (int attempt = 1;; ++attempt) {
    try {
      return read_once(files, key);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::LogInconsistent || attempt == attempts) throw;
    }
  }
}

std::string read_published_leaf(const LogFiles& files, LeafIndex index, TreeSize size) {
  const auto bundle = index / tile_width;
  const auto width = static_cast<int>(std::min(tile_width, size - bundle * tile_width));
  const auto bytes = need_partial(files, -1, bundle, width);
  std::string_view rest{bytes};
  for (auto skip = index % tile_width; rest.size() >= 2; --skip) {
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(rest[0])) << 8U |
                        static_cast<std::size_t>(static_cast<unsigned char>(rest[1]));
    if (rest.size() < 2 + length) break;
    if (skip == 0) return std::string{rest.substr(2, length)};
    rest.remove_prefix(2 + length);
  }
  throw broken(tile_path(-1, bundle, width), "日志条目文件被截短", "the entry bundle is cut short");
}

}  // namespace cundang::evidence
