// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <vector>

#include "archive/crypto/digest.h"
#include "archive/packages/container.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/file_digest.h"
#include "archive/packages/zip_writer.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

using Packing = ZipWriter::Packing;

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

/// ODF 1.2 part 3, section 4: the media type of the container and of each file it carries.
std::string manifest_of(const ContainerParts& parts) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
      "manifest:version=\"1.2\">\n";
  const auto add = [&xml](std::string_view path, std::string_view media_type) {
    xml += "  <manifest:file-entry manifest:full-path=\"" + escape(path) + "\" manifest:media-type=\"" +
           escape(media_type) + "\"/>\n";
  };
  add("/", container_media_type);
  add(entry::record, "application/xml");
  for (const auto& attachment : parts.attachments)
    add(attachment_entry(attachment.number, attachment.name),
        attachment.media_type.empty() ? "application/octet-stream" : attachment.media_type);
  return xml + "</manifest:manifest>\n";
}

/// Formats that are compressed already gain nothing.
Packing packing_of(std::string_view name, bool large) {
  static constexpr std::array packed = {"7z",  "avi", "bz2", "docx", "gif",  "gz",  "jpeg", "jpg",  "m4a", "mp3",
                                        "mp4", "ofd", "pdf", "png",  "pptx", "rar", "webp", "xlsx", "xz",  "zip"};
  const auto extension = name.substr(name.rfind('.') + 1);
  return large || std::find(packed.begin(), packed.end(), extension) != packed.end() ? Packing::Store
                                                                                     : Packing::Deflate;
}

void check(const ContainerAttachment& attachment, const Sha256& digest) {
  if (digest != attachment.sha256)
    throw Error{ErrorCode::FileUnreadable, "an attachment is not what was received"}
        .with("path", attachment.path.string())
        .with("sha256", attachment.sha256.hex());
}

std::string read_checked(const ContainerAttachment& attachment) {
  auto bytes = read_bounded(attachment.path, attachment.size);
  check(attachment, crypto::sha256(bytes));
  return bytes;
}

/// Adds every entry in the order of docs/formats/package.md; `attach` adds one attachment under its name.
template <class Attach>
std::string fill(ZipWriter& zip, const ContainerParts& parts, const Attach& attach) {
  const auto manifest = manifest_of(parts);
  zip.add(entry::mimetype, container_media_type, Packing::Store);
  zip.add(entry::record, parts.record_xml, Packing::Deflate);
  for (const auto& attachment : parts.attachments)
    attach(attachment, attachment_entry(attachment.number, attachment.name));
  zip.add(entry::manifest, manifest, Packing::Deflate);
  zip.add(entry::signatures, parts.signatures, Packing::Deflate);
  zip.add(entry::statement, parts.statement, Packing::Deflate);
  zip.add(entry::salt, parts.salt, Packing::Store);
  zip.add(entry::leaf, parts.leaf, Packing::Deflate);
  zip.add(entry::proof, parts.proof_text, Packing::Deflate);
  zip.add(entry::envelope, parts.envelope, Packing::Deflate);
  zip.add(entry::findings, parts.findings, Packing::Deflate);
  zip.add(entry::metadata, parts.metadata, Packing::Deflate);
  return zip.close();
}

}  // namespace

std::string write_container(const ContainerParts& parts) {
  ZipWriter zip{parts.received_at};
  const bool large = container_size_bound(parts) > batch_bytes_max;
  std::vector<std::string> held;
  held.reserve(parts.attachments.size());  // views of them stay until close()
  return fill(zip, parts, [&](const ContainerAttachment& attachment, const std::string& name) {
    held.push_back(read_checked(attachment));
    zip.add(name, held.back(), packing_of(name, large));
  });
}

void write_container(const ContainerParts& parts, const std::filesystem::path& path) {
  ZipWriter zip{parts.received_at, path};
  const bool large = container_size_bound(parts) > batch_bytes_max;
  for (const auto& attachment : parts.attachments) check(attachment, sha256_of_file(attachment.path));
  fill(zip, parts, [&](const ContainerAttachment& attachment, const std::string& name) {
    zip.add_file(name, attachment.path, packing_of(name, large));
  });
}

std::int64_t container_size_bound(const ContainerParts& parts) {
  constexpr std::int64_t per_entry = 256;  // headers and names, twice; deflate never grows by more than this
  std::int64_t bytes = 4096;
  for (const auto* part : {&parts.record_xml, &parts.signatures, &parts.statement, &parts.salt, &parts.leaf,
                           &parts.proof_text, &parts.envelope, &parts.findings, &parts.metadata})
    bytes += static_cast<std::int64_t>(part->size()) + per_entry;
  for (const auto& attachment : parts.attachments) bytes += attachment.size + attachment.size / 1000 + 3 * per_entry;
  return bytes;
}

std::string write_log_container(const std::vector<LogEntryParts>& entries) {
  ZipWriter zip{entries.at(0).received_at};
  for (const auto& each : entries) {
    const auto stem = leaf_stem(each.index);
    zip.add(stem + ".leaf", each.leaf, Packing::Deflate);
    zip.add(stem + ".statement", each.statement, Packing::Deflate);
    zip.add(stem + ".salt", each.salt, Packing::Store);
    if (!each.proof_text.empty()) zip.add(stem + ".proof", each.proof_text, Packing::Deflate);
    if (!each.findings.empty()) zip.add(stem + ".findings", each.findings, Packing::Deflate);
  }
  return zip.close();
}

}  // namespace cundang::packages
