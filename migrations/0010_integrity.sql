-- Evidence against stuffing: what an answer came with, one-time codes of visits, and what is conspicuous about it. Nothing here
-- blocks or drops an answer. Instants are seconds since 1970-01-01 UTC, days local days since 1970-01-01.

-- What one answer came with. device: keyed hash of a random token that the form keeps on the phone. address: keyed hash of the
-- network address, under a key that lives a few days. seconds: how long the form was open. visit: how a visit was shown
-- ('refused': a code was given that is not valid). Append-only, except that device and address are emptied when their time is over.
create table if not exists response_evidence (
  response_id integer primary key references responses (id),
  device integer,
  address integer,
  seconds integer check (seconds >= 0),
  visit text check (visit in ('ticket', 'screen', 'refused'))
) strict;

CREATE TRIGGER IF NOT EXISTS response_evidence_is_only_emptied BEFORE UPDATE ON response_evidence WHEN NEW.response_id IS NOT OLD.response_id OR NEW.seconds IS NOT OLD.seconds OR NEW.visit IS NOT OLD.visit OR (NEW.device IS NOT NULL AND NEW.device IS NOT OLD.device) OR (NEW.address IS NOT NULL AND NEW.address IS NOT OLD.address) BEGIN SELECT RAISE(ABORT, 'response_evidence are append-only'); END;
CREATE TRIGGER IF NOT EXISTS response_evidence_is_never_deleted BEFORE DELETE ON response_evidence BEGIN SELECT RAISE(ABORT, 'response_evidence are append-only'); END;

-- Keys under which addresses are hashed, one for each day (of UTC). A key that is gone makes its hashes worth nothing.
create table if not exists evidence_keys (
  day integer primary key,
  key text not null check (length(key) = 32)
) strict;

-- The key under which phones' tokens are hashed.
insert into installation (key, value) values ('device_key', lower(hex(randomblob(16)))) on conflict do nothing;

-- What was handed out for a counter at the desk: a sheet of codes, a key for a queue system, the address of a screen. Of keys
-- and addresses only the hash is kept.
create table if not exists counter_keys (
  id integer primary key,
  counter_id integer not null references counters (id),
  kind text not null check (kind in ('sheet', 'queue', 'screen')),
  hash text unique,
  tickets integer not null check (tickets >= 0),
  made_at integer not null,
  made_by text not null,
  withdrawn_at integer,
  check ((kind = 'sheet') = (hash is null))
) strict;

create index if not exists counter_keys_by_counter on counter_keys (counter_id, kind);

-- One-time codes by their keyed hash. A code is used by one answer at its counter, once, until valid_until.
create table if not exists tickets (
  hash text primary key,
  key_id integer not null references counter_keys (id),
  counter_id integer not null references counters (id),
  issued_at integer not null,
  valid_until integer not null,
  used_at integer
) strict, without rowid;

create index if not exists tickets_by_end on tickets (valid_until);
create index if not exists tickets_by_key on tickets (key_id, used_at, valid_until);

-- What is conspicuous about an answer, worked out from the evidence, each with a number for its words. weight 2 is conspicuous
-- by itself, weight 1 only together with another.
create table if not exists response_signals (
  response_id integer not null references responses (id),
  signal text not null,
  amount integer not null,
  weight integer not null check (weight in (1, 2)),
  quarter integer not null,
  unit_id integer not null references units (id),
  day integer not null,
  primary key (response_id, signal)
) strict, without rowid;

create index if not exists response_signals_by_quarter on response_signals (quarter, unit_id, response_id);
create index if not exists response_signals_by_day on response_signals (day, unit_id);

-- The days that were looked through, and up to which answer.
create table if not exists signal_passes (
  day integer primary key,
  quarter integer not null,
  at integer not null,
  last_response integer not null,
  answers integer not null,
  conspicuous integer not null
) strict;

-- The most answers in a minute at a counter on a day, as far as that was plausible: what is usual there.
create table if not exists counter_peaks (
  counter_id integer not null references counters (id),
  day integer not null,
  most integer not null,
  primary key (counter_id, day)
) strict, without rowid;
