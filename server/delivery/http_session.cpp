// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/http_session.h"

#include <Poco/Net/HTTPSClientSession.h>

#include "server/delivery/tls.h"

namespace cundang::delivery {

namespace net = Poco::Net;

std::unique_ptr<net::HTTPClientSession> session_to(const Poco::URI& uri, const std::filesystem::path& ca_file,
                                                   std::chrono::seconds timeout) {
  std::unique_ptr<net::HTTPClientSession> session;
  if (uri.getScheme() == "https")
    session = std::make_unique<net::HTTPSClientSession>(uri.getHost(), uri.getPort(), client_tls(ca_file));
  else
    session = std::make_unique<net::HTTPClientSession>(uri.getHost(), uri.getPort());
  session->setTimeout(Poco::Timespan{timeout.count(), 0});
  session->setKeepAlive(false);
  return session;
}

}  // namespace cundang::delivery
