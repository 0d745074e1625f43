// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/papers.h"

#include "archive/crypto/digest.h"
#include "tests/support/random.h"

namespace cundang::crash {

Papers::Papers(std::uint64_t seed) : seed_{seed} {}

const std::vector<std::string>& Papers::units() {
  static const std::vector<std::string> codes{"ZJW", "JTJ", "GAJ", "SWJ"};
  return codes;
}

std::string Papers::bytes(std::uint64_t number) const {
  support::Random random{seed_ ^ number};
  const support::RecordMaker maker{
      {.seed = seed_, .unit = units()[unit(number)], .bytes = static_cast<std::size_t>(random.between(1500, 3000))}};
  auto xml = is_refused(number) ? maker.make_invalid(number) : maker.make(number);
  if (!has_attachment(number)) return xml;
  const auto scan = attachment(number);
  xml.insert(xml.rfind("</record>"),
             "<attachments><attachment number=\"1\" role=\"附件\" name=\"scan.bin\" media-type=\""
             "application/octet-stream\" size=\"" +
                 std::to_string(scan.size()) + "\" sha256=\"" + crypto::sha256(scan).hex() + "\"/></attachments>\n");
  return xml;
}

/// 1–60 KB of noise. Every hundredth document or so brings the bytes of another: the spool keeps them once.
std::string Papers::attachment(std::uint64_t number) const {
  support::Random random{seed_ + (number % 100 == 2 ? 1 : number)};
  std::string bytes(static_cast<std::size_t>(random.between(1'000, 60'000)), '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random.next());
  return bytes;
}

constexpr const char* boundary = "crash-test-boundary-5f1c";  // nowhere in noise of this length

std::string Papers::body(std::uint64_t number) const {
  if (!has_attachment(number)) return bytes(number);
  const std::string line = std::string{"--"} + boundary;
  return line + "\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n" + bytes(number) + "\r\n" + line +
         "\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"scan.bin\"\r\n\r\n" + attachment(number) +
         "\r\n" + line + "--\r\n";
}

std::string Papers::content_type(std::uint64_t number) const {
  return has_attachment(number) ? std::string{"multipart/form-data; boundary="} + boundary : "application/xml";
}

std::string Papers::idempotency_key(std::uint64_t number) const {
  return number % 3 == 0 ? "crash-" + std::to_string(seed_) + "-" + std::to_string(number) : std::string{};
}

}  // namespace cundang::crash
