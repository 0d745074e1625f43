// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes in: every route of the table, without sign-in and from the other unit.
#include <gmock/gmock.h>

#include <fstream>

#include "server/http/routes.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;

// The whole list of what anybody may see. A new public route must be written here too.
const std::set<std::string_view> public_routes = {"health", "asset", "sign-in-page", "sign-in", "welcome",
                                                  "welcome-page",
                                                  // opened by the secret in their address
                                                  "add-checkpoint", "calendar-feed", "board-feed"};

std::string address_of(const Route& route) {
  std::string address{route.pattern};
  for (const auto& [open, value] :
       {std::pair<std::string, std::string>{"{id}", "R0000001"}, {"{name}", "style.css"}, {"{rest*}", "checkpoint"}})
    if (const auto at = address.find(open); at != std::string::npos) address.replace(at, open.size(), value);
  return address;
}

class Access : public SiteTest {};

TEST_F(Access, TableNamesItsPublicRoutes) {
  for (const auto& route : routes())
    EXPECT_EQ(route.access == http::Access::Public, public_routes.contains(route.name)) << route.name;
}

TEST_F(Access, NobodyIsSentAwayFromEveryOtherRoute) {
  service.keep({"ZJW"}, "秘而不宣", {"ZJW"});
  for (const auto& route : routes()) {
    if (route.access == http::Access::Public) continue;
    const bool is_post = route.method == Method::Post;
    for (const Fields& headers :
         {Fields{}, Fields{{"Authorization", "Bearer " + std::string(64, '0')}},
          Fields{{"Authorization", "Basic eA=="}}, Fields{{"Cookie", "cundang_session=" + std::string(64, '0')}},
          Fields{{"Cookie", "cundang_session="}}}) {
      const auto response = send({is_post ? "POST" : "GET", address_of(route), "", headers});
      if (route.access == http::Access::Api) {
        EXPECT_EQ(response.status, 401) << route.name;
        EXPECT_EQ(header_of(response, "WWW-Authenticate"), "Bearer realm=\"cundang\"") << route.name;
      } else {
        EXPECT_EQ(response.status, 303) << route.name;
        EXPECT_THAT(header_of(response, "Location"), testing::StartsWith("/sign-in")) << route.name;
      }
      EXPECT_THAT(response.body, Not(HasSubstr("秘而不宣"))) << route.name;
    }
  }
}

TEST_F(Access, RecordOfOneUnitIsInvisibleToAnotherByEveryRoute) {
  service.keep({"ZJW"}, "秘而不宣", {"ZJW"});
  for (const auto& route : routes()) {
    if (route.method != Method::Get) continue;
    for (const auto& header : {bearer("JTJ"), cookie("JTJ")}) {
      auto address = address_of(route);
      if (route.pattern.find("{id}") == std::string_view::npos) address += "?q=" + std::string{"%E7%A7%98"};
      const auto response = get(address, {header, {"Accept", "text/html"}});
      EXPECT_THAT(response.body, Not(HasSubstr("秘而不宣"))) << route.name;
      const bool let_in = route.access == http::Access::Api || header.first == "Cookie";
      const bool names_one = route.pattern.find("/{id}") != std::string_view::npos;
      EXPECT_TRUE(!let_in || !names_one || response.status == 404) << route.name;
    }
  }
}

TEST_F(Access, OwnerAndSupervisorSeeIt) {
  service.keep({"ZJW"}, "秘而不宣", {"ZJW"});
  for (const auto* unit : {"ZJW", "AJJ"})
    for (const auto* address :
         {"/api/v1/records/R0000001", "/api/v1/records?q=", "/api/v1/accessions/R0000001/receipt"})
      EXPECT_THAT(get(address, {bearer(unit)}).body, HasSubstr("秘而不宣")) << unit << address;
}

TEST_F(Access, TotalsDoNotCountWhatIsHidden) {
  service.keep({"ZJW"}, "秘而不宣", {"ZJW"});
  service.keep({"JTJ"}, "秘制", {"JTJ"});
  EXPECT_THAT(get("/api/v1/records?q=%E7%A7%98", {bearer("JTJ")}).body, HasSubstr("\"total\":1"));
}

TEST_F(Access, TokenOpensNoPage) {
  for (const auto& route : routes())
    if (route.access == http::Access::Page && route.method == Method::Get) {
      EXPECT_EQ(get(address_of(route), {bearer("ZJW")}).status, 303) << route.name;
    }
}

TEST_F(Access, UnknownPathAndMethodAreTold) {
  EXPECT_EQ(get("/api/v1/nothing", {bearer("ZJW")}).status, 404);
  EXPECT_EQ(post("/api/v1/records", "", {bearer("ZJW")}).status, 405);
  EXPECT_EQ(get("/api/v1/records/R1", {bearer("ZJW")}).status, 404);
  EXPECT_EQ(get("/api/v1/records/..%2F", {bearer("ZJW")}).status, 404);
}

TEST_F(Access, TheLogIsOpenOnlyWhereTheSettingsSaySo) {
  service.log_directory_ = dir.path() / "log";
  std::filesystem::create_directories(service.log_directory_ / "tile" / "0" / "000.p");
  std::ofstream{service.log_directory_ / "checkpoint"} << "note";
  std::ofstream{service.log_directory_ / "tile" / "0" / "000.p" / "7"} << "hashes";
  EXPECT_EQ(get("/log/checkpoint").status, 401);
  EXPECT_EQ(header_of(get("/log/tile/0/000.p/7", {bearer("ZJW")}), "Cache-Control"),
            "private, max-age=31536000, immutable");
  site.public_log = true;
  const auto checkpoint = get("/log/checkpoint");
  EXPECT_EQ(checkpoint.status, 200);
  EXPECT_EQ(checkpoint.content_type, "text/plain; charset=utf-8");
  EXPECT_FALSE(checkpoint.may_be_cached);
  const auto tile = get("/log/tile/0/000.p/7");
  EXPECT_EQ(tile.content_type, "application/octet-stream");
  EXPECT_EQ(header_of(tile, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/api/v1/units").status, 401) << "nothing else is opened by it";
}

TEST_F(Access, LogFilesStayInTheirFolder) {
  service.log_directory_ = dir.path();
  for (const auto* path :
       {"../accounts.sqlite", "accounts.sqlite", "tile/../accounts.sqlite", "tile/%2e%2e/accounts.sqlite", "tile//x",
        "tile/.hidden", "%2fetc%2fpasswd", "tile/", "checkpoint/"})
    EXPECT_EQ(get(std::string{"/log/"} + path, {bearer("ZJW")}).status, 404) << path;
}

// docs/api/openapi.yaml and the table say the same: each address of the API with each of its methods.
TEST_F(Access, OpenApiNamesEveryAddressOfTheApi) {
  std::ifstream file{std::string{CUNDANG_SOURCE_DIR} + "/docs/api/openapi.yaml"};
  std::set<std::string> written, served;
  std::string line, path;
  while (std::getline(file, line)) {
    if (line.rfind("  /", 0) == 0) path = line.substr(2, line.size() - 3);
    if (line == "    get:" || line == "    post:") written.insert(line.substr(4, line.size() - 5) + " " + path);
    if (line == "components:") break;
  }
  const std::set<std::string_view> for_programs = {"health", "add-checkpoint", "calendar-feed", "board-feed"};
  for (const auto& route : routes()) {
    if (route.access != http::Access::Api && !for_programs.contains(route.name)) continue;
    std::string pattern{route.pattern};
    if (const auto at = pattern.find("{rest*}"); at != std::string::npos) pattern.replace(at, 7, "{file}");
    served.insert((route.method == Method::Post ? "post " : "get ") + pattern);
  }
  EXPECT_EQ(written, served);
}

}  // namespace
}  // namespace cundang::http::test
