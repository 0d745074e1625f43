// SPDX-License-Identifier: GPL-3.0-or-later
// Writes and reads the JSON of receipts and slips (docs/formats/log.md, "Receipt"). Checking is receipt_check.cpp.
#include "archive/evidence/receipt.h"

#include "archive/evidence/receipt_json.h"

namespace cundang::evidence {
namespace {

constexpr std::size_t longest_receipt = 16U << 20U;  // bytes; a slip lists every finding
constexpr std::string_view head = "{\"format\":\"cundang-receipt/1\",\"type\":";

void write_key(std::string& out, std::string_view key) {
  out += ",\"";
  out += key;
  out += "\":";
}

void write(std::string& out, std::string_view key, std::string_view text) {
  write_key(out, key);
  write_json_string(out, text);
}

void write(std::string& out, std::string_view key, std::int64_t number) {
  write_key(out, key);
  out += std::to_string(number);
}

template <class Items, class WriteItem>
void write_list(std::string& out, std::string_view key, const Items& items, const WriteItem& write_item) {
  write_key(out, key);
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write_item(item);
  }
  out += ']';
}

void write_text(std::string& out, std::string_view key, const Text& text) {
  write_key(out, key);
  out += "{\"zh\":";
  write_json_string(out, text.zh);
  write(out, "en", text.en);
  out += '}';
}

void write_finding(std::string& out, const Finding& finding) {
  out += "{\"code\":";
  write_json_string(out, finding.code);
  write(out, "severity", finding.severity == Severity::Fault ? "fault" : "warning");
  write(out, "place", finding.place);
  write(out, "line", finding.line);
  write_text(out, "reason", finding.reason);
  write_text(out, "cure", finding.cure);
  out += '}';
}

Text read_text(JsonScanner& in) {
  Text text;
  in.expect("{\"zh\":");
  text.zh = in.string();
  in.expect(",\"en\":");
  text.en = in.string();
  in.expect("}");
  return text;
}

Finding read_finding(JsonScanner& in) {
  Finding finding;
  in.expect("{\"code\":");
  finding.code = in.string();
  in.expect(",\"severity\":");
  finding.severity = in.take("\"warning\"") ? Severity::Warning : (in.expect("\"fault\""), Severity::Fault);
  in.expect(",\"place\":");
  finding.place = in.string();
  in.expect(",\"line\":");
  finding.line = static_cast<int>(in.number());
  in.expect(",\"reason\":");
  finding.reason = read_text(in);
  in.expect(",\"cure\":");
  finding.cure = read_text(in);
  in.expect("}");
  return finding;
}

template <class ReadItem>
void read_list(JsonScanner& in, const ReadItem& read_item) {
  in.expect("[");
  if (in.take("]")) return;
  do read_item();
  while (in.take(","));
  in.expect("]");
}

/// Reads the members in order; what is malformed within a value makes `valid` false.
struct ReceiptReader {
  JsonScanner in;
  Receipt receipt;
  bool valid = true;

  std::string text(std::string_view key) {
    member(key);
    return in.string();
  }
  std::int64_t number(std::string_view key) {
    member(key);
    return in.number();
  }
  void member(std::string_view key) { in.expect(",\"" + std::string{key} + "\":"); }

  template <class Value>
  Value require(const std::optional<Value>& value) {
    valid = valid && value.has_value();
    return value.value_or(Value{});
  }
  AccessionNumber accession(std::string_view text) { return require(parse_accession_number(text)); }
  Sha256 hash(std::string_view base64) { return require(Sha256::from_bytes(require(from_base64(base64)))); }

  void read() {
    in.expect(head);
    receipt.type = in.take("\"refusal\"") ? Receipt::Type::Refusal : (in.expect("\"receipt\""), Receipt::Type::Receipt);
    const bool refusal = receipt.type == Receipt::Type::Refusal;
    member("simulated");
    receipt.simulated = in.boolean();
    receipt.origin = text("origin");
    if (!refusal) receipt.accession = accession(text("accession"));
    receipt.unit = {text("unit")};
    receipt.counter = number(refusal ? "refusal_counter" : "unit_counter");
    receipt.received_at = require(parse_instant(text("received_at")));
    receipt.digest = text("digest");
    refusal ? read_refusal() : read_acceptance();
    read_evidence();
    in.expect("}");
  }
  void read_acceptance() {
    receipt.title = text("title");
    member("duplicates");
    read_list(in, [this] { receipt.duplicates.push_back(accession(in.string())); });
  }
  void read_refusal() {
    member("findings");
    read_list(in, [this] { receipt.findings.push_back(read_finding(in)); });
  }
  void read_evidence() {
    receipt.statement = text("statement");
    receipt.salt = require(from_base64(text("salt")));
    receipt.leaf = text("leaf");
    receipt.leaf_index = number("leaf_index");
    member("proof");
    read_list(in, [this] { receipt.proof.push_back(hash(in.string())); });
    receipt.checkpoint = text("checkpoint");
  }
};

}  // namespace

std::string to_json(const Receipt& receipt) {
  const bool refusal = receipt.type == Receipt::Type::Refusal;
  std::string out;
  out.reserve(4096);
  out += head;
  out += refusal ? "\"refusal\"" : "\"receipt\"";
  write_key(out, "simulated");
  out += receipt.simulated ? "true" : "false";
  write(out, "origin", receipt.origin);
  if (receipt.accession) write(out, "accession", to_text(*receipt.accession));
  write(out, "unit", receipt.unit.text);
  write(out, refusal ? "refusal_counter" : "unit_counter", receipt.counter);
  write(out, "received_at", to_text(receipt.received_at));
  write(out, "digest", receipt.digest);
  if (refusal) {
    write_list(out, "findings", receipt.findings, [&](const Finding& finding) { write_finding(out, finding); });
  } else {
    write(out, "title", receipt.title);
    write_list(out, "duplicates", receipt.duplicates,
               [&](AccessionNumber number) { write_json_string(out, to_text(number)); });
  }
  write(out, "statement", receipt.statement);
  write(out, "salt", to_base64(receipt.salt));
  write(out, "leaf", receipt.leaf);
  write(out, "leaf_index", receipt.leaf_index);
  write_list(out, "proof", receipt.proof, [&](const Sha256& hash) { write_json_string(out, to_base64(hash.bytes())); });
  write(out, "checkpoint", receipt.checkpoint);
  return out + "}";
}

std::optional<Receipt> parse_receipt(std::string_view json) {
  if (json.ends_with('\n')) json.remove_suffix(1);  // as an editor or a terminal leaves it
  if (json.size() > longest_receipt) return std::nullopt;
  ReceiptReader reader{JsonScanner{json}, {}};
  reader.read();
  if (!reader.valid || !reader.in.finished() || to_json(reader.receipt) != json) return std::nullopt;
  return std::move(reader.receipt);  // one receipt, one text
}

}  // namespace cundang::evidence
