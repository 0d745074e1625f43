// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::registry {

/// One leaf with everything needed to open its commitment (docs/formats/log.md).
struct LeafRow {
  LeafIndex index = 0;
  std::string type;         ///< statement type: genesis record refusal day-close package note
  std::string leaf;         ///< exact bytes
  std::string statement;    ///< exact bytes
  std::string salt;         ///< 32 raw bytes
  TreeSize group_size = 0;  ///< size of the checkpoint of its own commit; 0 for a package's leaf
};

/// One registered record: what lists, receipts and the worker need without opening its bytes.
struct RecordRow {
  AccessionNumber accession;
  LeafIndex leaf_index = 0;
  UnitCode unit;
  std::int64_t unit_counter = 0;
  PersonId person;
  Instant received_at;
  std::string digest;  ///< record identity, hex
  std::string kind, series, title, doc_no, label;
  std::vector<std::string> audience;
  bool historical = false;
  std::string source_system, source_id;
  std::string fonds;
  int year = 0;
  std::string retention;   ///< proposed: Y, D30, D10
  std::string package_id;  ///< empty until packaged
};

struct AttachmentRow {
  int number = 0;
  std::string name, media_type, role;
  std::int64_t size = 0;
  std::string sha256;  ///< hex
};

/// The bytes of a record until the worker has packaged, indexed and settled it.
struct JournalRow {
  AccessionNumber accession;
  std::string record_xml, signatures, findings;
  std::int64_t bytes() const { return static_cast<std::int64_t>(record_xml.size() + signatures.size()); }
};

/// Another record that claims the same identity on other bytes.
struct TwinRow {
  enum class By { DocNo, SourceId };
  AccessionNumber accession;
  By by = By::DocNo;
};

struct RefusalRow {
  LeafIndex leaf_index = 0;
  UnitCode unit;
  std::int64_t counter = 0;
  Instant received_at;
  std::string digest;    ///< hex, empty for a 涉密件
  std::string codes;     ///< SHA-256 hex over the findings: with unit and digest the slip's identity
  std::string findings;  ///< JSON array as answered
};

struct PackageRow {
  PackageId object;
  std::string package_class;                    ///< 全宗·年度·保管期限, or "log"
  std::string inventory;                        ///< SHA-512 hex
  std::int64_t first = 0, last = 0, count = 0;  ///< accession numbers; leaf indexes for class log
  LeafIndex leaf_index = 0;
};

struct UnitCounters {
  UnitCode unit;
  std::int64_t accepted = 0, refused = 0;
};

/// A record of the same bytes.
struct Identical {
  UnitCode unit;
  AccessionNumber accession;
};

/// The worker's stages; each has done every record up to its mark, in accession order.
enum class Stage { Package, Index, Settle };

/// A ledger-relevant record, kept whole so that the ledger can be replayed without opening packages.
struct LedgerRow {
  LeafIndex leaf_index = 0;
  AccessionNumber accession;
  Instant received_at;
  UnitCode unit;
  PersonId person;
  std::string record_xml;
};

}  // namespace cundang::registry
