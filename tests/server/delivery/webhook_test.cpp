// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/webhook.h"

#include <gtest/gtest.h>

#include "tests/support/webhook_receiver.h"

namespace cundang::delivery {
namespace {

using support::WebhookReceiver;

// printf '%s' '1341190923.{"event":"ping"}' | openssl dgst -sha256 -hmac geheim
TEST(Signature, IsWhatOpensslSays) {
  EXPECT_EQ(signature("geheim", 1341190923, R"({"event":"ping"})"),
            "sha256=220988903fafec240089c83969fb7e18d30d3a96ce8c828be5bcd46c13227426");
}

Delivery to(const WebhookReceiver& receiver) {
  return {
      "http://" + receiver.host() + "/hook?x=1", "geheim", "id-1", "obligation.closed", R"({"事":"销号"})", 1341190923};
}

TEST(Webhook, CarriesSignatureEventAndId) {
  WebhookReceiver receiver;
  EXPECT_EQ(post(to(receiver), {{receiver.host()}, {}, std::chrono::seconds{2}}), 204);
  ASSERT_EQ(receiver.received().size(), 1U);
  auto got = receiver.received().front();
  EXPECT_EQ(got.path, "/hook?x=1");
  EXPECT_EQ(got.body, R"({"事":"销号"})");
  EXPECT_EQ(got.headers["x-cundang-event"], "obligation.closed");
  EXPECT_EQ(got.headers["x-cundang-delivery"], "id-1");
  EXPECT_EQ(got.headers["x-cundang-timestamp"], "1341190923");
  EXPECT_EQ(got.headers["x-cundang-signature"], signature("geheim", 1341190923, got.body));
  EXPECT_EQ(got.headers["content-type"], "application/json");
}

TEST(Webhook, DoesNotFollowARedirection) {
  WebhookReceiver receiver, inside;
  receiver.answer("302 Found\r\nLocation: http://" + inside.host() + "/secret");
  EXPECT_EQ(post(to(receiver), {{receiver.host(), inside.host()}, {}, std::chrono::seconds{2}}), 302);
  EXPECT_TRUE(inside.received().empty());
}

TEST(Webhook, WhatIsNotListedIsNotCalled) {
  WebhookReceiver receiver;
  EXPECT_THROW(post(to(receiver), {{"oa.example"}, {}, std::chrono::seconds{2}}), Error);
  EXPECT_TRUE(receiver.received().empty());
}

TEST(Webhook, NobodyThereIsUnavailable) {
  WebhookReceiver receiver;
  receiver.die();
  try {
    post(to(receiver), {{receiver.host()}, {}, std::chrono::seconds{2}});
    FAIL() << "answered";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Unavailable);
  }
}

struct UrlCase {
  const char* name;
  const char* url;
  bool allowed;
};
class Target : public testing::TestWithParam<UrlCase> {};
TEST_P(Target, IsJudgedByTheListAlone) {
  const auto fault = url_fault(GetParam().url, {{"oa.example", "hook.example:8443"}, {}, std::chrono::seconds{1}});
  EXPECT_EQ(fault.none(), GetParam().allowed) << fault.reason.en;
  EXPECT_EQ(fault.cure.zh.empty() || fault.cure.en.empty(), GetParam().allowed) << "a fault names its cure";
}
INSTANTIATE_TEST_SUITE_P(
    Urls, Target,
    testing::Values(
        UrlCase{"Https", "https://oa.example/cundang", true}, UrlCase{"Http", "http://oa.example/cundang", true},
        UrlCase{"HostInCapitals", "https://OA.example/", true},
        UrlCase{"ListedPort", "https://hook.example:8443/x", true},
        UrlCase{"OtherPort", "https://oa.example:8080/", false},
        UrlCase{"ListedHostUsualPort", "https://hook.example/", false},
        UrlCase{"OtherHost", "https://other.example/", false}, UrlCase{"Subdomain", "https://x.oa.example/", false},
        UrlCase{"HostInUser", "https://oa.example@other.example/", false},
        UrlCase{"UserOfListedHost", "https://li@oa.example/", false},
        UrlCase{"UserWithoutName", "https://@oa.example/", false},
        UrlCase{"TwoUsers", "https://li@@oa.example/", false}, UrlCase{"AtSignInPath", "https://oa.example/@a", true},
        UrlCase{"PortWithSign", "https://oa.example:+443/", false},
        UrlCase{"PortThatGoesOn", "https://hook.example:8443,/", false},
        UrlCase{"ColonWithoutPort", "https://oa.example:/", false},
        UrlCase{"Loopback", "http://127.0.0.1:8080/", false},
        UrlCase{"Metadata", "http://169.254.169.254/latest", false}, UrlCase{"LoopbackOfIpv6", "http://[::1]/", false},
        UrlCase{"File", "file:///etc/passwd", false}, UrlCase{"Ftp", "ftp://oa.example/", false},
        UrlCase{"Gopher", "gopher://oa.example/", false}, UrlCase{"NoScheme", "oa.example/x", false},
        UrlCase{"NoHost", "https:///x", false}, UrlCase{"Nothing", "", false},
        UrlCase{"LineEndInQuery", "https://oa.example/?a\r\nX-Y: z", false},
        UrlCase{"Space", "https://oa.example/a b", false},
        UrlCase{"PercentEncoded", "https://oa.example/?a=%E5%AE%89", true}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::delivery
