// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/registry/schema.h"

namespace cundang::registry {

// Portable SQL only: primary key on every table, no triggers, ids made by the application (docs/formats/registry.md).
// INTEGER is 64 bits wide here: SQLite keeps a table by a key of this very type, any other would be a second tree
// beside the rows.
const std::vector<std::string>& schema_statements() {
  // NOLINTBEGIN(bugprone-suspicious-missing-comma): many of them stand on more than one line
  static const std::vector<std::string> statements = {
      "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
      "CREATE TABLE mark (name TEXT PRIMARY KEY, through BIGINT NOT NULL)",
      "CREATE TABLE leaf (leaf_index INTEGER PRIMARY KEY, type TEXT NOT NULL, leaf TEXT NOT NULL,"
      " statement TEXT NOT NULL, salt TEXT NOT NULL, group_size BIGINT NOT NULL)",
      "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL)",
      "CREATE TABLE tile (level BIGINT NOT NULL, idx BIGINT NOT NULL, hashes TEXT NOT NULL, PRIMARY KEY (level, idx))",
      "CREATE TABLE record (accession INTEGER PRIMARY KEY, leaf_index BIGINT NOT NULL, unit TEXT NOT NULL,"
      " unit_counter BIGINT NOT NULL, person TEXT NOT NULL, received_ms BIGINT NOT NULL, digest TEXT NOT NULL,"
      " kind TEXT NOT NULL, series TEXT NOT NULL, title TEXT NOT NULL, doc_no TEXT NOT NULL, label TEXT NOT NULL,"
      " audience TEXT NOT NULL, historical BIGINT NOT NULL, source_system TEXT NOT NULL, source_id TEXT NOT NULL,"
      " fonds TEXT NOT NULL, year BIGINT NOT NULL, retention TEXT NOT NULL, package_id TEXT NOT NULL)",
      "CREATE INDEX record_same ON record (digest, unit)",
      "CREATE INDEX record_doc_no ON record (doc_no)",
      "CREATE INDEX record_source ON record (source_id)",
      "CREATE TABLE attachment (accession BIGINT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL,"
      " media_type TEXT NOT NULL, role TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL,"
      " PRIMARY KEY (accession, number))",
      "CREATE INDEX attachment_digest ON attachment (sha256, accession)",
      "CREATE TABLE journal (accession INTEGER PRIMARY KEY, record_xml TEXT NOT NULL, signatures TEXT NOT NULL,"
      " findings TEXT NOT NULL, bytes BIGINT NOT NULL)",
      "CREATE TABLE refusal (leaf_index INTEGER PRIMARY KEY, unit TEXT NOT NULL, counter BIGINT NOT NULL,"
      " received_ms BIGINT NOT NULL, digest TEXT NOT NULL, codes TEXT NOT NULL, findings TEXT NOT NULL)",
      "CREATE INDEX refusal_same ON refusal (unit, digest, codes)",
      "CREATE TABLE counter (unit TEXT PRIMARY KEY, accepted BIGINT NOT NULL, refused BIGINT NOT NULL)",
      "CREATE TABLE idempotency (unit TEXT NOT NULL, key_hash TEXT NOT NULL, digest TEXT NOT NULL,"
      " accession BIGINT NOT NULL, PRIMARY KEY (unit, key_hash))",
      "CREATE TABLE import_source (source TEXT NOT NULL, source_id TEXT NOT NULL, accession BIGINT NOT NULL,"
      " PRIMARY KEY (source, source_id))",
      "CREATE TABLE package (object TEXT PRIMARY KEY, class TEXT NOT NULL, inventory TEXT NOT NULL,"
      " first BIGINT NOT NULL, last BIGINT NOT NULL, count BIGINT NOT NULL, leaf_index BIGINT NOT NULL)",
      "CREATE TABLE ledger_entry (leaf_index INTEGER PRIMARY KEY, accession BIGINT NOT NULL,"
      " received_ms BIGINT NOT NULL, unit TEXT NOT NULL, person TEXT NOT NULL, record_xml TEXT NOT NULL)",
      "INSERT INTO meta (name, value) VALUES ('registry_version', '1')",
  };
  // NOLINTEND(bugprone-suspicious-missing-comma)
  return statements;
}

}  // namespace cundang::registry
