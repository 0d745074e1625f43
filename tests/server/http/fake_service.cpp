// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/http/fake_service.h"

#include "archive/crypto/digest.h"

namespace cundang::http::test {

namespace {

class MemorySink final : public app::AttachmentSink {
 public:
  explicit MemorySink(FakeService& service) : service_{service} { ++service_.unfinished_attachments_; }
  ~MemorySink() override {
    if (!finished_) --service_.unfinished_attachments_;
  }
  void write(std::string_view bytes) override { bytes_ += bytes; }
  app::SpooledAttachment finish(std::string file_name) override {
    finished_ = true;
    --service_.unfinished_attachments_;
    app::SpooledAttachment attachment;
    attachment.name = std::move(file_name);
    attachment.sha256 = crypto::sha256(bytes_);
    attachment.size = static_cast<std::int64_t>(bytes_.size());
    service_.attachment_bytes_.push_back(std::move(bytes_));
    return attachment;
  }

 private:
  FakeService& service_;
  std::string bytes_;
  bool finished_ = false;
};

Unit unit(const char* code, UnitClass unit_class, const char* name) {
  Unit made;
  made.code = {code};
  made.unit_class = unit_class;
  made.names.push_back({name, {}, {}, {}});
  return made;
}

}  // namespace

FakeService::FakeService() = default;

AccessionNumber FakeService::keep(const UnitCode& unit, const std::string& title, std::vector<std::string> audience,
                                  const std::string& kind) {
  const std::lock_guard lock{mutex_};
  Kept kept;
  auto& page = kept.page;
  page.number = {static_cast<std::int64_t>(kept_.size()) + 1};
  page.record.kind = kind;
  page.record.title = title;
  page.record.submitter = {unit, {}};
  page.record.authors = {{unit, {}}};
  page.record.body = {{Paragraph::Kind::Text, 0, "p1", title + "正文"}};
  page.xml = "<record><!-- " + title + " --></record>";
  page.unit = unit;
  page.received_at = now();
  page.digest = crypto::sha256(page.xml).hex();
  page.label = "内部";
  page.status.number = page.number;
  page.status.settled.done = true;
  kept.audience = std::move(audience);
  return kept_.emplace(page.number.value, std::move(kept)).first->second.page.number;
}

std::unique_ptr<app::AttachmentSink> FakeService::begin_attachment() { return std::make_unique<MemorySink>(*this); }

app::AccessionResult FakeService::submit(app::Submission submission) {
  if (next_error_) {
    const auto code = *next_error_;
    next_error_.reset();
    throw Error{code};
  }
  app::AccessionResult result;
  if (!next_findings_.empty()) {
    result.kind = app::AccessionResult::Kind::Refused;
    result.findings = std::exchange(next_findings_, {});
    result.receipt_json = R"({"type":"refusal"})";
    return result;
  }
  const auto number = keep(submission.actor.unit, "已上报", {submission.actor.unit.text});
  result.accession = number;
  result.findings = std::exchange(next_warnings_, {});
  result.receipt_json = R"({"type":"receipt","accession":")" + to_text(number) + "\"}";
  const std::lock_guard lock{mutex_};
  submitted_.push_back(std::move(submission));
  return result;
}

app::AccessionResult FakeService::refuse(const Actor&, std::string_view, ErrorCode code, Findings findings) {
  refused_.push_back(code);
  app::AccessionResult result;
  result.kind = app::AccessionResult::Kind::Refused;
  result.findings = std::move(findings);
  result.receipt_json = R"({"type":"refusal"})";
  return result;
}

const FakeService::Kept& FakeService::visible(AccessionNumber number, const Viewer& viewer) const {
  const std::lock_guard lock{mutex_};
  const auto found = kept_.find(number.value);
  if (found == kept_.end() || !viewer.may_read(found->second.audience)) throw Error{ErrorCode::NotFound};
  return found->second;
}

app::AccessionStatus FakeService::status(AccessionNumber number, const Viewer& viewer) const {
  return visible(number, viewer).page.status;
}
std::string FakeService::receipt(AccessionNumber number, const Viewer& viewer) const {
  return R"({"type":"receipt","title":")" + visible(number, viewer).page.record.title + "\"}";
}
app::RecordPage FakeService::record(AccessionNumber number, const Viewer& viewer) const {
  return visible(number, viewer).page;
}
std::string FakeService::record_xml(AccessionNumber number, const Viewer& viewer) const {
  return visible(number, viewer).page.xml;
}
std::string FakeService::container(AccessionNumber number, const Viewer& viewer) const {
  return "PK" + visible(number, viewer).page.record.title;
}

indexer::SearchAnswer FakeService::search(const indexer::SearchRequest& request, const Viewer& viewer) const {
  if (request.query == "(")
    throw Error{ErrorCode::QueryInvalid, Text{"括号没有闭合", "the bracket is not closed"},
                Text{"补上右括号", "close the bracket"}}
        .with("position", 1);
  const std::lock_guard lock{mutex_};
  indexer::SearchAnswer answer;
  answer.understood = request.query;
  for (const auto& [number, kept] : kept_) {
    if (!viewer.may_read(kept.audience) || kept.page.record.title.find(request.query) == std::string::npos) continue;
    indexer::Hit hit;
    hit.id = to_text(kept.page.number);
    hit.title = kept.page.record.title;
    hit.kind = kept.page.record.kind;
    hit.snippet = {{"前文", false}, {request.query, true}, {"<后文>", false}};
    ++answer.total;
    answer.hits.push_back(std::move(hit));
  }
  return answer;
}

std::vector<ledger::Obligation> FakeService::obligations(const app::ObligationQuery&, const Viewer&) const {
  return duties_;
}
ledger::Obligation FakeService::obligation(const ObligationId&, const app::ObligationQuery&, const Viewer&) const {
  if (duties_.empty()) throw Error{ErrorCode::NotFound};
  return duties_.front();
}

Viewer FakeService::viewer(const Actor& actor) const { return {actor.person, actor.unit, actor.unit.text == "AJJ"}; }

std::vector<Unit> FakeService::units() const {
  return {unit("AJJ", UnitClass::Bureau, "铭远市安全生产监督管理局"),
          unit("JTJ", UnitClass::Department, "铭远市交通局"),
          unit("ZJW", UnitClass::Department, "铭远市住房和城乡建设委员会")};
}

app::Health FakeService::health() const {
  app::Health health;
  health.ready = true;
  health.accepted = static_cast<std::int64_t>(kept_.size());
  health.simulated = simulated_;
  health.now = now();
  return health;
}

}  // namespace cundang::http::test
