// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/digest.h"
#include "archive/crypto/timestamp_client.h"
#include "archive/packages/durable_file.h"
#include "schema/model/error.h"
#include "server/delivery/http_exchange.h"
#include "server/outlets/outlet.h"

namespace cundang::outlets {
namespace {

constexpr std::int64_t pem_max = 1 << 20;

class Tsa final : public Outlet {
 public:
  Tsa(TsaOptions options, std::chrono::seconds timeout) : options_{std::move(options)}, timeout_{timeout} {}
  const std::string& name() const override { return options_.name; }
  std::string kind() const override { return "tsa"; }
  std::string target() const override { return options_.url; }

  Taken take(const DayHead& head) override {
    delivery::Exchange request;
    request.url = options_.url;
    request.content_type = "application/timestamp-query";
    request.body = crypto::timestamp_query(crypto::sha256(head.note));
    request.ca_file = options_.tls_ca_file;
    request.timeout = timeout_;
    auto reply = delivery::exchange(request);
    if (reply.status != 200)
      throw Error{ErrorCode::Unavailable, "HTTP " + std::to_string(reply.status)}.with("url", options_.url);
    const auto ca = options_.ca_file.empty() ? std::string{} : packages::read_bounded(options_.ca_file, pem_max);
    const auto at = crypto::check_timestamp_reply(reply.body, request.body, ca);
    return {"时间戳 " + to_text(at), file_name(options_.name) + ".tsr", std::move(reply.body), {}, {}};
  }

 private:
  const TsaOptions options_;
  const std::chrono::seconds timeout_;
};

}  // namespace

std::unique_ptr<Outlet> make_tsa(TsaOptions options, std::chrono::seconds timeout) {
  return std::make_unique<Tsa>(std::move(options), timeout);
}

}  // namespace cundang::outlets
