// SPDX-License-Identifier: GPL-3.0-or-later
// Proofs, checkpoint notes and verifier keys (C2SP): each has one text, and no note opens but the log's own.
#include "archive/evidence/checkpoint.h"
#include "archive/evidence/merkle.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

bool check_note(std::string_view note) {
  static const auto key = sample_log_key();
  static const auto published = evidence::open_checkpoint(sample("checkpoint.txt"), key);
  static const auto of_proof =
      evidence::open_checkpoint(evidence::parse_proof_text(sample("proof.txt")).value().checkpoint_note, key);
  const auto parsed = evidence::parse_checkpoint(note);
  const auto opened = evidence::open_checkpoint(note, key);
  if (parsed) must(parsed->size >= 0 && !parsed->origin.empty(), "a checkpoint has an origin and a size");
  if (opened) {
    must(opened == parsed, "what opens is what stands there");
    must(opened == published || opened == of_proof, "no checkpoint opens that the log did not sign");
  }
  return parsed.has_value();
}

bool check_proof(std::string_view text) {
  const auto proof = evidence::parse_proof_text(text);
  if (!proof) return false;
  must(proof->index >= 0 && proof->path.size() <= 63, "index and path are within bounds");
  must(evidence::proof_text(proof->index, proof->path, proof->checkpoint_note, proof->extra) == text,
       "one proof, one text");
  const auto checkpoint = evidence::parse_checkpoint(proof->checkpoint_note);
  if (checkpoint && check_note(proof->checkpoint_note))
    evidence::verify_inclusion(proof->index, checkpoint->size, evidence::leaf_hash(text), proof->path,
                               checkpoint->root);
  return true;
}

bool check_key(std::string_view vkey) {
  const auto key = evidence::LogKey::parse(vkey);
  if (key) must(key->vkey() == vkey, "one key, one text");
  return key.has_value();
}

bool check(std::string_view input) {
  const bool note = check_note(input), proof = check_proof(input), key = check_key(input);
  return note || proof || key;
}

std::vector<std::string> seeds() {
  auto vkey = sample("vkey");
  if (vkey.ends_with('\n')) vkey.pop_back();
  const auto proof = evidence::parse_proof_text(sample("proof.txt")).value();
  return {sample("checkpoint.txt"), sample("proof.txt"), vkey,
          evidence::proof_text(proof.index, proof.path, proof.checkpoint_note, sample("leaf.txt"))};
}

const Entered entered{{"proof", "evidence", 16 << 10, 30'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
