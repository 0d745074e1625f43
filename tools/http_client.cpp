// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/http_client.h"

#include <Poco/Net/FilePartSource.h>
#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StringPartSource.h>
#include <Poco/StreamCopier.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>

#include "schema/model/error.h"

namespace cundang::tools {

struct HttpClient::State {
  State(const Poco::URI& uri, std::string token_) : session{uri.getHost(), uri.getPort()}, token{std::move(token_)} {
    session.setKeepAlive(true);
    session.setTimeout(Poco::Timespan{120, 0});
  }
  Poco::Net::HTTPClientSession session;
  std::string token;
};

HttpClient::HttpClient(const std::string& base, std::string token) {
  try {
    const Poco::URI uri{base};
    if (uri.getScheme() != "http" || uri.getHost().empty()) throw Poco::SyntaxException{base};
    state_ = std::make_unique<State>(uri, std::move(token));
  } catch (const Poco::SyntaxException&) {
    throw Error{ErrorCode::UsageError, Text{"--server 不是 http 地址", "--server is no http URL"},
                Text{"请写作 http://主机:端口", "write http://HOST:PORT"}}
        .with("server", base);
  }
}

HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::submit(const std::string& record_xml, const std::vector<std::filesystem::path>& attachments) {
  using Poco::Net::HTTPMessage;
  try {
    Poco::Net::HTTPRequest request{"POST", "/api/v1/accessions", HTTPMessage::HTTP_1_1};
    request.set("Authorization", "Bearer " + state_->token);
    request.setKeepAlive(true);
    if (attachments.empty()) {
      request.setContentType("application/xml");
      request.setContentLength(static_cast<std::streamsize>(record_xml.size()));
      state_->session.sendRequest(request).write(record_xml.data(), static_cast<std::streamsize>(record_xml.size()));
    } else {
      Poco::Net::HTMLForm form{Poco::Net::HTMLForm::ENCODING_MULTIPART};
      form.addPart("record", new Poco::Net::StringPartSource{record_xml, "application/xml", "record.xml"});
      for (const auto& path : attachments) form.addPart("attachment", new Poco::Net::FilePartSource{path.string()});
      form.prepareSubmit(request);
      form.write(state_->session.sendRequest(request));
    }
    Poco::Net::HTTPResponse response;
    HttpAnswer answer;
    Poco::StreamCopier::copyToString(state_->session.receiveResponse(response), answer.body);
    answer.status = response.getStatus();
    return answer;
  } catch (const Poco::Exception& cause) {
    std::throw_with_nested(Error{ErrorCode::Unavailable, Text{"服务没有应答", "the service did not answer"},
                                 Text{"请核对地址，并确认服务正在运行", "check the address and that the service runs"}}
                               .with("cause", cause.displayText()));
  }
}

}  // namespace cundang::tools
