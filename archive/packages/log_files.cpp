// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/log_files.h"

#include <algorithm>

#include "archive/evidence/checkpoint.h"
#include "archive/evidence/cosignature.h"
#include "archive/evidence/merkle.h"
#include "archive/packages/durable_file.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

constexpr int full_width = 256;
constexpr std::int64_t checkpoint_size_max = 64 << 10;

std::filesystem::path place_of(const LogTile& tile, int width) {
  return evidence::tile_path(tile.level, tile.index, width);
}

}  // namespace

std::string encode_entry_bundle(const std::vector<std::string>& leaves) {
  std::string bundle;
  for (const auto& leaf : leaves) {
    if (leaf.size() > 0xFFFF) throw Error{ErrorCode::Internal, "a leaf is too long for an entry bundle"};
    bundle += static_cast<char>(leaf.size() >> 8U);
    bundle += static_cast<char>(leaf.size() & 0xFFU);
    bundle += leaf;
  }
  return bundle;
}

LogPublisher::LogPublisher(std::filesystem::path directory) : directory_{std::move(directory)} {}

void LogPublisher::publish_keys(std::string_view vkey, std::string_view ca_pem) {
  make_directories_durably(directory_);
  write_durably(directory_ / "vkey", std::string{vkey} + "\n");
  write_durably(directory_ / "ca.pem", ca_pem);
}

void LogPublisher::publish(const std::vector<LogTile>& tiles, const std::vector<LogTile>& bundles,
                           std::string_view checkpoint) {
  for (const auto* group : {&tiles, &bundles})
    for (const auto& tile : *group) write(tile);
  if (!tiles.empty() || !bundles.empty()) sync_filesystem(directory_);
  if (!checkpoint.empty()) {
    const std::lock_guard lock{checkpoint_mutex_};
    // The same one again would only lose its cosignatures.
    if (!this->checkpoint().starts_with(checkpoint)) write_durably(directory_ / "checkpoint", checkpoint);
  }
  for (const auto* group : {&tiles, &bundles})
    for (const auto& tile : *group) sweep(tile);
}

std::string LogPublisher::checkpoint() const {
  const auto path = directory_ / "checkpoint";
  return std::filesystem::exists(path) ? read_bounded(path, checkpoint_size_max) : std::string{};
}

bool LogPublisher::add_cosignature(std::string_view body, const evidence::WitnessKey& witness, std::string_view line) {
  const std::lock_guard lock{checkpoint_mutex_};
  const auto note = checkpoint();
  const auto parts = evidence::split_note(note);
  if (!parts || parts->body != body) return false;
  const auto cosigned = evidence::with_cosignature(note, witness, line);
  if (!cosigned) return false;
  write_durably(directory_ / "checkpoint", *cosigned);
  return true;
}

void LogPublisher::keep_outside(Date day, const std::string& name, std::string_view bytes) {
  const auto folder = directory_ / "outside" / to_text(day);
  make_directories_durably(folder);
  if (!std::filesystem::exists(folder / name)) write_durably(folder / name, bytes);
}

void LogPublisher::write(const LogTile& tile) {
  const auto path = directory_ / place_of(tile, tile.width);
  make_directories(path.parent_path());
  replace_unsynced(path, tile.bytes);
}

/// Full: no unfinished ones are needed any more (C2SP tlog-tiles, "Partial Tiles"). Unfinished: those narrower than the
/// one before it go, so that a reader who has just fetched the last checkpoint is not left without.
void LogPublisher::sweep(const LogTile& tile) {
  const auto folder = (directory_ / place_of(tile, 1)).parent_path();
  if (!std::filesystem::exists(folder)) return;
  if (tile.width == full_width) return remove_tree(folder);
  std::vector<int> widths;
  for (const auto& each : std::filesystem::directory_iterator{folder})
    if (const auto width = std::atoi(each.path().filename().c_str()); width > 0) widths.push_back(width);
  std::sort(widths.begin(), widths.end());
  for (std::size_t i = 0; i + 2 < widths.size(); ++i) remove_file(folder / std::to_string(widths[i]));
}

}  // namespace cundang::packages
