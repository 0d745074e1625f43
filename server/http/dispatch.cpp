// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/dispatch.h"

#include "server/http/encoding.h"
#include "server/http/gate.h"
#include "server/http/page.h"
#include "server/http/problem.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

bool wants_page(const Request& request) {
  return request.path.rfind("/api/", 0) != 0 && request.path.rfind("/log/", 0) != 0 && request.path != "/readyz" &&
         request.header("Accept").find("text/html") != std::string_view::npos;
}

web::Language language_of(const Request& request) {
  auto wanted = request.query_value("lang");
  if (wanted.empty()) wanted = request.cookie(language_cookie);
  return wanted == "en" ? web::Language::English : web::Language::Chinese;
}

Response ask_to_sign_in(const Call& call) {
  if (call.request.method != Method::Get || call.request.path == "/") return Response::see_other("/sign-in");
  return Response::see_other("/sign-in?next=" + percent_encode(call.request.path));
}

void read_form(Call& call) {
  const auto type = header_main(call.request.header("Content-Type"));
  if (type != "application/x-www-form-urlencoded")
    throw Error{ErrorCode::UnsupportedMediaType}.with("content_type", type);
  auto form = parse_form(read_all(call.request, call.site.limits.form_max));
  if (!form)
    throw Error{ErrorCode::BadRequest, Text{"表单无法读取", "the form cannot be read"},
                Text{"请返回刷新页面后重新填写", "go back, reload the page and fill it in again"}};
  for (const auto& [name, value] : *form)
    if (!is_clean_text(value, "\r\n\t"))
      throw Error{ErrorCode::BadRequest, Text{"表单内容不是 UTF-8 文本", "the field is not UTF-8 text"},
                  Text{"请以 UTF-8 编码后重发，不含控制字符", "send it in UTF-8, without control characters"}}
          .with("field", name);
  call.form = std::move(*form);
}

void guard_post(Call& call, const Route& route) {
  const bool by_cookie = call.identity && call.identity->session;
  if ((by_cookie || route.access == Access::Public) && is_cross_site(call.request))
    throw Error{ErrorCode::CsrfMismatch};
  if (route.form == FormKind::Plain) read_form(call);
  if (!by_cookie || route.form == FormKind::Upload || route.access == Access::Public) return;
  check_csrf(*call.identity, route.form == FormKind::Plain ? call.field(csrf_field) : call.request.header(csrf_header));
}

Response run(Call& call) {
  const auto match = find_route(call.request.method, call.request.path);
  // Who is signed in finds his way on from the page that says so.
  if (!match.route && wants_page(call.request)) call.identity = recognise(call.site, call.request);
  if (!match.route) throw Error{match.path_known ? ErrorCode::MethodNotAllowed : ErrorCode::NotFound};
  const auto& route = *match.route;
  call.segments = match.segments;
  call.identity = recognise(call.site, call.request);
  // A page wants a person with a session; a unit's token opens the API alone.
  if (route.access == Access::Page && (!call.identity || !call.identity->session)) return ask_to_sign_in(call);
  const bool open_log = call.site.public_log && route.handler == get_log_file;
  if (route.access == Access::Api && !call.identity && !open_log) throw Error{ErrorCode::Unauthenticated};
  if (route.method == Method::Post) guard_post(call, route);
  return route.handler(call);
}

Response answer_error(const Call& call, const Error& error) {
  if (wants_page(call.request)) return error_page(call, error);
  return problem(error);
}

}  // namespace

Response dispatch(Site& site, Request& request, const TroubleObserver& trouble) {
  Call call{site, request, {}, {}, language_of(request), {}, {}};
  try {
    return run(call);
  } catch (const Error& error) {
    if (error.info().http_status >= 500 && trouble) trouble(error, request);
    return answer_error(call, error);
  } catch (const std::exception& error) {
    if (trouble) trouble(error, request);
    return answer_error(call, Error{ErrorCode::Internal});
  }
}

}  // namespace cundang::http
