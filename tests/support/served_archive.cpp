// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/served_archive.h"

#include <signal.h>

#include <cstdlib>
#include <stdexcept>

namespace cundang::support {
namespace {

std::string words(const Finished& done) {
  return " ended with " + std::to_string(done.status) + "\n" + done.output + done.errors;
}

std::optional<std::size_t> value_of(std::string_view json, std::string_view key) {
  const auto name = "\"" + std::string{key} + "\"";
  const auto at = json.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const auto begin = json.find_first_not_of(" \t\r\n:", at + name.size());
  return begin == std::string_view::npos ? std::nullopt : std::optional{begin};
}

}  // namespace

void ServedArchive::init() {
  const auto done = run({options_.program, "init", "--data", options_.data.string(), "--json"});
  if (done.status != 0) throw std::runtime_error{"cundang init" + words(done)};
}

std::string ServedArchive::token(const std::string& unit) {
  const auto done = run({options_.program, "account", "token", "--data", options_.data, "--unit", unit, "--json"});
  const auto token = json_string(done.output, "token");
  if (done.status != 0 || !token) throw std::runtime_error{"cundang account token" + words(done)};
  return *token;
}

void ServedArchive::launch(const Environment& environment) {
  const auto output = options_.log.string() + "." + std::to_string(++starts_);
  server_ = std::make_unique<ChildProcess>(
      Arguments{options_.program.string(), "serve", "--data", options_.data.string(), "--port", "0"}, output,
      environment);
}

void ServedArchive::start(const Environment& environment) {
  const auto began = std::chrono::steady_clock::now();
  launch(environment);
  const auto line = server_->wait_for_line("serving ", options_.ready_within);
  if (!line) throw std::runtime_error{"cundang serve did not get ready\n" + server_->output()};
  port_ = std::atoi(line->c_str() + line->rfind(':') + 1);
  ready_ms_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

void ServedArchive::kill() {
  server_->send(SIGKILL);
  server_->wait();
}

std::optional<int> ServedArchive::stop(std::chrono::milliseconds within) {
  server_->send(SIGTERM);
  return server_->wait_for(within);
}

Finished ServedArchive::verify() const { return run({options_.program, "verify", "--data", options_.data}); }

std::filesystem::path cundang_program() {
  const char* named = std::getenv("CUNDANG");
  return named != nullptr ? named : CUNDANG_BINARY_DIR "/tools/cundang";
}

std::optional<std::int64_t> json_number(std::string_view json, std::string_view key) {
  const auto at = value_of(json, key);
  if (!at || (json[*at] != '-' && (json[*at] < '0' || json[*at] > '9'))) return std::nullopt;
  return std::atoll(std::string{json.substr(*at, 20)}.c_str());
}

std::optional<std::string> json_string(std::string_view json, std::string_view key) {
  const auto at = value_of(json, key);
  if (!at || json[*at] != '"') return std::nullopt;
  const auto end = json.find('"', *at + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return std::string{json.substr(*at + 1, end - *at - 1)};
}

}  // namespace cundang::support
