-- The answers at the desk: which are left out of every figure and why, which suggestions have been dealt with.
-- Instants are seconds since 1970-01-01 UTC.

-- Who took answers out of the figures or put them back: one answer, or all of an import. Append-only. A reason for taking
-- them out belongs to a kind of ground, by which exclusions are counted and published; its words may name people and are not.
create table if not exists exclusion_events (
  id integer primary key,
  at integer not null,
  actor_id integer not null references accounts (id),
  actor_name text not null,
  kind text not null check (kind in ('exclude', 'restore')),
  unit_id integer not null references units (id),
  response_id integer references responses (id),
  import_id integer references imports (id),
  ground text,
  reason text not null check (length(reason) between 10 and 500),
  respondents integer not null check (respondents > 0),
  check ((response_id is null) <> (import_id is null)),
  check ((kind = 'exclude') = (ground is not null))
) strict;

create index if not exists exclusion_events_by_unit on exclusion_events (unit_id, id);
create index if not exists exclusion_events_by_response on exclusion_events (response_id) where response_id is not null;
create index if not exists exclusion_events_by_import on exclusion_events (import_id) where import_id is not null;

CREATE TRIGGER IF NOT EXISTS exclusion_events_are_never_changed BEFORE UPDATE ON exclusion_events BEGIN SELECT RAISE(ABORT, 'exclusion_events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS exclusion_events_are_never_deleted BEFORE DELETE ON exclusion_events BEGIN SELECT RAISE(ABORT, 'exclusion_events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS exclusion_events_are_never_replaced BEFORE INSERT ON exclusion_events WHEN EXISTS (SELECT 1 FROM exclusion_events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'exclusion_events are append-only'); END;

-- The answers that are out now, each with the event that took it out. One key a response, so that nobody excludes it twice.
create table if not exists excluded_responses (
  response_id integer primary key references responses (id),
  event_id integer not null references exclusion_events (id),
  quarter integer not null,
  unit_id integer not null references units (id)
) strict;

create index if not exists excluded_responses_by_quarter on excluded_responses (quarter, unit_id, event_id);
create index if not exists excluded_responses_by_event on excluded_responses (event_id);

create index if not exists responses_by_import on responses (import_id) where import_id is not null;

-- How far a unit has come with a suggestion; one without a row is new. It stands apart from the text, which may be purged.
create table if not exists suggestion_marks (
  response_id integer primary key references responses (id),
  status text not null check (status in ('dibaca', 'ditindaklanjuti')),
  marked_at integer not null
) strict;
