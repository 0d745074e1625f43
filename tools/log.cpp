// SPDX-License-Identifier: GPL-3.0-or-later
// cundang log: proofs out of the published log, and their checking, with its static files alone.
#include <algorithm>
#include <iostream>

#include "archive/crypto/digest.h"
#include "archive/evidence/cosignature.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/published_log.h"
#include "archive/registry/registry.h"
#include "archive/verify/findings.h"
#include "archive/verify/held_head.h"
#include "schema/model/json.h"
#include "server/app/closed_days.h"
#include "server/http/checkpoint_page.h"
#include "tools/commands.h"
#include "tools/findings_output.h"
#include "tools/local_archive.h"
#include "tools/log_source.h"

namespace cundang::tools {
namespace {

[[noreturn]] void refuse(const char* zh, const char* en, const char* cure_zh, const char* cure_en) {
  throw Error{ErrorCode::UsageError, Text{zh, en}, Text{cure_zh, cure_en}};
}

const std::string& argument(const LogOptions& options, std::size_t at) {
  if (options.arguments.size() > at) return options.arguments[at];
  refuse("参数不全", "an argument is missing", "用法见 cundang help log", "see cundang help log");
}

/// Where the log's files come from, and by which key they are judged.
struct Source {
  evidence::LogFiles files;
  evidence::LogKey key;
};

std::string read_line(const std::filesystem::path& file) {
  auto line = read_file(file);
  line.erase(line.find_last_not_of(" \r\n\t") + 1);
  return line;
}

Source source_of(const LogOptions& options) {
  const int named = (options.log.empty() ? 0 : 1) + (options.url.empty() ? 0 : 1) + (options.data.empty() ? 0 : 1);
  if (named != 1)
    refuse("须指明一处日志，且只一处", "exactly one place of the log is to be named",
           "请给出 --data、--log 或 --url 之一", "give one of --data, --log and --url");
  auto files =
      !options.url.empty()
          ? log_at(options.url, options.token_file.empty() ? "" : read_line(options.token_file), options.ca_file)
          : log_in(options.log.empty() ? app::DataLayout{options.data}.log() : options.log);
  if (!options.vkey.empty()) return {std::move(files), read_log_key(options.vkey)};
  auto vkey = files("vkey");
  if (!vkey) refuse("日志没有公布公钥", "the log publishes no key", "请用 --vkey 给出公钥", "give the key with --vkey");
  return {std::move(files), read_log_key(std::move(*vkey))};
}

/// An index as it stands, or of an accession number; the registry is asked only for the latter.
LeafIndex index_of(const LogOptions& options, const std::string& text) {
  if (const auto index = evidence::parse_count(text)) return *index;
  const auto number = parse_accession_number(text);
  if (!number)
    refuse("这既不是日志序号，也不是接收登记号", "this is neither a leaf index nor an accession number",
           "请写作 41 或 R0000042", "write 41 or R0000042");
  if (options.data.empty())
    refuse("接收登记号只能用 --data 查得序号", "an accession number leads to its leaf only with --data",
           "请给出 --data，或写日志序号（见回执的 leaf_index）",
           "give --data, or the index (leaf_index of the receipt)");
  const registry::Registry registry{app::DataLayout{options.data}.registry(), registry::Registry::Mode::ReadOnly};
  const auto row = registry.record(*number);
  if (!row) throw Error{ErrorCode::NotFound}.with("record", text);
  return row->leaf_index;
}

/// A file is judged by a key that came another way than the file.
evidence::LogKey trusted_key(const LogOptions& options) {
  if (options.vkey.empty())
    refuse("缺少日志公钥", "the log's key is missing", "请用 --vkey 给出可信来源的公钥",
           "give with --vkey the key that came to you from where you trust it");
  return read_log_key(options.vkey);
}

void put(const LogOptions& options, const std::string& text) {
  if (options.out.empty())
    std::cout << text;
  else
    write_file(options.out, text);
}

int prove(const LogOptions& options) {
  const auto index = index_of(options, argument(options, 0));
  const auto source = source_of(options);
  const auto log = evidence::read_published_log(source.files, source.key);
  if (index >= log.checkpoint.size)
    throw Error{ErrorCode::NotFound, Text{"该条尚未公布", "the leaf is not published"},
                Text{"请稍后再试，或核对序号", "come again in a moment, or check the index"}}
        .with("index", std::to_string(index))
        .with("size", std::to_string(log.checkpoint.size));
  const auto leaf = evidence::read_published_leaf(source.files, index, log.checkpoint.size);
  const auto path = log.tree.inclusion_proof(index, log.checkpoint.size);
  if (!evidence::verify_inclusion(index, log.checkpoint.size, evidence::leaf_hash(leaf), path, log.checkpoint.root))
    throw Error{ErrorCode::LogInconsistent,
                Text{"日志条目与日志块不符", "the entry is not the one the tiles were made of"}}
        .with("index", std::to_string(index));
  const auto text = evidence::proof_text(index, path, log.note, leaf);
  if (options.json)
    std::cout << JsonWriter{}
                     .open_object()
                     .member("index", index)
                     .member("size", log.checkpoint.size)
                     .member("leaf", leaf)
                     .member("proof", text)
                     .close_object()
                     .text()
              << "\n";
  if (!options.json || !options.out.empty()) put(options, text);
  return 0;
}

/// Cosignatures that were asked for and are not there.
Findings missing_witnesses(const LogOptions& options, const std::string& note, const std::string& place) {
  Findings findings;
  for (const auto& vkey : options.witnesses) {
    const auto witness = read_witness_key(vkey);
    if (!cosigned_at(note, witness))
      findings.push_back(verify::fault("log.not-witnessed", place, "检查点没有 " + witness.name + " 的有效见证",
                                       "the checkpoint bears no valid cosignature of " + witness.name));
  }
  return findings;
}

void print_proved(const LogOptions& options, const evidence::Checkpoint& head, LeafIndex index, const std::string& leaf,
                  const std::string& note) {
  const auto read = evidence::parse_leaf(leaf);
  if (options.json) {
    JsonWriter json;
    json.open_object()
        .member("holds", true)
        .member("origin", head.origin)
        .member("size", head.size)
        .member("index", index)
        .member("leaf_sha256", crypto::sha256(leaf).hex());
    if (read) json.member("received", to_text(read->received)).member("commitment", read->commitment.hex());
    std::cout << json.close_object().text() << "\n";
    return;
  }
  std::cout << "证明有效：该条是日志 " << head.origin << " 的第 " << index << " 条，检查点签到 " << head.size << " 条\n"
            << "the proof holds: leaf " << index << " of " << head.origin << " at size " << head.size << "\n";
  if (read) std::cout << "收到 " << to_beijing_text(read->received) << "，承诺值 " << read->commitment.hex() << "\n";
  for (const auto& vkey : options.witnesses) {
    const auto witness = read_witness_key(vkey);
    if (const auto at_s = cosigned_at(note, witness))
      std::cout << "见证 " << witness.name << " " << to_beijing_text(Instant{*at_s * 1000}) << "\n";
  }
}

int check(const LogOptions& options) {
  const auto& file = argument(options, 0);
  const auto key = trusted_key(options);
  const auto proof = evidence::parse_proof_text(read_file(file));
  if (!proof)
    throw Error{ErrorCode::SignatureInvalid, Text{"这不是 C2SP tlog-proof 文件", "this is no C2SP tlog-proof"},
                Text{"请用 cundang log prove 所得的文件，一字不改", "use the file of cundang log prove, unchanged"}}
        .with("file", file);
  const auto leaf = options.leaf.empty() ? proof->extra : read_file(options.leaf);
  if (leaf.empty())
    refuse("证明中没有日志条目，须另给", "the proof does not carry its leaf", "请用 --leaf 给出条目文件",
           "give the file of the leaf with --leaf");
  Findings findings;
  const auto head = evidence::open_checkpoint(proof->checkpoint_note, key);
  if (!head || head->origin != key.name)
    findings.push_back(verify::fault("log.checkpoint", file, "检查点不是该公钥所签，或已被改动",
                                     "the checkpoint is not signed by this key, or was changed"));
  else if (!evidence::verify_inclusion(proof->index, head->size, evidence::leaf_hash(leaf), proof->path, head->root))
    findings.push_back(verify::fault("log.proof", file, "该条不在检查点所签的日志中",
                                     "the leaf is not in the log that the checkpoint signs"));
  for (auto& each : missing_witnesses(options, proof->checkpoint_note, file)) findings.push_back(std::move(each));
  if (!findings.empty()) {
    print_findings(findings, options.json);
    return exit_status_of(findings);
  }
  print_proved(options, *head, proof->index, leaf, proof->checkpoint_note);
  return 0;
}

/// A checkpoint out of what somebody holds, signed by the log.
struct Head {
  std::string name, note;
  evidence::Checkpoint checkpoint;
};

Head open_head(const std::string& file, const evidence::LogKey& key) {
  auto held = verify::parse_held_head(file, read_file(file));
  if (!held)
    throw Error{ErrorCode::SignatureInvalid, Text{"文件中没有检查点", "there is no checkpoint in this file"},
                Text{"请用检查点、回执或证明文件，一字不改", "use a checkpoint, a receipt or a proof, unchanged"}}
        .with("file", file);
  const auto checkpoint = evidence::open_checkpoint(held->note, key);
  if (!checkpoint)
    throw Error{
        ErrorCode::SignatureInvalid,
        Text{"检查点不是该日志公钥所签，或已被改动", "the checkpoint is not signed by the log's key, or was changed"},
        Text{"请核对公钥；若公钥可信，则此检查点不可信",
             "check the key; where the key is right, this checkpoint is not"}}
        .with("file", file);
  return {file, std::move(held->note), *checkpoint};
}

int print_consistency(const LogOptions& options, const Head& held, const Head& shown, const Findings& findings) {
  if (!findings.empty()) {
    print_findings(findings, options.json);
    return exit_status_of(findings);
  }
  if (options.json)
    std::cout << JsonWriter{}
                     .open_object()
                     .member("holds", true)
                     .member("origin", held.checkpoint.origin)
                     .member("old_size", held.checkpoint.size)
                     .member("new_size", shown.checkpoint.size)
                     .close_object()
                     .text()
              << "\n";
  else
    std::cout << "前后一致：日志 " << held.checkpoint.origin << " 从 " << held.checkpoint.size << " 条到 "
              << shown.checkpoint.size << " 条，只增未改\n"
              << "consistent: the log only grew from " << held.checkpoint.size << " to " << shown.checkpoint.size
              << " leaves\n";
  return 0;
}

/// Out of a proof that came as a file, without the log.
int consistency_by_file(const LogOptions& options) {
  const auto proof = evidence::parse_consistency_text(read_file(options.proof));
  if (!proof)
    throw Error{ErrorCode::SignatureInvalid, Text{"这不是一致性证明文件", "this is no consistency proof"},
                Text{"请用 cundang log consistency --out 所得的文件", "use the file of cundang log consistency --out"}}
        .with("file", options.proof.string());
  const auto key = trusted_key(options);
  const auto held = open_head(argument(options, 0), key);
  Head shown{options.proof.string(), proof->checkpoint_note, {}};
  if (options.arguments.size() > 1) {
    shown = open_head(options.arguments[1], key);
  } else if (const auto head = evidence::open_checkpoint(proof->checkpoint_note, key)) {
    shown.checkpoint = *head;
  } else {
    throw Error{ErrorCode::SignatureInvalid}.with("file", options.proof.string());
  }
  auto findings = verify::check_consistency(held.checkpoint, shown.checkpoint, proof->path, held.name);
  if (proof->from != held.checkpoint.size && findings.empty())
    findings.push_back(verify::fault("log.proof", shown.name, "证明不是从所持检查点开始",
                                     "the proof does not begin at the checkpoint held"));
  return print_consistency(options, held, shown, findings);
}

/// The published log against one head: a tree of that size is found in it, or it says what is wrong.
Findings log_against(const evidence::PublishedLog& log, const Head& head) {
  const auto& checkpoint = head.checkpoint;
  const bool reaches = checkpoint.size <= log.checkpoint.size && checkpoint.origin == log.checkpoint.origin;
  const auto path = reaches && checkpoint.size > 0 ? log.tree.consistency_proof(checkpoint.size, log.checkpoint.size)
                                                   : std::vector<Sha256>{};
  return verify::check_consistency(checkpoint, log.checkpoint, path, head.name);
}

int consistency(const LogOptions& options) {
  if (!options.proof.empty()) return consistency_by_file(options);
  const auto& old_file = argument(options, 0);
  const auto source = source_of(options);
  const auto log = evidence::read_published_log(source.files, source.key);
  const auto held = open_head(old_file, source.key);
  const auto shown = options.arguments.size() > 1 ? open_head(options.arguments[1], source.key)
                                                  : Head{"checkpoint", log.note, log.checkpoint};
  auto findings = log_against(log, held);
  if (options.arguments.size() > 1)
    for (auto& each : log_against(log, shown)) findings.push_back(std::move(each));
  // Both stand in one log: then one is the beginning of the other, and only their order is left to be seen.
  if (findings.empty()) {
    const auto& [from, to] = std::pair{held.checkpoint, shown.checkpoint};
    const auto path =
        from.size > 0 && from.size <= to.size ? log.tree.consistency_proof(from.size, to.size) : std::vector<Sha256>{};
    findings = verify::check_consistency(from, to, path, held.name);
    if (findings.empty() && !options.out.empty())
      write_file(options.out, evidence::consistency_text(from.size, path, shown.note));
  }
  for (auto& each : missing_witnesses(options, shown.note, shown.name)) findings.push_back(std::move(each));
  return print_consistency(options, held, shown, findings);
}

/// The checkpoint of a closed day on paper.
int print_page(const LogOptions& options) {
  const auto day = parse_date(options.day);
  if (!options.day.empty() && !day)
    refuse("--day 不是日期", "--day is no day", "请写作 2012-07-02", "write 2012-07-02");
  if (!day || options.data.empty() || options.out.empty())
    refuse("须给出 --data、--day 与 --out", "--data, --day and --out are needed",
           "例如 cundang log page --data 目录 --day 2012-07-02 --out 检查点.pdf",
           "for example cundang log page --data DIR --day 2012-07-02 --out checkpoint.pdf");
  const app::DataLayout layout{options.data};
  const registry::Registry registry{layout.registry(), registry::Registry::Mode::ReadOnly};
  const auto closed = app::closed_day(registry, *day);
  if (!closed)
    throw Error{ErrorCode::NotFound, Text{"该日没有日结", "that day was not closed"},
                Text{"请核对日期；当日的日结在 24:00 之后", "check the day; one is closed after its 24:00"}}
        .with("day", options.day);
  write_file(options.out, checkpoint_pdf(http::checkpoint_page(*closed, read_line(layout.log() / "vkey"),
                                                               !registry.meta("simulated").empty())));
  return 0;
}

}  // namespace

int log(const LogOptions& options) {
  if (options.action == "prove") return prove(options);
  if (options.action == "check") return check(options);
  if (options.action == "consistency") return consistency(options);
  if (options.action == "page") return print_page(options);
  refuse("没有此用法", "there is no such action", "可用：prove、check、consistency、page",
         "use prove, check, consistency or page");
}

}  // namespace cundang::tools
