// SPDX-License-Identifier: GPL-3.0-or-later
// 国家秘密 never enters: after a refusal nothing of the document is anywhere in the data directory or in what the
// server wrote, while it ran and after it ended.
#include <thread>

#include "archive/crypto/digest.h"
#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

class Secret : public Scene, public testing::WithParamInterface<std::pair<const char*, const char*>> {
 protected:
  /// Every file of the archive that holds one of the words.
  void expect_nowhere(const std::vector<std::string>& words, const std::string& when) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{archive_.data()}) {
      if (!entry.is_regular_file()) continue;
      const auto bytes = support::read_file(entry.path());
      for (const auto& word : words)
        EXPECT_EQ(bytes.find(word), std::string::npos) << word << " " << when << " in " << entry.path();
    }
    for (const auto& word : words)
      EXPECT_EQ(archive_.server_output().find(word), std::string::npos) << word << " " << when << " in the log";
  }
};

TEST_P(Secret, LeavesNoTrace) {
  start();
  const std::string scan = "鼹鼠布防图之扫描件，共十二页";
  const auto digest = crypto::sha256(scan).hex();
  const std::string record =
      "<record xmlns=\"urn:cundang:record:1\" form=\"1.0\"><source system=\"oa\" id=\"鼹鼠-0042\"/><submitter "
      "unit=\"ZJW\"/><author unit=\"ZJW\">ZJW</author>" +
      std::string{GetParam().second} +
      "<other-document/><body><p id=\"p1\">穿山甲据点位于城东。</p></body><attachments><attachment number=\"1\" "
      "role=\"附件\" name=\"鼹鼠.pdf\" media-type=\"application/pdf\" size=\"" +
      std::to_string(scan.size()) + "\" sha256=\"" + digest + "\"/></attachments></record>";
  auto headers = authorization();
  headers.emplace_back("Content-Type", "multipart/form-data; boundary=b");
  headers.emplace_back("Idempotency-Key", "鼹鼠-key");
  const auto answer = support::HttpClient{archive_.port()}.post(
      "/api/v1/accessions", headers,
      "--b\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n" + record +
          "\r\n--b\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"鼹鼠.pdf\"\r\n\r\n" + scan +
          "\r\n--b--\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 422) << answer->body;
  EXPECT_NE(answer->body.find(GetParam().first), std::string::npos) << answer->body;
  const std::vector<std::string> words = {"鼹鼠", "穿山甲", digest, crypto::sha256(record).hex()};
  for (const auto& word : words) EXPECT_EQ(answer->body.find(word), std::string::npos) << word << " in the answer";
  std::this_thread::sleep_for(std::chrono::milliseconds{1500});  // for the worker to have been at it
  expect_nowhere(words, "beside the running server");
  EXPECT_EQ(archive_.stop(), 0);
  expect_nowhere(words, "after the end");
}

INSTANTIATE_TEST_SUITE_P(
    Marks, Secret,
    testing::Values(
        std::pair{"secret.label", "<label>机密</label><document><title>鼹鼠计划</title></document>"},
        std::pair{"secret.title", "<label>内部</label><document><title>鼹鼠计划（绝密★长期）</title></document>"},
        std::pair{
            "secret.header",
            "<label>内部</label><document><doc-no>机密★鼹鼠〔2012〕1号</doc-no><title>鼹鼠计划</title></document>"}),
    [](const auto& row) { return std::string{row.param.first}.substr(7); });

}  // namespace
}  // namespace cundang::crash
