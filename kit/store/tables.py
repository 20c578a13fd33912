"""The whole schema on one page. Times are UTC; the ledger (`checkin`, `run_entry`) is only ever added to, a void is a mark."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, text

from kit.store.columns import Utc, marks, metadata, ref, table, words

__all__ = ["Utc", "metadata"]

person = table(
    "person",
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, server_default="", index=True),
    *map(words, ("sort_key", "emp_no", "dept", "email", "phone")),
    Column("emp_key", Text, nullable=False, server_default="", index=True),
    Column("extra", JSON, nullable=False, server_default="{}"),
    Column("created_at", Utc, nullable=False),
    Index("uq_person_emp_no", "emp_no", unique=True, sqlite_where=text("emp_no <> ''"), postgresql_where=text("emp_no <> ''")),
)

form_version = table(
    "form_version",
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("doc", JSON, nullable=False),
    Column("frozen_at", Utc, nullable=False),
    Index("uq_form_version_name_digest", "name", "digest", unique=True),
)

event = table(
    "event",
    Column("code", String(16), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("starts_at", Utc, nullable=False),
    Column("minutes", Integer, nullable=False, server_default="60"),
    Column("zone", Text, nullable=False, server_default="Asia/Shanghai"),
    Column("lang", String(8), nullable=False, server_default="zh"),
    *map(words, ("place", "host", "audience", "workshop", "form")),
    ref("version_id", "form_version", null=True),
    Column("late_after", Integer, nullable=False, server_default="10"),
    Column("parts", JSON, nullable=False, server_default="[]"),
    Column("capacity", Integer, nullable=False, server_default="0"),
    Column("check_out", Boolean, nullable=False, server_default=text("false")),
    Column("rotating", Integer, nullable=False, server_default="0"),
    Column("helpers", Integer, nullable=False, server_default="0"),
    Column("tryout", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Utc, nullable=False),
    Column("closed_at", Utc),
    Column("feedback_at", Utc),
    Column("anonymised_at", Utc),
)

registration = table(
    "registration",
    ref("event_id", "event"),
    ref("person_id", "person"),
    Column("source", String(16), nullable=False, server_default="roster"),
    Column("badge", String(32), nullable=False, unique=True),
    Column("row", Integer, nullable=False, server_default="0"),
    words("batch"),
    Column("created_at", Utc, nullable=False),
    Index("uq_registration_event_person", "event_id", "person_id", unique=True),
)

# what each row of a list changed, so that the list can be taken back: what a person's details and registration were before
roster_row = table(
    "roster_row",
    ref("event_id", "event"),
    ref("person_id", "person"),
    *map(words, ("batch", "file")),
    Column("made", Boolean, nullable=False),
    *(Column(name, JSON, nullable=False) for name in ("before", "after", "was")),
    Column("at", Utc, nullable=False),
)

LIVE = text("voided_at IS NULL AND outcome IN ('ok', 'walk_in')")
checkin = table(
    "checkin",
    Column("nonce", String(64), nullable=False, unique=True),
    ref("event_id", "event"),
    ref("person_id", "person", null=True),
    Column("part", String(32), nullable=False, server_default=""),
    words("raw"),
    Column("outcome", String(16), nullable=False),
    Column("proof", String(16), nullable=False),
    Column("happened_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Column("received_at", Utc, nullable=False),
    *map(words, ("device", "actor", "receipt", "notice")),
    ref("first_id", "checkin", null=True),
    Column("voided_at", Utc),
    *map(words, ("voided_by", "void_reason")),
    Index("uq_checkin_live", "event_id", "part", "person_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
)

# what phones said about people's data before somebody checked in, word for word
notice = table("notice", Column("digest", String(16), nullable=False, unique=True), words("text"), Column("shown_at", Utc, nullable=False))

# who took which people's data out of here
export = table(
    "export",
    ref("event_id", "event", null=True),
    Column("kind", String(16), nullable=False),
    Column("path", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    words("actor"),
)

# two records of one person; undone it is a mark, the ledger of both stays as it was
merge = table(
    "merge",
    ref("kept_id", "person"),
    ref("gone_id", "person"),
    Column("at", Utc, nullable=False),
    words("actor"),
    Column("undone_at", Utc),
    words("undone_by"),
    Index("uq_merge_live", "gone_id", unique=True, sqlite_where=text("undone_at IS NULL"), postgresql_where=text("undone_at IS NULL")),
)

# a helper's phone, known by the hash of its token
device = table(
    "device",
    ref("event_id", "event"),
    Column("token", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("revoked_at", Utc),
    words("revoked_by"),
)

# wrong PINs, by whom (a mark, no address) and over all ("")
guess = Table(
    "guess",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("who", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("until", Utc, nullable=False),
)

# failures of each kind, by whose they are (a mark, no address), and the second until which they count
failure = Table(
    "failure", metadata, Column("mark", String(64), primary_key=True), Column("until", BigInteger, primary_key=True), Column("n", Integer)
)

# what every computer on one database shares, such as the key that signs codes
shared = Table("shared", metadata, Column("name", String(32), primary_key=True), Column("value", Text, nullable=False))

# these three have no hidden row number on SQLite: the order of rows must not tell who answered what
response = Table(
    "response",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("nonce", String(64), nullable=False, unique=True),
    ref("event_id", "event"),
    ref("version_id", "form_version"),
    Column("lang", String(8), nullable=False),
    Column("submitted_at", Utc, nullable=False),
    Column("channel", String(16), nullable=False, server_default="phone"),
    sqlite_with_rowid=False,
)

answer = Table(
    "answer",
    metadata,
    Column("response_id", ForeignKey("response.id"), primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("item", String(64), primary_key=True, server_default=""),
    Column("choice", String(128), primary_key=True, server_default=""),
    Column("number", Float),
    words("text"),
    sqlite_with_rowid=False,
)

# who has answered, without a way to what was answered
responded = marks("responded", "event")

# what somebody left so as to be reached: beside the answers, with no way to them
contact = Table(
    "contact",
    metadata,
    Column("id", String(32), primary_key=True),
    ref("event_id", "event"),
    Column("question", String(64), nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

# a question put to the room during a talk; one at a time is open
poll = table(
    "poll",
    ref("event_id", "event"),
    Column("question", Text, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("closed_at", Utc),
    Column("shown", Boolean, nullable=False, server_default=text("false")),
)

vote = marks("vote", "poll", Column("choice", Integer, nullable=False))

# what the room asks the speaker; shown when the host lets it
ask = table(
    "ask",
    Column("nonce", String(64), nullable=False, unique=True),
    ref("event_id", "event"),
    Column("marker", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False, server_default="new"),
    Column("at", Utc, nullable=False),
)

support = marks("support", "ask")

run = table(
    "run",
    ref("event_id", "event", null=True),
    Column("name", Text, nullable=False),
    Column("lang", String(8), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("starts_at", Utc, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("ended_at", Utc),
)

run_entry = table(
    "run_entry",
    Column("nonce", String(64), nullable=False, unique=True),
    ref("run_id", "run"),
    Column("kind", String(16), nullable=False),
    *map(words, ("cue", "step")),
    Column("seconds", Float, nullable=False, server_default="0"),
    *map(words, ("note", "actor")),
    Column("at", Utc, nullable=False),
)

deck = table(
    "deck",
    ref("event_id", "event"),
    Column("path", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("modules", JSON, nullable=False),
    Column("qr", JSON, nullable=False, server_default="{}"),
    Column("built_at", Utc, nullable=False),
)

case_study = table(
    "case_study",
    Column("title", Text, nullable=False),
    words("team"),
    Column("stage", String(16), nullable=False, server_default="lead"),
    words("summary"),
    Column("scope", String(16), nullable=False, server_default="none"),
    Column("created_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
)

champion = table(
    "champion",
    Column("name", Text, nullable=False),
    words("team"),
    Column("cadence_days", Integer, nullable=False, server_default="60"),
    words("note"),
    Column("created_at", Utc, nullable=False),
)

touch = table(
    "touch",
    ref("champion_id", "champion"),
    Column("kind", String(16), nullable=False),
    Column("worth", Float, nullable=False, server_default="0"),
    words("note"),
    Column("at", Utc, nullable=False),
)

evidence = table(
    "evidence",
    Column("key", String(64), nullable=False, unique=True),
    Column("value", Text, nullable=False),
    *map(words, ("statement", "source", "period", "owner")),
    Column("updated_at", Utc, nullable=False),
)
