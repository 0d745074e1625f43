// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-in, one-time link, password, choice of unit.
#include "server/http/encoding.h"
#include "server/http/gate.h"
#include "server/http/page.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

Response sign_in_form(const Call& call, std::string_view person, std::string_view next, std::string message = {},
                      int status = 200) {
  auto data = page_data(call, say(call, "sign-in"));
  data.set("person_tried", person).set("next", safe_next(next)).set("message", std::move(message));
  return page(call, "sign_in", data, status);
}

Response welcome_form(const Call& call, std::string_view token, std::string message = {}, int status = 200) {
  const auto person = call.site.accounts.links.look(token);
  auto data = page_data(call, say(call, "welcome"));
  data.set("token", token).set("valid", person.has_value()).set("message", std::move(message));
  if (person) data.set("account", person->text);
  return page(call, "welcome", data, person ? status : 401);
}

Response enter(Call& call, const accounts::Person& person, const std::string& next) {
  // A session that came along, planted or old, ends here: signing in always makes a new one.
  if (const auto old = call.request.cookie(session_cookie); !old.empty()) call.site.accounts.sessions.close(old);
  return Response::see_other(next).with("Set-Cookie",
                                        set_session_cookie(call.site, call.site.accounts.sessions.open(person)));
}

}  // namespace

Response sign_in_page(Call& call) {
  if (call.identity && call.identity->session) return Response::see_other("/");
  return sign_in_form(call, "", call.request.query_value("next"));
}

Response sign_in(Call& call) {
  const PersonId person{std::string{call.field("person")}};
  const auto next = call.field("next");
  try {
    const auto who = call.site.accounts.sign_in.check(person, call.field("password"), call.request.address);
    return enter(call, who, safe_next(next));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::Unauthenticated)
      return sign_in_form(call, person.text, next, say(call, "sign-in-wrong"), 401);
    if (error.code() != ErrorCode::TooManyRequests) throw;
    auto response = sign_in_form(call, person.text, next, say(call, "sign-in-locked"), 429);
    for (const auto& [name, value] : error.facts())
      if (name == "retry_after") response.with("Retry-After", value);
    return response;
  }
}

Response sign_out(Call& call) {
  call.site.accounts.sessions.close(call.identity->session_secret);
  return Response::see_other("/sign-in").with("Set-Cookie", clear_session_cookie(call.site));
}

Response welcome_page(Call& call) { return welcome_form(call, call.request.query_value("token")); }

Response welcome(Call& call) {
  const auto token = call.field("token"), password = call.field("password");
  if (password != call.field("repeat")) return welcome_form(call, token, say(call, "passwords-differ"), 400);
  try {
    const auto person = call.site.accounts.links.redeem(token, password);
    return enter(call, *call.site.accounts.persons.find(person), "/");
  } catch (const Error& error) {
    if (error.code() == ErrorCode::BadRequest)
      return welcome_form(call, token, web::in(error.reason(), call.language), 400);
    if (error.code() == ErrorCode::Unauthenticated) return welcome_form(call, token);
    throw;
  }
}

Response password_page(Call& call) { return page(call, "password", page_data(call, say(call, "change-password"))); }

Response change_password(Call& call) {
  auto again = [&](std::string message, int status) {
    auto data = page_data(call, say(call, "change-password"));
    data.set("message", std::move(message));
    return page(call, "password", data, status);
  };
  if (call.field("password") != call.field("repeat")) return again(say(call, "passwords-differ"), 400);
  const auto id = call.identity->session->person.id;
  try {
    call.site.accounts.sign_in.check(id, call.field("old"), call.request.address);
    call.site.accounts.sign_in.set_password(id, call.field("password"), id);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::BadRequest) return again(web::in(error.reason(), call.language), 400);
    if (error.code() == ErrorCode::Unauthenticated) return again(say(call, "sign-in-wrong"), 401);
    if (error.code() == ErrorCode::TooManyRequests) return again(say(call, "sign-in-locked"), 429);
    throw;
  }
  return enter(call, *call.site.accounts.persons.find(id), "/");
}

Response choose_unit(Call& call) {
  call.site.accounts.sessions.choose_unit(call.identity->session_secret, {std::string{call.field("unit")}});
  return Response::see_other("/");
}

}  // namespace cundang::http
