// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/log_verify.h"

#include <algorithm>
#include <set>

#include "archive/crypto/digest.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"
#include "archive/verify/outside_verify.h"
#include "archive/verify/tile_files.h"

namespace cundang::verify {
namespace {

constexpr std::int64_t short_text_max = 64 << 10;
constexpr std::int64_t bundle_max = 256LL * (2 + 65535);
constexpr std::int64_t tile_width = 256;

/// DER of exactly one certificate written as openssl writes it: 64 characters a line, nothing before or behind.
std::optional<std::string> der_of(std::string_view pem) {
  constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----\n", end = "-----END CERTIFICATE-----\n";
  if (!pem.starts_with(begin) || !pem.ends_with(end) || pem.size() < begin.size() + end.size()) return std::nullopt;
  std::string base64;
  for (const char c : pem.substr(begin.size(), pem.size() - begin.size() - end.size()))
    if (c != '\n') base64 += c;
  auto der = from_base64(base64);
  if (!der) return std::nullopt;
  std::string again{begin};
  for (std::size_t at = 0; at < base64.size(); at += 64) again += base64.substr(at, 64) + "\n";
  return again + std::string{end} == pem ? der : std::nullopt;
}

class LogCheck {
 public:
  explicit LogCheck(const std::filesystem::path& log) : log_{log} {}

  LogReport run() {
    auto listing = list_log(log_);
    if (!listing) {
      complain("storage.unreadable", "", "无法读取日志目录", "the folder cannot be read");
      return std::move(report_);
    }
    listing_ = std::move(*listing);
    check_others();
    check_key();
    check_ca();
    check_checkpoint();
    read_bundles();
    build_levels();
    check_root();
    check_tiles();
    check_outside(log_, listing_.others, report_);
    return std::move(report_);
  }

 private:
  void complain(const char* code, const std::string& path, std::string zh, std::string en) {
    report_.findings.push_back(fault(code, "log/" + path, std::move(zh), std::move(en)));
  }
  std::optional<std::string> read(const std::string& path, std::int64_t size_max) {
    auto text = read_text(log_ / path, size_max);
    if (text)
      report_.bytes += static_cast<std::int64_t>(text->size());
    else
      complain("storage.unreadable", path, "缺少该文件或无法读取", "the file is missing or cannot be read");
    return text;
  }

  void check_others() {
    for (const auto& path : listing_.others) {
      if (path == "checkpoint" || path == "vkey" || path == "ca.pem" || is_outside_path(path)) continue;
      const auto name = std::filesystem::path{path}.filename().string();
      if (name.starts_with('.') && name.ends_with(".tmp"))
        report_.findings.push_back(
            warning("log.leftover", "log/" + path, "中断时留下的临时文件", "left by an interruption"));
      else
        complain("log.extra-file", path, "多出的文件", "the file does not belong here");
    }
  }

  void check_key() {
    const auto text = read("vkey", short_text_max);
    if (!text) return;
    if (text->ends_with('\n')) report_.key = evidence::LogKey::parse(text->substr(0, text->size() - 1));
    if (!report_.key) complain("log.vkey", "vkey", "日志公钥的格式不正确", "the log's public key is malformed");
  }

  void check_ca() {
    auto text = read("ca.pem", short_text_max);
    if (!text) return;
    const auto der = der_of(*text);
    if (!der) return complain("log.ca", "ca.pem", "不是一份 PEM 证书", "it is not one PEM certificate");
    report_.ca_pem = std::move(*text);
    report_.ca_sha256 = crypto::sha256(*der).hex();
  }

  void check_checkpoint() {
    const auto note = read("checkpoint", short_text_max);
    if (!note || !report_.key) return;
    report_.checkpoint = evidence::open_checkpoint(*note, *report_.key);
    if (!report_.checkpoint)
      return complain("log.checkpoint", "checkpoint", "检查点不是 log/vkey 的密钥所签，或已被改动",
                      "it is not signed by the key in log/vkey, or has been changed");
    report_.checkpoint_note = *note;
    if (report_.checkpoint->origin != report_.key->name)
      complain("log.checkpoint", "checkpoint", "日志名称与公钥不符", "the origin is not the key's");
  }

  /// Every bundle that the checkpoint needs; without one, those there are.
  void read_bundles() {
    const auto size = report_.checkpoint ? report_.checkpoint->size : INT64_MAX;
    for (std::int64_t index = 0; index * tile_width < size; ++index) {
      const auto width = static_cast<int>(std::min(tile_width, size - index * tile_width));
      auto bundle = listing_.find(-1, index, report_.checkpoint ? width : 1);
      if (!bundle && !report_.checkpoint) return;
      if (!bundle)
        return complain("log.missing", evidence::tile_path(-1, index, width), "缺少该日志条目文件",
                        "the entry bundle is missing");
      if (!read_bundle(*bundle, report_.checkpoint ? width : bundle->width)) return;
    }
  }

  bool read_bundle(const TileName& name, int width) {
    const auto& path = listing_.tiles.at(name);
    used_bundles_.insert(name);
    const auto bytes = read(path, bundle_max);
    if (!bytes) return false;
    const auto leaves = split_bundle(*bytes);
    if (!leaves || static_cast<int>(leaves->size()) != name.width) {
      complain("log.bundle", path, "日志条目文件的长度与条目不符", "the entry bundle is cut short or malformed");
      return false;
    }
    bool sound = true;
    for (int i = 0; i < width; ++i) sound = take_leaf((*leaves)[static_cast<std::size_t>(i)], path, sound);
    return true;
  }

  /// One complaint a bundle is enough.
  bool take_leaf(std::string_view text, const std::string& path, bool sound) {
    const auto leaf = evidence::parse_leaf(text);
    const auto at = std::to_string(report_.hashes.size());
    report_.hashes.push_back(evidence::leaf_hash(text));
    report_.commitments.push_back(leaf ? leaf->commitment : Sha256{});
    if (!sound) return false;
    if (!leaf) {
      complain("log.leaf", path, "第 " + at + " 条的格式不正确", "leaf " + at + " is malformed");
      return false;
    }
    if (leaf->logged < logged_) {
      complain("log.order", path, "第 " + at + " 条的登记时间早于前一条",
               "leaf " + at + " was logged before the one before");
      return false;
    }
    logged_ = leaf->logged;
    return true;
  }

  static Sha256 root_of(const std::vector<Sha256>& hashes) {
    return roots_at(hashes, {static_cast<TreeSize>(hashes.size())}).front();
  }

  /// Level n + 1 holds the roots of the full tiles of level n.
  void build_levels() {
    levels_ = {report_.hashes};
    while (levels_.back().size() >= tile_width) {
      const auto& below = levels_.back();
      std::vector<Sha256> level;
      for (std::size_t at = 0; at + tile_width <= below.size(); at += tile_width)
        level.push_back(root_of({below.begin() + static_cast<std::ptrdiff_t>(at),
                                 below.begin() + static_cast<std::ptrdiff_t>(at + tile_width)}));
      levels_.push_back(std::move(level));
    }
  }

  void check_root() {
    if (!report_.checkpoint) return;
    const auto size = report_.checkpoint->size;
    if (report_.size() == size && root_of(report_.hashes) == report_.checkpoint->root) return;
    // Bundles and tiles say the same thing twice: where the tiles still give the root, the bundles are wrong.
    auto from_tiles = hashes_from_tiles(size);
    if (from_tiles && root_of(*from_tiles) == report_.checkpoint->root) {
      name_wrong_bundles(*from_tiles);
      report_.commitments.resize(from_tiles->size());
      report_.hashes = std::move(*from_tiles);
      build_levels();
      return;
    }
    complain("log.root", "checkpoint", "日志条目算不出检查点所签的根",
             "the leaves do not give the root that was signed");
  }

  std::optional<std::vector<Sha256>> hashes_from_tiles(TreeSize size) {
    std::vector<Sha256> hashes;
    for (std::int64_t index = 0; index * tile_width < size; ++index) {
      const auto width = std::min(tile_width, size - index * tile_width);
      const auto name = listing_.find(0, index, static_cast<int>(width));
      const auto bytes = name ? read_text(log_ / listing_.tiles.at(*name), bundle_max) : std::nullopt;
      if (!bytes || bytes->size() < static_cast<std::size_t>(width) * Sha256::size) return std::nullopt;
      for (std::int64_t i = 0; i < width; ++i)
        hashes.push_back(*Sha256::from_bytes(
            std::string_view{*bytes}.substr(static_cast<std::size_t>(i) * Sha256::size, Sha256::size)));
    }
    return hashes;
  }

  void name_wrong_bundles(const std::vector<Sha256>& right) {
    std::int64_t named = -1;
    for (std::size_t i = 0; i < report_.hashes.size(); ++i) {
      const auto index = static_cast<std::int64_t>(i) / tile_width;
      if (report_.hashes[i] == right[i] || index == named) continue;
      named = index;
      const auto name = used_bundles_.lower_bound({-1, index, 1});
      complain("log.bundle", listing_.tiles.at(*name), "第 " + std::to_string(i) + " 条已被改动",
               "leaf " + std::to_string(i) + " has been changed");
    }
  }

  /// Every tile and every further bundle there is, against what the leaves give; and those that must be there.
  void check_tiles() {
    for (const auto& [name, path] : listing_.tiles) {
      if (used_bundles_.contains(name)) continue;
      const auto bytes = read(path, bundle_max);
      if (bytes && !(name.level < 0 ? bundle_agrees(name, *bytes) : tile_agrees(name, *bytes)))
        complain("log.tile", path, "与日志条目算出的不符", "it is not what the leaves give");
    }
    if (!report_.checkpoint) return;
    for (std::size_t level = 0; level < levels_.size(); ++level)
      for (std::size_t at = 0; at < levels_[level].size(); at += tile_width) {
        const auto index = static_cast<std::int64_t>(at) / tile_width;
        const auto width = static_cast<int>(std::min<std::size_t>(tile_width, levels_[level].size() - at));
        if (!listing_.find(static_cast<int>(level), index, width))
          complain("log.missing", evidence::tile_path(static_cast<int>(level), index, width), "缺少该文件",
                   "the tile is missing");
      }
  }

  /// As far as the leaves go: a tile may have been written for a checkpoint that never came.
  bool tile_agrees(const TileName& name, std::string_view bytes) const {
    if (bytes.size() != static_cast<std::size_t>(name.width) * Sha256::size) return false;
    if (static_cast<std::size_t>(name.level) >= levels_.size()) return !report_.checkpoint;
    const auto& level = levels_[static_cast<std::size_t>(name.level)];
    for (std::size_t i = 0; i < static_cast<std::size_t>(name.width); ++i) {
      const auto at = static_cast<std::size_t>(name.index * tile_width) + i;
      if (at < level.size() && bytes.substr(i * Sha256::size, Sha256::size) != level[at].bytes()) return false;
    }
    return true;
  }
  bool bundle_agrees(const TileName& name, std::string_view bytes) const {
    const auto leaves = split_bundle(bytes);
    if (!leaves || static_cast<int>(leaves->size()) != name.width) return false;
    for (std::size_t i = 0; i < leaves->size(); ++i) {
      const auto at = static_cast<std::size_t>(name.index * tile_width) + i;
      if (at < report_.hashes.size() && evidence::leaf_hash((*leaves)[i]) != report_.hashes[at]) return false;
    }
    return true;
  }

  std::filesystem::path log_;
  LogReport report_;
  LogListing listing_;
  std::set<TileName> used_bundles_;
  std::vector<std::vector<Sha256>> levels_;
  Instant logged_;
};

}  // namespace

LogReport check_log(const std::filesystem::path& log) { return LogCheck{log}.run(); }

}  // namespace cundang::verify
