// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/tls.h"

#include <Poco/Exception.h>
#include <Poco/Net/NetSSL.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLManager.h>

#include <mutex>

#include "schema/model/error.h"

namespace cundang::delivery {
namespace {

using Poco::Net::Context;

Context::Ptr make_context(const std::filesystem::path& ca_file) try {
  // Poco's VERIFY_RELAXED lets a server on this machine bear any name.
  Context::Ptr context = new Context{Context::TLS_CLIENT_USE, ca_file.string(), Context::VERIFY_STRICT, 9, true};
  context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
  context->enableExtendedCertificateVerification(true);
  return context;
} catch (const Poco::Exception& cause) {
  throw Error{ErrorCode::FileUnreadable, cause.displayText()}.with("ca_file", ca_file.string());
}

}  // namespace

Context::Ptr client_tls(const std::filesystem::path& ca_file) {
  static std::once_flag once;
  auto context = make_context(ca_file);
  std::call_once(once, [&] {
    Poco::Net::initializeSSL();
    // Poco's default asks at the console whether to go on.
    Poco::Net::SSLManager::instance().initializeClient(nullptr, new Poco::Net::RejectCertificateHandler{false},
                                                       context);
  });
  return context;
}

}  // namespace cundang::delivery
