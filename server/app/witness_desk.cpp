// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/witness_desk.h"

#include "archive/crypto/digest.h"
#include "archive/evidence/cosignature.h"
#include "archive/evidence/witnessing.h"
#include "archive/packages/durable_file.h"
#include "schema/model/error.h"

namespace cundang::app {
namespace {

constexpr std::int64_t note_max = 64 << 10;

std::filesystem::path made_folder(const std::filesystem::path& folder) {
  packages::make_directories_durably(folder);
  return folder;
}

WitnessReply refusal(int status, std::string why) {
  return {status, "text/plain; charset=utf-8", std::move(why) + "\n"};
}

/// Every answer but the cosignature.
WitnessReply reply_to(const evidence::WitnessDecision& decision) {
  using enum evidence::WitnessDecision::Kind;
  switch (decision.kind) {
    case Malformed:
      return refusal(400,
                     "请求格式不符，或起点大于检查点 / malformed, or old is larger than the checkpoint (tlog-witness)");
    case NotSigned:
      return refusal(403, "检查点不是该日志公钥所签 / the checkpoint is not signed by the log's key");
    case UnknownLog:
      return refusal(404, "本见证不见证该日志 / this witness does not know the log");
    case OtherSize:
    case OtherRoot:
      return {409, "text/x.tlog.size", std::to_string(decision.last_size) + "\n"};
    case NotConsistent:
      return refusal(422,
                     "证明不成立：日志不是在所见基础上增长 / the proof fails: the log did not grow from what was seen");
    case Cosign:
      break;
  }
  return {};
}

}  // namespace

WitnessDesk::WitnessDesk(const DataLayout& layout, WitnessOptions options, const Clock& real)
    : folder_{made_folder(layout.witness())},
      options_{std::move(options)},
      real_{real},
      key_file_{crypto::NoteKeyFile::load_or_make(layout.keys() / "witness.key")},
      key_{options_.name, key_file_.public_key()},
      vkey_{key_.vkey()} {
  packages::write_durably(folder_ / "vkey", vkey_ + "\n");
}

std::filesystem::path WitnessDesk::file_of(const std::string& origin) const {
  return folder_ / (crypto::sha256(origin).hex().substr(0, 32) + ".note");
}

std::optional<std::string> WitnessDesk::last_note(const std::string& origin) const {
  const auto file = file_of(origin);
  if (!std::filesystem::exists(file)) return std::nullopt;
  return packages::read_bounded(file, note_max);
}

/// A memory that does not read is no empty one: whoever began at nothing again could be shown another log.
std::optional<evidence::Checkpoint> WitnessDesk::last_seen(const std::string& origin) const {
  const auto note = last_note(origin);
  if (!note) return std::nullopt;
  const auto checkpoint = cosigned_at(*note, key_) ? evidence::parse_checkpoint(*note) : std::nullopt;
  if (!checkpoint || checkpoint->origin != origin)
    throw Error{ErrorCode::StorageFailed, "what the witness has seen cannot be read"}.with("path",
                                                                                           file_of(origin).string());
  return checkpoint;
}

WitnessReply WitnessDesk::add_checkpoint(std::string_view request) {
  const std::lock_guard lock{mutex_};
  const auto decision =
      judge_request(request, options_.logs, [this](const std::string& origin) { return last_seen(origin); });
  if (decision.kind != evidence::WitnessDecision::Kind::Cosign) return reply_to(decision);
  const auto line = cosign(evidence::split_note(decision.note)->body, key_, real_.now().ms / 1000,
                           [this](std::string_view message) { return key_file_.sign(message); });
  const auto note = with_cosignature(decision.note, key_, line);
  if (!note) return reply_to({});  // somebody else's lines on it are malformed
  packages::write_durably(file_of(decision.checkpoint.origin), *note);
  return {200, "text/plain; charset=utf-8", line};
}

std::vector<WitnessedLog> WitnessDesk::logs() const {
  std::vector<WitnessedLog> found;
  for (const auto& log : options_.logs) {
    WitnessedLog each{log.name, 0, {}};
    if (const auto note = last_note(log.name)) {
      if (const auto checkpoint = evidence::parse_checkpoint(*note)) each.size = checkpoint->size;
      if (const auto at_s = cosigned_at(*note, key_)) each.seen = {*at_s * 1000};
    }
    found.push_back(std::move(each));
  }
  return found;
}

}  // namespace cundang::app
