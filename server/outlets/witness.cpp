// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/cosignature.h"
#include "schema/model/error.h"
#include "server/delivery/http_exchange.h"
#include "server/outlets/outlet.h"

namespace cundang::outlets {
namespace {

std::string trimmed(std::string text) {
  while (text.ends_with('\n') || text.ends_with('/')) text.pop_back();
  return text;
}

/// The witness has seen more, or other leaves, than this log has: it was put back, or copied and continued twice.
Error other_log(const std::string& name, const std::string& zh, const std::string& en) {
  return Error{ErrorCode::LogInconsistent, Text{"见证 " + name + " 所见与本日志不符：" + zh,
                                                "witness " + name + " has seen another log than this: " + en}};
}

class Witness final : public Outlet {
 public:
  Witness(WitnessOutletOptions options, LogReader log, std::chrono::seconds timeout)
      : options_{std::move(options)}, log_{std::move(log)}, timeout_{timeout} {
    options_.url = trimmed(options_.url);
  }
  const std::string& name() const override { return options_.key.name; }
  std::string kind() const override { return "witness"; }
  std::string target() const override { return options_.url; }
  std::optional<evidence::WitnessKey> witness() const override { return options_.key; }

  /// The newest checkpoint, not the day's own: a witness goes only forward, and the later one covers the earlier.
  Taken take(const DayHead& head) override {
    const auto log = log_();
    if (log.checkpoint.size < head.size)
      throw Error{ErrorCode::Unavailable, "the checkpoint is not published yet"}.with("size",
                                                                                      std::to_string(head.size));
    auto reply = ask(log);
    if (reply.status == 409 && reply.content_type == "text/x.tlog.size") {
      learn(log, reply.body);
      reply = ask(log);
    }
    return judge(log, reply);
  }

 private:
  delivery::Reply ask(const evidence::PublishedLog& log) {
    const auto path = seen_ > 0 ? log.tree.consistency_proof(seen_, log.checkpoint.size) : std::vector<Sha256>{};
    delivery::Exchange request;
    request.url = options_.url + "/add-checkpoint";
    request.content_type = "text/plain; charset=utf-8";
    request.body = evidence::consistency_text(seen_, path, log.note);
    request.ca_file = options_.ca_file;
    request.timeout = timeout_;
    return delivery::exchange(request);
  }

  /// It was asked from another size than it has seen last.
  void learn(const evidence::PublishedLog& log, const std::string& body) {
    const auto size = evidence::parse_count(trimmed(body));
    if (!size) throw Error{ErrorCode::Unavailable, "the witness names no size"}.with("url", options_.url);
    if (*size > log.checkpoint.size)
      throw other_log(
          name(), "它已见到 " + std::to_string(*size) + " 条，本日志仅 " + std::to_string(log.checkpoint.size) + " 条",
          "it has seen " + std::to_string(*size) + " leaves, this log has " + std::to_string(log.checkpoint.size));
    if (*size == seen_) throw other_log(name(), "同样条数，根不同", "the same size and another root");
    seen_ = *size;
  }

  Taken judge(const evidence::PublishedLog& log, const delivery::Reply& reply) {
    if (reply.status == 422)
      throw other_log(name(), "不是在它所见的基础上增长", "this log did not grow from what it has seen");
    if (reply.status == 409) throw other_log(name(), "条数或根不符", "size or root differ");
    if (reply.status != 200)
      throw Error{ErrorCode::Unavailable, "HTTP " + std::to_string(reply.status)}.with("url", options_.url);
    // Lines of keys that we do not know are passed over.
    std::string_view rest{reply.body};
    while (const auto line = evidence::take_line(rest)) {
      const auto text = std::string{*line} + "\n";
      const auto cosigned = with_cosignature(log.note, options_.key, text);
      if (!cosigned) continue;
      seen_ = log.checkpoint.size;
      const Instant at{cosigned_at(*cosigned, options_.key).value_or(0) * 1000};
      return {"见证 " + std::to_string(log.checkpoint.size) + " 条 " + to_text(at), file_name(name()) + ".cosigned",
              *cosigned, std::string{evidence::split_note(log.note)->body}, text};
    }
    throw Error{ErrorCode::SignatureInvalid,
                Text{"见证的答复中没有其公钥的有效签名", "the witness's answer bears no cosignature by its key"},
                Text{"请向见证方核对其公钥", "check the key with the house that is the witness"}}
        .with("witness", name());
  }

  WitnessOutletOptions options_;
  const LogReader log_;
  const std::chrono::seconds timeout_;
  TreeSize seen_ = 0;  ///< as far as is known here; the witness says where it differs
};

}  // namespace

std::unique_ptr<Outlet> make_witness(WitnessOutletOptions options, LogReader log, std::chrono::seconds timeout) {
  return std::make_unique<Witness>(std::move(options), std::move(log), timeout);
}

}  // namespace cundang::outlets
