// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/http/site_fixture.h"

#include "server/http/encoding.h"

namespace cundang::http::test {

Fields SiteTest::query_of(const std::string& text) { return parse_form(text).value(); }

}  // namespace cundang::http::test
