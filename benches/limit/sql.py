"""The statements of the limit: the rows that Balai reads and writes, each in as few round trips as possible."""

# One durable transaction: the case, the report, and the journal's entry. $1 to $10 are what differs per report.
CREATE = """
WITH new_case AS (
    INSERT INTO cases_case (
        kind, tracking_code, title, area_id, category_code, priority, is_confidential, version, updated_at, state,
        holder_id, clock_set, opened_at, holder_since, citizen_due_at, holder_due_at, pause_reason, pause_count, hops,
        is_decided, contest_count, citizen_rung, holder_rung, next_check_at)
    VALUES ('CITIZEN_REPORT', $1, $2, $3, $4, 2, false, 0, $5, 'RECEIVED', $6, 'TIER_14', $5, $5,
        $5::timestamptz + interval '14 days', $5::timestamptz + interval '3 days', '', 0, 0, false, 0, 0, 0,
        $5::timestamptz + interval '2 days')
    RETURNING id
), entry AS (
    INSERT INTO journal_entry (code, at, by_kind, by_role, subject_kind, subject_id, data, salt)
    SELECT 'CASE_OPENED', $5, 'CITIZEN', '', 'case', id::text, $7::jsonb, substr(md5($1), 1, 16) FROM new_case
)
INSERT INTO citizen_reports_report (
    case_id, report_type, category_id, text, public_text, answers, area_id, landmark, latitude, longitude, cell,
    identity, contact_key, channel, client_key, is_public, hidden_reason, rule_code, created_at)
SELECT id, 'COMPLAINT', $4, $8, $8, '{}', $3, '', $9, $10, $11, 'ANONYMOUS', '', 'API', $12, true, '', '', $5
FROM new_case RETURNING case_id
"""

TRACK = """
SELECT r.case_id, r.created_at, r.category_id, g.name AS category_name, r.public_text, r.landmark, r.area_id,
    r.latitude, r.longitude, c.state, c.updated_at, c.citizen_due_at, c.holder_id, c.tracking_code, r.is_public,
    r.report_type, c.answered_at, c.solved_at, c.confirmed_at, c.closed_at, c.pause_until
FROM cases_case c JOIN citizen_reports_report r ON r.case_id = c.id
JOIN citizen_reports_category g ON g.code = r.category_id WHERE c.tracking_code = $1
"""
THREAD = """
SELECT e.id, e.code, e.at, e.by_kind, e.by_opd_id, e.data, m.text FROM journal_entry e
LEFT JOIN cases_remark m ON m.id = (e.data ->> 'remark')::bigint
WHERE e.subject_kind = 'case' AND e.subject_id = $1 ORDER BY e.id
"""
PHOTOS = """
SELECT a.role, a.remark_id, d.token FROM cases_attachment a JOIN documents_document d ON d.id = a.document_id
WHERE a.case_id = $1 ORDER BY a.id
"""

MAP = """
SELECT r.*, c.state FROM (
    SELECT case_id, latitude, longitude, category_id, created_at FROM citizen_reports_report
    WHERE is_public AND cell = ANY($1::bigint[]) AND latitude BETWEEN $2 AND $3 AND longitude BETWEEN $4 AND $5
    AND case_id > (SELECT coalesce(max(case_id), 0) - $6::bigint FROM citizen_reports_report)
    ORDER BY case_id DESC LIMIT 200
) r JOIN cases_case c ON c.id = r.case_id ORDER BY r.case_id DESC
"""
WINDOWS = (20_000, 160_000, 2**62)

OPEN = "state IN ('RECEIVED', 'AWAITING_DECISION', 'IN_PROGRESS', 'ON_HOLD')"
SESSION = "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > now()"
USER = "SELECT * FROM people_user WHERE email = $1"
INBOX = f"""
SELECT c.*, o.short_name, a.name, u.full_name FROM cases_case c JOIN organizations_opd o ON o.id = c.holder_id
LEFT JOIN organizations_area a ON a.code = c.area_id LEFT JOIN people_user u ON u.id = c.assignee_id
WHERE c.holder_id = $1 AND {OPEN} ORDER BY c.holder_due_at NULLS LAST, c.id LIMIT 51
"""
COUNTS = [
    f"SELECT count(*) FROM (SELECT 1 FROM cases_case WHERE holder_id = $1 AND {where} LIMIT 1000) AS found"
    for where in (
        OPEN,
        f"{OPEN} AND assignee_id = 1",
        f"{OPEN} AND (holder_due_at < now() OR (citizen_due_at < now() AND citizen_stopped_at IS NULL))",
        "state IN ('ANSWERED', 'SOLVED')",
    )
]

# One step of the overdue sweep: lock what is due, write the entries, move the rows on. $1 now, $2 batch.
SWEEP = """
WITH due AS (
    SELECT id, next_check_at FROM cases_case WHERE next_check_at <= $1 ORDER BY next_check_at LIMIT $2
    FOR UPDATE SKIP LOCKED
), entries AS (
    INSERT INTO journal_entry (code, at, by_kind, by_role, subject_kind, subject_id, data, salt)
    SELECT 'CASE_WARNED', $1, 'SYSTEM', '', 'case', id::text,
        '{"clock": "HOLDER", "rung": 0, "to": "OFFICER"}', substr(md5(id::text), 1, 16) FROM due
)
UPDATE cases_case c SET holder_rung = holder_rung + 1, version = version + 1, updated_at = $1,
    next_check_at = due.next_check_at + interval '30 days'
FROM due WHERE c.id = due.id
"""
