// SPDX-License-Identifier: GPL-3.0-or-later
// Two houses that witness each other, a time-stamping authority run by openssl, a mailbox and a folder: what leaves the
// house at the close of a day, and what stock tools say of it.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>

#include "tests/support/child_process.h"
#include "tests/support/http_client.h"
#include "tests/support/loopback_server.h"
#include "tests/support/served_archive.h"
#include "tests/support/smtp_server.h"
#include "tests/support/temp_dir.h"

namespace cundang {
namespace {

namespace fs = std::filesystem;
using support::read_file;
using namespace std::chrono_literals;

void write(const fs::path& file, const std::string& text) {
  std::ofstream out{file, std::ios::binary};
  out << text;
}

std::string line_of(const fs::path& file) {
  auto text = read_file(file);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

support::Finished cundang(support::Arguments arguments) {
  arguments.insert(arguments.begin(), support::cundang_program().string());
  return support::run(arguments);
}

support::Finished sh(const std::string& command) { return support::run({"sh", "-c", command}); }

bool eventually(const std::function<bool()>& done, std::chrono::seconds within = 40s) {
  const auto end = std::chrono::steady_clock::now() + within;
  while (std::chrono::steady_clock::now() < end) {
    if (done()) return true;
    std::this_thread::sleep_for(50ms);
  }
  return done();
}

/// An RFC 3161 authority of another house: openssl ts behind HTTP.
class Authority {
 public:
  explicit Authority(fs::path folder)
      : folder_{std::move(folder)}, server_{[this](support::Peer& peer) { serve(peer); }} {
    fs::create_directories(folder_);
    write(
        folder_ / "tsa.cnf",
        "[tsa]\ndefault_tsa=t\n[t]\nserial=" + (folder_ / "serial").string() +
            "\nsigner_cert=" + (folder_ / "tsa.pem").string() + "\nsigner_key=" + (folder_ / "tsa.key").string() +
            "\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\n[ext]\nextendedKeyUsage="
            "critical,timeStamping\nkeyUsage=critical,digitalSignature\n[req]\ndistinguished_name=dn\n[dn]\n");
    const auto made =
        sh("cd '" + folder_.string() +
           "' && echo 01 > serial && "
           "openssl req -x509 -config tsa.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
           "ca.key -out ca.pem -subj /CN=ca -days 30 && "
           "openssl req -config tsa.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key "
           "-out tsa.csr -subj /CN=tsa && openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key "
           "-set_serial 2 -days 30 -extfile tsa.cnf -extensions ext -out tsa.pem");
    EXPECT_EQ(made.status, 0) << made.errors;
  }
  int port() const { return server_.port(); }
  fs::path ca() const { return folder_ / "ca.pem"; }

 private:
  void serve(support::Peer& peer) {
    std::string line, query;
    std::size_t length = 0;
    while (peer.line(line) && !line.empty())
      if (line.starts_with("Content-Length: ")) length = static_cast<std::size_t>(std::atol(line.c_str() + 16));
    if (length == 0 || !peer.bytes(length, query)) return;
    write(folder_ / "query", query);
    sh("cd '" + folder_.string() + "' && openssl ts -reply -config tsa.cnf -queryfile query -out reply");
    const auto reply = read_file(folder_ / "reply");
    peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: " +
              std::to_string(reply.size()) + "\r\nConnection: close\r\n\r\n" + reply);
  }
  fs::path folder_;
  support::LoopbackServer server_;
};

/// One installation with its settings.
class House {
 public:
  House(fs::path data, std::string origin) : data_{std::move(data)}, origin_{std::move(origin)} {
    const auto made = cundang({"init", "--data", data_.string(), "--origin", origin_, "--simulated-clock", "--start",
                               "2012-07-02T09:00:00+08:00"});
    EXPECT_EQ(made.status, 0) << made.errors;
  }
  const fs::path& data() const { return data_; }
  fs::path log() const { return data_ / "archive" / "log"; }
  std::string vkey() const { return line_of(log() / "vkey"); }
  std::string witness_vkey() const { return line_of(data_ / "witness" / "vkey"); }
  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  void settings(const std::string& inside) {
    write(data_ / "cundang.xml",
          "<cundang><origin>" + origin_ + "</origin><fonds>0001</fonds>" + inside + "</cundang>");
  }
  /// The same port again after the first time.
  void start(const std::string& now = {}) {
    support::Arguments command{
        support::cundang_program().string(), "serve", "--data", data_.string(), "--port", std::to_string(port_)};
    if (!now.empty()) command.insert(command.end(), {"--now", now});
    output_ = data_.string() + "." + std::to_string(++starts_) + ".log";
    server_ = std::make_unique<support::ChildProcess>(command, output_);
    const auto line = server_->wait_for_line("serving ", 60s);
    ASSERT_TRUE(line) << read_file(output_);
    port_ = std::atoi(line->c_str() + line->rfind(':') + 1);
  }
  void stop() {
    if (!server_) return;
    server_->send(SIGTERM);
    EXPECT_EQ(server_->wait_for(60s), 0) << server_->output();
    server_.reset();
  }
  std::string ready(const std::string& token) {
    support::HttpClient client{port_};
    const auto answer = client.get("/readyz", {{"Authorization", "Bearer " + token}});
    return answer ? answer->body : std::string{};
  }
  std::string token(const std::string& unit) {
    const auto made = cundang({"account", "token", "--data", data_.string(), "--unit", unit, "--json"});
    EXPECT_EQ(made.status, 0) << made.errors;
    return support::json_string(made.output, "token").value_or("");
  }

 private:
  fs::path data_;
  std::string origin_;
  fs::path output_;
  std::unique_ptr<support::ChildProcess> server_;
  int port_ = 0, starts_ = 0;
};

std::string witness_settings(const std::string& name, const House& of) {
  return "<witness><name>" + name + "</name><log>" + of.vkey() + "</log></witness>";
}

std::string witnessed_by(const House& other) {
  return "<witness><vkey>" + other.witness_vkey() + "</vkey><url>" + other.url() + "</url></witness>";
}

TEST(Log, TwoHousesWitnessEachOtherAndTheDayLeavesTheHouse) {
  support::TempDir dir;
  Authority authority{dir / "tsa"};
  support::SmtpServer mail;
  fs::create_directories(dir / "drop");
  House a{dir / "a", "a.example/log"}, b{dir / "b", "b.example/log"};

  a.settings(witness_settings("a.example/w", b));
  b.settings(witness_settings("b.example/w", a));
  a.start();
  b.start();
  const auto token = a.token("AWB");
  EXPECT_NE(a.ready(token).find("尚无外部见证"), std::string::npos) << a.ready(token);
  support::HttpClient stranger{a.port()};
  EXPECT_EQ(stranger.get("/log/checkpoint")->status, 401) << "the log is not public unless the settings say so";
  EXPECT_EQ(stranger.post("/add-checkpoint", {}, "nonsense")->status, 400);
  const auto old = read_file(a.log() / "checkpoint");
  EXPECT_EQ(stranger.post("/add-checkpoint", {}, "old 0\n\n" + old)->status, 404) << "its own log it does not witness";
  a.stop();
  b.stop();
  fs::copy(a.data(), dir / "a-of-yesterday", fs::copy_options::recursive);

  a.settings(witness_settings("a.example/w", b) +
             "<log><public>true</public></log><mail><server>127.0.0.1</server><port>" + std::to_string(mail.port()) +
             "</port><from>cundang@a.example</from></mail><outside><witness-every-s>1</witness-every-s>" +
             witnessed_by(b) + "<tsa><name>tsa1</name><url>http://127.0.0.1:" + std::to_string(authority.port()) +
             "/</url><ca-file>" + authority.ca().string() +
             "</ca-file></tsa><mail><name>auditors</name><to>audit@b.example</to></mail><drop>" +
             "<name>usb</name><directory>" + (dir / "drop").string() + "</directory></drop></outside>");
  b.settings(witness_settings("b.example/w", a) + "<outside><witness-every-s>1</witness-every-s>" + witnessed_by(a) +
             "</outside>");
  b.start("2012-07-03T08:00:00+08:00");
  a.start("2012-07-03T08:00:00+08:00");

  const auto outside = a.log() / "outside" / "2012-07-02";
  EXPECT_TRUE(eventually([&] { return fs::exists(outside / "tsa1.tsr"); }));
  EXPECT_TRUE(eventually([&] { return fs::exists(outside / "b.example_w.cosigned"); }));
  EXPECT_TRUE(eventually([&] { return fs::exists(dir / "drop" / "a.example_log-2012-07-02.checkpoint"); }));
  EXPECT_TRUE(mail.wait_for(1, 40s));
  const auto note = read_file(outside / "checkpoint");
  EXPECT_EQ(read_file(dir / "drop" / "a.example_log-2012-07-02.checkpoint"), note);
  EXPECT_NE(mail.received().at(0).text().find(note), std::string::npos);
  EXPECT_EQ(mail.received().at(0).header("Subject"), "【演练】日结检查点 2012-07-02 a.example/log");
  EXPECT_TRUE(eventually([&] { return a.ready(token).find("外部见证") == std::string::npos; })) << a.ready(token);
  EXPECT_TRUE(
      eventually([&] { return read_file(a.log() / "checkpoint").find("— b.example/w ") != std::string::npos; }, 90s));
  EXPECT_TRUE(
      eventually([&] { return read_file(b.log() / "checkpoint").find("— a.example/w ") != std::string::npos; }, 90s));

  // Stock tools: the stamp, by openssl.
  const auto stamp = sh("cd '" + outside.string() + "' && openssl ts -verify -in tsa1.tsr -data checkpoint -CAfile '" +
                        authority.ca().string() + "'");
  EXPECT_EQ(stamp.status, 0) << stamp.errors;

  // Proofs over the wire, with nothing but the public key.
  const auto url = a.url() + "/log";
  write(dir / "old", old);
  auto done = cundang({"log", "consistency", dir / "old", "--url", url, "--vkey", a.vkey(), "--witness",
                       b.witness_vkey(), "--out", dir / "proof"});
  EXPECT_EQ(done.status, 0) << done.output << done.errors;
  done = cundang({"log", "consistency", dir / "old", "--proof", dir / "proof", "--vkey", a.vkey()});
  EXPECT_EQ(done.status, 0) << done.output << done.errors;
  done = cundang({"log", "prove", "3", "--url", url, "--out", dir / "leaf3"});
  EXPECT_EQ(done.status, 0) << done.errors;
  done = cundang({"log", "check", dir / "leaf3", "--vkey", a.vkey(), "--witness", b.witness_vkey()});
  EXPECT_EQ(done.status, 0) << done.output << done.errors;
  done = cundang({"log", "check", dir / "leaf3", "--vkey", b.vkey()});
  EXPECT_EQ(done.status, 11) << "another log's key";
  support::HttpClient reader{a.port()};
  const auto again = reader.post("/add-checkpoint", {}, "old 0\n\n" + read_file(b.log() / "checkpoint"));
  EXPECT_EQ(again->status, 409);
  EXPECT_EQ(again->body, std::to_string(std::atoi(again->body.c_str())) + "\n");

  // The page to print, and the code on it.
  done = cundang({"log", "page", "--data", a.data(), "--day", "2012-07-02", "--out", dir / "page.pdf"});
  EXPECT_EQ(done.status, 0) << done.errors;
  if (sh("command -v zbarimg pdftoppm >/dev/null").status == 0) {
    const auto read = sh("cd '" + dir.path().string() +
                         "' && pdftoppm -r 150 -png page.pdf page && zbarimg -q --raw --oneshot page*.png");
    EXPECT_EQ(read.status, 0) << read.errors;
    EXPECT_EQ(read.output.substr(0, note.size()), note);
  }
  a.stop();

  // The independent reader, with what was kept outside.
  done = cundang({"verify", "--data", a.data(), "--against", dir / "old", "--against",
                  dir / "drop" / "a.example_log-2012-07-02.checkpoint", "--against", dir / "leaf3"});
  EXPECT_EQ(done.status, 0) << done.output;
  done = cundang(
      {"verify", "--data", dir / "a-of-yesterday", "--against", dir / "drop" / "a.example_log-2012-07-02.checkpoint"});
  EXPECT_EQ(done.status, 11);
  EXPECT_NE(done.output.find("log.rolled-back"), std::string::npos) << done.output;
  auto changed = read_file(outside / "tsa1.tsr");
  changed[100] ^= 1;  // within TSTInfo
  write(outside / "tsa1.tsr", changed);
  EXPECT_NE(cundang({"verify", "--data", a.data()}).output.find("log.outside-stamp"), std::string::npos);

  // Yesterday's state is put back and goes on: the witness has seen more, and says so.
  fs::copy_file(a.data() / "cundang.xml", dir / "a-of-yesterday" / "cundang.xml", fs::copy_options::overwrite_existing);
  fs::remove_all(a.data());
  fs::rename(dir / "a-of-yesterday", a.data());
  a.start("2012-07-04T08:00:00+08:00");
  const auto token_again = a.token("AWB");
  EXPECT_TRUE(eventually([&] { return a.ready(token_again).find("所见与本日志不符") != std::string::npos; }))
      << a.ready(token_again);
  a.stop();
  b.stop();
}

}  // namespace
}  // namespace cundang
