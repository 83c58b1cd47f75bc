-- What is done about a result: actions with their course, their evidence and the suggestions that led to them; minutes of
-- public consultations. Instants are seconds since 1970-01-01 UTC, figures hundredths of the converted scale.

-- One promised action. Its unit, its quarter and its element never change: a promise about something else is another one.
create table if not exists follow_ups (
  id integer primary key,
  unit_id integer not null references units (id),
  quarter integer not null,
  element text,
  program text not null check (length(program) between 5 and 500),
  expected integer check (expected between 2500 and 10000),
  expected_words text not null check (length(expected_words) <= 500),
  quarters text not null check (json_valid(quarters) and json_array_length(quarters) between 1 and 4),
  due_quarter integer not null,
  responsible text not null check (length(responsible) between 3 and 150),
  status text not null check (status in ('planned', 'running', 'finished', 'cancelled')),
  cancel_reason text check (length(cancel_reason) between 10 and 500),
  finished_at integer,
  cancelled_at integer,
  created_at integer not null,
  created_by integer references accounts (id),
  created_by_name text not null,
  check (due_quarter > quarter),
  check ((status = 'finished') = (finished_at is not null)),
  check ((status = 'cancelled') = (cancelled_at is not null)),
  check ((status = 'cancelled') = (cancel_reason is not null))
) strict;

create index if not exists follow_ups_by_unit on follow_ups (unit_id, quarter);
create index if not exists follow_ups_by_quarter on follow_ups (quarter, unit_id);
create index if not exists follow_ups_by_due on follow_ups (status, due_quarter);

CREATE TRIGGER IF NOT EXISTS follow_ups_keep_their_origin BEFORE UPDATE OF id, unit_id, quarter, element, created_at, created_by, created_by_name ON follow_ups BEGIN SELECT RAISE(ABORT, 'follow_ups are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_ups_are_never_deleted BEFORE DELETE ON follow_ups BEGIN SELECT RAISE(ABORT, 'follow_ups are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_ups_are_never_replaced BEFORE INSERT ON follow_ups WHEN EXISTS (SELECT 1 FROM follow_ups WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'follow_ups are append-only'); END;

-- The course of an action, told by whoever acted. Append-only. Where a plan was revised, before is JSON of what it was.
create table if not exists follow_up_events (
  id integer primary key,
  follow_up_id integer not null references follow_ups (id),
  kind text not null check (kind in ('planned', 'revised', 'started', 'noted', 'finished', 'cancelled', 'reopened',
    'quoted', 'evidence-added', 'evidence-withdrawn')),
  text text not null check (length(text) <= 1000),
  before text,
  at integer not null,
  actor_id integer references accounts (id),
  actor_name text not null
) strict;

create index if not exists follow_up_events_by_follow_up on follow_up_events (follow_up_id, id);

CREATE TRIGGER IF NOT EXISTS follow_up_events_are_never_changed BEFORE UPDATE ON follow_up_events BEGIN SELECT RAISE(ABORT, 'follow_up_events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_events_are_never_deleted BEFORE DELETE ON follow_up_events BEGIN SELECT RAISE(ABORT, 'follow_up_events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_events_are_never_replaced BEFORE INSERT ON follow_up_events WHEN EXISTS (SELECT 1 FROM follow_up_events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'follow_up_events are append-only'); END;

-- What shows that it was done: an address, or a file kept under the SHA-256 of its content. It can be withdrawn, once.
create table if not exists follow_up_evidence (
  id integer primary key,
  follow_up_id integer not null references follow_ups (id),
  kind text not null check (kind in ('link', 'photo', 'document')),
  url text check (length(url) <= 500),
  storage_key text check (length(storage_key) = 64),
  media_type text,
  bytes integer check (bytes > 0),
  name text,
  caption text not null check (length(caption) between 3 and 200),
  added_at integer not null,
  withdrawn_at integer,
  withdrawal_reason text check (length(withdrawal_reason) between 10 and 500),
  check ((kind = 'link') = (url is not null)),
  check ((kind = 'link') = (storage_key is null)),
  check ((storage_key is null) = (media_type is null) and (storage_key is null) = (bytes is null) and (storage_key is null) = (name is null)),
  check ((withdrawn_at is null) = (withdrawal_reason is null))
) strict;

create index if not exists follow_up_evidence_by_follow_up on follow_up_evidence (follow_up_id, id);
create index if not exists follow_up_evidence_by_key on follow_up_evidence (storage_key) where storage_key is not null;

CREATE TRIGGER IF NOT EXISTS follow_up_evidence_is_never_changed BEFORE UPDATE OF id, follow_up_id, kind, url, storage_key, media_type, bytes, name, caption, added_at ON follow_up_evidence BEGIN SELECT RAISE(ABORT, 'follow_up_evidence are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_evidence_is_withdrawn_once BEFORE UPDATE ON follow_up_evidence WHEN OLD.withdrawn_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'follow_up_evidence are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_evidence_is_never_deleted BEFORE DELETE ON follow_up_evidence BEGIN SELECT RAISE(ABORT, 'follow_up_evidence are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_evidence_is_never_replaced BEFORE INSERT ON follow_up_evidence WHEN EXISTS (SELECT 1 FROM follow_up_evidence WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'follow_up_evidence are append-only'); END;

-- Words of citizens that an action answers, masked and as they stood when they were quoted. Append-only.
create table if not exists follow_up_quotes (
  id integer primary key,
  follow_up_id integer not null references follow_ups (id),
  response_id integer not null references responses (id),
  text text not null check (length(text) > 0),
  quoted_at integer not null,
  unique (follow_up_id, response_id)
) strict;

CREATE TRIGGER IF NOT EXISTS follow_up_quotes_are_never_changed BEFORE UPDATE ON follow_up_quotes BEGIN SELECT RAISE(ABORT, 'follow_up_quotes are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_quotes_are_never_deleted BEFORE DELETE ON follow_up_quotes BEGIN SELECT RAISE(ABORT, 'follow_up_quotes are append-only'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_quotes_are_never_replaced BEFORE INSERT ON follow_up_quotes WHEN EXISTS (SELECT 1 FROM follow_up_quotes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'follow_up_quotes are append-only'); END;

-- Forum konsultasi publik: where a unit agreed with citizens on what to do. It can be withdrawn, once, and written anew.
create table if not exists consultations (
  id integer primary key,
  unit_id integer not null references units (id),
  quarter integer not null,
  day integer not null,
  place text not null check (length(place) between 3 and 200),
  participants integer not null check (participants between 1 and 100000),
  minutes text not null check (length(minutes) between 20 and 10000),
  storage_key text check (length(storage_key) = 64),
  media_type text,
  bytes integer check (bytes > 0),
  name text,
  written_at integer not null,
  written_by integer references accounts (id),
  written_by_name text not null,
  withdrawn_at integer,
  withdrawal_reason text check (length(withdrawal_reason) between 10 and 500),
  check ((storage_key is null) = (media_type is null) and (storage_key is null) = (bytes is null) and (storage_key is null) = (name is null)),
  check ((withdrawn_at is null) = (withdrawal_reason is null))
) strict;

create index if not exists consultations_by_unit on consultations (unit_id, day);
create index if not exists consultations_by_quarter on consultations (quarter, unit_id);
create index if not exists consultations_by_key on consultations (storage_key) where storage_key is not null;

CREATE TRIGGER IF NOT EXISTS consultations_are_never_changed BEFORE UPDATE OF id, unit_id, quarter, day, place, participants, minutes, storage_key, media_type, bytes, name, written_at, written_by, written_by_name ON consultations BEGIN SELECT RAISE(ABORT, 'consultations are append-only'); END;
CREATE TRIGGER IF NOT EXISTS consultations_are_withdrawn_once BEFORE UPDATE ON consultations WHEN OLD.withdrawn_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'consultations are append-only'); END;
CREATE TRIGGER IF NOT EXISTS consultations_are_never_deleted BEFORE DELETE ON consultations BEGIN SELECT RAISE(ABORT, 'consultations are append-only'); END;
CREATE TRIGGER IF NOT EXISTS consultations_are_never_replaced BEFORE INSERT ON consultations WHEN EXISTS (SELECT 1 FROM consultations WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'consultations are append-only'); END;
