"""Many reports at once, by SQL inside PostgreSQL: cases, reports, remarks, journal, chain and indicators.

The shape is that of a region after two years: most reports are over, a fifth is open, each has two to four acts.
The rows are what the program itself would have written; the chain passes `balai journal verify`.
"""

import random
from datetime import UTC, datetime

import psycopg

from balai.engine.journal import rules as journal
from balai.foundation.geo import cell
from balai.foundation.ids import ALPHABET

PLACES = 20_000
TEXT = (
    "Jalan berlubang cukup dalam di dekat jembatan, sudah tiga minggu belum ditambal. Kemarin malam ada pengendara "
    "yang jatuh karena lubangnya tertutup genangan air hujan. Mohon segera diperbaiki sebelum ada korban lagi, "
    "karena jalan ini dilalui anak sekolah setiap pagi dan truk pengangkut hasil panen setiap sore."
)
ANSWER = (
    "Terima kasih atas laporannya. Petugas kami sudah memeriksa lokasi dan menutup lubang dengan aspal dingin. "
    "Perbaikan tetap dijadwalkan bersama ruas berikutnya."
)

# n runs from 1 to the number of reports; opened_at rises with it, so that ids are in the order of time.
CASES = """
INSERT INTO cases_case (
    id, kind, tracking_code, title, area_id, category_code, priority, is_confidential, version, updated_at, state,
    holder_id, clock_set, opened_at, holder_since, citizen_due_at, citizen_stopped_at, holder_due_at, lapse_at,
    paused_at, pause_until, pause_reason, pause_count, hops, is_decided, answered_at, solved_at, confirmed_at,
    closed_at, contest_count, citizen_rung, holder_rung, next_check_at)
SELECT n, 'CITIZEN_REPORT', {code}, left(%(text)s, 100) || ' ' || n, area, category, priority,
    false, 2, opened + interval '3 days', state, holder, clock, opened, opened, opened + interval '7 days',
    CASE WHEN answered THEN opened + interval '3 days' END,
    CASE WHEN is_open THEN now() + (random() * 20 - 2) * interval '1 day' END,
    CASE WHEN state IN ('ANSWERED', 'SOLVED') THEN now() + (1 + random() * 9) * interval '1 day' END,
    NULL, NULL, '', 0, 0, false,
    CASE WHEN answered THEN opened + interval '3 days' END,
    CASE WHEN state = 'SOLVED' THEN opened + interval '3 days' END,
    CASE WHEN state = 'CONFIRMED' THEN opened + interval '5 days' END,
    CASE WHEN state IN ('CONFIRMED', 'LAPSED') THEN opened + interval '5 days' END, 0, 0, 0,
    CASE WHEN is_open OR state IN ('ANSWERED', 'SOLVED') THEN now() + (1 + random() * 30) * interval '1 day' END
FROM (
    SELECT chosen.n, now() - interval '730 days' * (1 - chosen.n / (%(rows)s + 1.0)) AS opened, place.area,
        topic.category, topic.priority, topic.holder, topic.clock, state,
        state IN ('RECEIVED', 'AWAITING_DECISION', 'IN_PROGRESS') AS is_open,
        state NOT IN ('RECEIVED', 'AWAITING_DECISION', 'IN_PROGRESS') AS answered
    FROM (
        SELECT n, 1 + floor(random() * %(places)s)::int AS place_n, 1 + floor(random() * %(topics)s)::int AS topic_n,
            CASE WHEN r < %(open)s * 0.3 THEN 'RECEIVED' WHEN r < %(open)s * 0.31 THEN 'AWAITING_DECISION'
                WHEN r < %(open)s THEN 'IN_PROGRESS' WHEN r < %(open)s + (1 - %(open)s) * 0.1 THEN 'ANSWERED'
                WHEN r < %(open)s + (1 - %(open)s) * 0.2 THEN 'SOLVED'
                WHEN r < %(open)s + (1 - %(open)s) * 0.6 THEN 'CONFIRMED' ELSE 'LAPSED' END AS state
        FROM (SELECT n, random() AS r FROM generate_series(1, %(rows)s) AS n) AS dice
    ) AS chosen
    JOIN bench_place AS place ON place.n = place_n JOIN bench_topic AS topic ON topic.n = topic_n
) AS row ORDER BY n
"""
REPORTS = """
INSERT INTO citizen_reports_report (
    case_id, report_type, category_id, text, public_text, answers, area_id, landmark, latitude, longitude, cell,
    identity, contact_key, channel, is_public, hidden_reason, rule_code, created_at)
SELECT id, 'COMPLAINT', category_code, %(text)s, %(text)s, '{}', area_id, 'Dekat jembatan', place.latitude,
    place.longitude, place.cell, 'ANONYMOUS', '', 'WEB', true, '', '', opened_at
FROM (SELECT *, 1 + floor(random() * %(places)s)::int AS place_n FROM cases_case) AS row
JOIN bench_place AS place ON place.n = place_n ORDER BY id
"""
REMARKS = """
INSERT INTO cases_remark (case_id, text, is_public, at, by_opd_id)
SELECT id, %(answer)s, true, answered_at, holder_id FROM cases_case WHERE answered_at IS NOT NULL ORDER BY id
"""
ENTRIES = """
INSERT INTO journal_entry (code, at, by_kind, by_id, by_opd_id, by_role, subject_kind, subject_id, data, salt)
SELECT act.code, act.at, act.by_kind, NULL, act.opd, act.role, 'case', c.id::text, act.data,
    lpad(to_hex((random() * 4294967295)::bigint), 8, '0') || lpad(to_hex((random() * 4294967295)::bigint), 8, '0')
FROM cases_case AS c LEFT JOIN cases_remark AS r ON r.case_id = c.id
CROSS JOIN LATERAL (VALUES
    (1, 'CASE_OPENED', c.opened_at, 'CITIZEN', NULL::bigint, '', jsonb_build_object(
        'kind', c.kind, 'state', CASE WHEN c.state = 'AWAITING_DECISION' THEN c.state ELSE 'RECEIVED' END,
        'holder', c.holder_id, 'clock', c.clock_set, 'category', c.category_code, 'area', c.area_id, 'grounds',
        jsonb_build_object('rules', NULL, 'rule', '', 'type', 'COMPLAINT', 'channel', 'WEB'))),
    (2, 'CASE_ACCEPTED', c.opened_at + interval '1 day', 'OFFICER', c.holder_id, 'OPD_ADMIN', '{}'::jsonb),
    (3, 'CASE_ANSWERED', c.answered_at, 'OFFICER', c.holder_id, 'OPD_ADMIN', jsonb_build_object('remark', r.id)),
    (4, 'CASE_CONFIRMED', c.confirmed_at, 'CITIZEN', NULL, '', '{}'::jsonb)
) AS act (n, code, at, by_kind, opd, role, data)
WHERE act.at IS NOT NULL AND NOT (act.n = 2 AND c.state IN ('RECEIVED', 'AWAITING_DECISION'))
ORDER BY c.id, act.n
"""


def seed(db: psycopg.Connection, *, rows: int, open_share: float = 0.2, only_cases: bool = False) -> None:
    """Fill a database in which a region is loaded; about a minute for 100,000 reports with their chain on one core."""
    _lookups(db)
    topics = db.execute("SELECT count(*) FROM bench_topic").fetchone()[0]
    values = {
        "rows": rows, "places": PLACES, "topics": topics, "open": open_share, "text": TEXT, "answer": ANSWER,
    }  # fmt: skip
    _defaults(db)
    db.execute(CASES.format(code=_code_sql()), values)
    db.execute("SELECT setval(pg_get_serial_sequence('cases_case', 'id'), %(rows)s)", values)
    if not only_cases:
        db.execute(REPORTS, values)
        db.execute(REMARKS, values)
        db.execute(ENTRIES, values)
        _chain(db)
    db.execute("DROP TABLE bench_place, bench_topic")
    db.execute("VACUUM ANALYZE")
    db.execute("CHECKPOINT")


# What stands in a column that the statements above do not name yet.
EMPTY = {
    "character varying": "''",
    "text": "''",
    "boolean": "false",
    "jsonb": "'{}'",
    "integer": "0",
    "smallint": "0",
}


def _defaults(db: psycopg.Connection) -> None:
    """Columns that came later are empty in seeded rows; the program itself always names every column."""
    columns = db.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name IN ('cases_case', 'citizen_reports_report', 'cases_remark') AND is_nullable = 'NO' "
        "AND column_default IS NULL AND is_identity = 'NO'"
    ).fetchall()
    for table, column, kind in columns:
        if kind in EMPTY:
            db.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {EMPTY[kind]}")


def _lookups(db: psycopg.Connection) -> None:
    """Places within about a kilometre of a desa's centroid; categories with their mandated agency."""
    chance = random.Random(1)
    desa = db.execute(
        "SELECT code, latitude, longitude FROM organizations_area WHERE level IN ('DESA', 'KELURAHAN') ORDER BY code"
    ).fetchall()
    db.execute(
        "CREATE TABLE bench_place (n int PRIMARY KEY, area text, latitude float8, longitude float8, cell bigint)"
    )
    with db.cursor() as cursor, cursor.copy("COPY bench_place FROM STDIN") as copy:
        for n in range(1, PLACES + 1):
            code, latitude, longitude = chance.choice(desa)
            latitude, longitude = latitude + chance.gauss(0, 0.005), longitude + chance.gauss(0, 0.005)
            copy.write_row((n, code, latitude, longitude, cell(latitude, longitude)))
    db.execute(
        "CREATE TABLE bench_topic AS SELECT row_number() OVER ()::int AS n, c.code AS category, c.clock_set AS clock, "
        "c.priority, coalesce((SELECT m.opd_id FROM organizations_mandate m WHERE m.category_code = c.code LIMIT 1), "
        "(SELECT id FROM organizations_opd WHERE is_coordinator)) AS holder FROM citizen_reports_category c"
    )
    db.execute("ANALYZE bench_place, bench_topic")


def _code_sql() -> str:
    """The tracking code of n: eight symbols of a number that n is scrambled into, and the check symbol."""
    scrambled = "((n::bigint * 3571 + 104729 * 7919) * 48271 %% 852891037441)"
    values = [f"({scrambled} / {31**k} %% 31)" for k in range(8)]
    check = " + ".join(f"{9 - place} * {value}" for place, value in enumerate(values))
    symbols = [
        f"substr('{ALPHABET}', ({value})::int + 1, 1)" for value in [*values, f"(31 - ({check}) %% 31) %% 31"]
    ]
    return " || '-' || ".join(" || ".join(symbols[start : start + 3]) for start in (0, 3, 6))


def _chain(db: psycopg.Connection) -> None:
    """Seal every entry, as the program does it. A second connection writes while this one reads."""
    previous, position = "0" * 64, 0
    columns = ", ".join(journal.Content._fields)
    with (
        _twin(db) as writer,
        writer.cursor() as out,
        db.transaction(),
        db.cursor(name="entries") as entries,
        out.copy("COPY journal_link (position, entry_id, digest, previous_hash, hash) FROM STDIN") as copy,
    ):
        entries.itersize = 20_000
        for content in entries.execute(f"SELECT {columns} FROM journal_entry ORDER BY id"):
            position += 1
            digest = journal.digest_of(content)
            here = journal.link_hash(position, previous, digest)
            copy.write_row((position, content[0], digest, previous, here))
            previous = here
    db.execute("DELETE FROM journal_head")
    db.execute(
        "INSERT INTO journal_head (id, position, hash, swept_at) VALUES (1, %s, %s, %s)",
        [position, previous, datetime.now(UTC)],
    )


def _twin(db: psycopg.Connection) -> psycopg.Connection:
    info = db.info
    return psycopg.connect(
        host=info.host, port=info.port, user=info.user, dbname=info.dbname, autocommit=True
    )
