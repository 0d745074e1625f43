// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/timestamp_client.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <ctime>

#include "archive/crypto/openssl_handles.h"
#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

using QueryPtr = std::unique_ptr<TS_REQ, FreeWith<TS_REQ_free>>;
using ReplyPtr = std::unique_ptr<TS_RESP, FreeWith<TS_RESP_free>>;
using ImprintPtr = std::unique_ptr<TS_MSG_IMPRINT, FreeWith<TS_MSG_IMPRINT_free>>;
using AlgorithmPtr = std::unique_ptr<X509_ALGOR, FreeWith<X509_ALGOR_free>>;

std::string last_reason() {
  const auto code = ERR_peek_last_error();
  const auto* text = code == 0 ? nullptr : ERR_reason_error_string(code);
  ERR_clear_error();
  return text == nullptr ? "not valid" : text;
}

[[noreturn]] void refuse(const std::string& why) {
  throw Error{
      ErrorCode::SignatureInvalid, Text{"时间戳无效：" + why, "the time stamp does not hold: " + why},
      Text{"请核对时间戳机构的地址和证书文件", "check the authority's address and the file of its certificates"}};
}

ReplyPtr parse_reply(std::string_view der) {
  const auto* at = octets(der);
  ReplyPtr reply{d2i_TS_RESP(nullptr, &at, static_cast<long>(der.size()))};
  return at == octets(der) + der.size() ? std::move(reply) : nullptr;
}

StorePtr trusted(std::string_view ca_pem) {
  StorePtr store = StorePtr{made(X509_STORE_new())};
  if (ca_pem.empty()) {
    X509_STORE_set_default_paths(store.get());
    return store;
  }
  const BioPtr bio{made(BIO_new_mem_buf(ca_pem.data(), static_cast<int>(ca_pem.size())))};
  int count = 0;
  for (;; ++count) {
    const CertificatePtr certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)};
    if (!certificate) break;
    X509_STORE_add_cert(store.get(), certificate.get());
  }
  ERR_clear_error();  // the end of the file shows as an error
  if (count == 0) refuse("no certificate to trust in the file of authorities");
  return store;
}

/// Signature and the certificate it names (ESSCertIDv2) by what is inside the token: trust and time are not asked here.
bool holds_by_itself(PKCS7* token) {
  if (PKCS7_type_is_signed(token) == 0) return false;
  const StorePtr store{made(X509_STORE_new())};
  const auto* certificates = token->d.sign->cert;
  for (int i = 0; i < sk_X509_num(certificates); ++i) X509_STORE_add_cert(store.get(), sk_X509_value(certificates, i));
  X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
  const TokenCheckPtr check{made(TS_VERIFY_CTX_new())};
  TS_VERIFY_CTX_set_flags(check.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE);
  X509_STORE_up_ref(store.get());
  TS_VERIFY_CTX_set_store(check.get(), store.get());  // the context ends its share
  const bool holds = TS_RESP_verify_token(check.get(), token) == 1;
  ERR_clear_error();
  return holds;
}

Instant time_of(const TS_TST_INFO* info) {
  const auto* time = TS_TST_INFO_get_time(info);
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) refuse("no time in it");
  return {static_cast<std::int64_t>(::timegm(&parts)) * 1000};
}

}  // namespace

std::string timestamp_query(const Sha256& imprint) {
  const QueryPtr query{made(TS_REQ_new())};
  const ImprintPtr message{made(TS_MSG_IMPRINT_new())};
  const AlgorithmPtr algorithm{made(X509_ALGOR_new())};
  X509_ALGOR_set_md(algorithm.get(), EVP_sha256());
  std::string digest{imprint.bytes()};
  unsigned char random[8];
  const NumberPtr number{made(BN_new())};
  const bool done = TS_MSG_IMPRINT_set_algo(message.get(), algorithm.get()) == 1 &&
                    TS_MSG_IMPRINT_set_msg(message.get(), reinterpret_cast<unsigned char*>(digest.data()),
                                           static_cast<int>(digest.size())) == 1 &&
                    TS_REQ_set_version(query.get(), 1) == 1 &&
                    TS_REQ_set_msg_imprint(query.get(), message.get()) == 1 &&
                    TS_REQ_set_cert_req(query.get(), 1) == 1 && RAND_bytes(random, sizeof random) == 1 &&
                    BN_bin2bn(random, sizeof random, number.get()) != nullptr;
  const IntegerPtr nonce{made(BN_to_ASN1_INTEGER(number.get(), nullptr))};
  if (!done || TS_REQ_set_nonce(query.get(), nonce.get()) != 1)
    throw Error{ErrorCode::Internal, "a time stamp query cannot be made"};
  unsigned char* der = nullptr;
  const auto size = i2d_TS_REQ(query.get(), &der);
  if (size <= 0) throw Error{ErrorCode::Internal, "a time stamp query cannot be made"};
  std::string bytes{reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)};
  OPENSSL_free(der);
  return bytes;
}

Instant check_timestamp_reply(std::string_view reply, std::string_view query, std::string_view ca_pem) {
  const auto response = parse_reply(reply);
  if (!response) refuse("not an RFC 3161 response");
  const auto* at = octets(query);
  const QueryPtr request{d2i_TS_REQ(nullptr, &at, static_cast<long>(query.size()))};
  if (!request) throw Error{ErrorCode::Internal, "a time stamp query cannot be read"};
  const TokenCheckPtr check{made(TS_REQ_to_TS_VERIFY_CTX(request.get(), nullptr))};
  TS_VERIFY_CTX_add_flags(check.get(), TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_store(check.get(), trusted(ca_pem).release());  // the context ends it
  if (TS_RESP_verify_response(check.get(), response.get()) != 1) refuse(last_reason());
  return time_of(TS_RESP_get_tst_info(response.get()));
}

std::optional<StatedTime> read_timestamp_reply(std::string_view reply) {
  const auto response = parse_reply(reply);
  if (!response) return std::nullopt;
  auto* token = TS_RESP_get_token(response.get());
  auto* info = TS_RESP_get_tst_info(response.get());
  if (token == nullptr || info == nullptr) return std::nullopt;
  if (!holds_by_itself(token)) return std::nullopt;
  auto* message = TS_TST_INFO_get_msg_imprint(info);
  const auto* digest = TS_MSG_IMPRINT_get_msg(message);
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(message));
  if (OBJ_obj2nid(algorithm) != NID_sha256) return std::nullopt;
  const auto imprint = Sha256::from_bytes({reinterpret_cast<const char*>(ASN1_STRING_get0_data(digest)),
                                           static_cast<std::size_t>(ASN1_STRING_length(digest))});
  if (!imprint) return std::nullopt;
  return StatedTime{*imprint, time_of(info)};
}

}  // namespace cundang::crypto
