-- The quarter's course from review to publication, and the editions: what was published stays as it was.
-- Instants are seconds since 1970-01-01 UTC, days are local days since 1970-01-01, quarters as 20263.

-- A quarter whose figures the units look through, with the days by which they confirm and the bureau publishes.
create table if not exists reviews (
  quarter integer primary key,
  opened_at integer not null,
  opened_by text not null,
  confirm_by integer not null,
  publish_by integer not null check (publish_by >= confirm_by)
) strict;

-- What a unit and the bureau said of the unit's figures and analysis. `mark` tells which figures were confirmed. Append-only.
create table if not exists review_events (
  id integer primary key,
  quarter integer not null references reviews (quarter),
  unit_id integer not null references units (id),
  at integer not null,
  actor_id integer references accounts (id),
  actor_name text not null,
  kind text not null check (kind in ('confirmed', 'changeRequested', 'objected', 'settled')),
  message text not null default '',
  mark text not null default '',
  check (kind = 'confirmed' or message <> '')
) strict;

create index if not exists review_events_by_unit on review_events (quarter, unit_id, id);

CREATE TRIGGER IF NOT EXISTS review_events_are_never_changed BEFORE UPDATE ON review_events BEGIN SELECT RAISE(ABORT, 'review_events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS review_events_are_never_deleted BEFORE DELETE ON review_events BEGIN SELECT RAISE(ABORT, 'review_events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS review_events_are_never_replaced BEFORE INSERT ON review_events WHEN EXISTS (SELECT 1 FROM review_events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'review_events are append-only'); END;

-- What the unit writes about its result, until it is published.
create table if not exists unit_analyses (
  quarter integer not null,
  unit_id integer not null references units (id),
  strengths text not null,
  weaknesses text not null,
  causes text not null,
  revised_at integer not null,
  primary key (quarter, unit_id)
) strict, without rowid;

-- Units' documents in canonical JSON, by their SHA-256: an edition names them, a correction keeps those it does not change.
create table if not exists edition_documents (
  id integer primary key,
  hash text not null unique,
  document text not null
) strict;

CREATE TRIGGER IF NOT EXISTS edition_documents_are_never_changed BEFORE UPDATE ON edition_documents BEGIN SELECT RAISE(ABORT, 'edition_documents are append-only'); END;
CREATE TRIGGER IF NOT EXISTS edition_documents_are_never_deleted BEFORE DELETE ON edition_documents BEGIN SELECT RAISE(ABORT, 'edition_documents are append-only'); END;
CREATE TRIGGER IF NOT EXISTS edition_documents_are_never_replaced BEFORE INSERT ON edition_documents WHEN EXISTS (SELECT 1 FROM edition_documents WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'edition_documents are append-only'); END;

-- An edition as it was signed. No two name the same edition before them, so they form one chain: '' comes before the first.
create table if not exists editions (
  id integer primary key,
  quarter integer not null,
  number integer not null check (number > 0),
  content text not null check (json_valid(content)),
  hash text not null unique,
  previous_hash text not null unique,
  public_key text not null,
  signature text not null,
  published_at integer not null,
  published_by text not null,
  reason text check ((reason is null) = (number = 1)),
  last_response integer not null,
  last_exclusion integer not null,
  unique (quarter, number)
) strict;

CREATE TRIGGER IF NOT EXISTS editions_are_never_changed BEFORE UPDATE ON editions BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;
CREATE TRIGGER IF NOT EXISTS editions_are_never_deleted BEFORE DELETE ON editions BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;
CREATE TRIGGER IF NOT EXISTS editions_are_never_replaced BEFORE INSERT ON editions WHEN EXISTS (SELECT 1 FROM editions WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;

-- The units of an edition with what lists show of them, copied from their documents; `ikm verify` compares the two. Values in hundredths.
create table if not exists edition_units (
  edition_id integer not null references editions (id),
  place integer not null,
  unit_id integer not null references units (id),
  document_hash text not null references edition_documents (hash),
  slug text not null,
  name text not null,
  kind text not null,
  agency text not null,
  agency_slug text not null,
  state text not null,
  ikm integer,
  low integer,
  high integer,
  grade text,
  performance text,
  respondents integer not null,
  primary key (edition_id, place),
  unique (edition_id, unit_id)
) strict, without rowid;

create index if not exists edition_units_by_unit on edition_units (unit_id, edition_id);
create index if not exists edition_units_by_slug on edition_units (slug, edition_id);

CREATE TRIGGER IF NOT EXISTS edition_units_are_never_changed BEFORE UPDATE ON edition_units BEGIN SELECT RAISE(ABORT, 'edition_units are append-only'); END;
CREATE TRIGGER IF NOT EXISTS edition_units_are_never_deleted BEFORE DELETE ON edition_units BEGIN SELECT RAISE(ABORT, 'edition_units are append-only'); END;
CREATE TRIGGER IF NOT EXISTS edition_units_are_never_replaced BEFORE INSERT ON edition_units WHEN EXISTS (SELECT 1 FROM edition_units WHERE edition_id = NEW.edition_id AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'edition_units are append-only'); END;
