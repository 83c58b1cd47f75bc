-- The organisation: who serves, through which services, at which counters.

create table if not exists agencies (
  id integer primary key,
  slug text not null unique,
  name text not null check (name <> '')
) strict;

create table if not exists units (
  id integer primary key,
  agency_id integer not null references agencies (id),
  slug text not null unique,
  name text not null check (name <> ''),
  kind text not null,
  address text not null default '',
  zone text not null check (zone in ('WIB', 'WITA', 'WIT'))
) strict;

create index if not exists units_by_agency on units (agency_id);

create table if not exists services (
  id integer primary key,
  unit_id integer not null references units (id),
  slug text not null,
  name text not null check (name <> ''),
  channel text not null check (channel in ('ONLINE', 'OFFLINE', 'HYBRID')),
  closed_at integer,
  unique (unit_id, slug),
  unique (id, unit_id)
) strict;

create table if not exists counters (
  id integer primary key,
  unit_id integer not null references units (id),
  name text not null check (name <> ''),
  service_id integer,
  closed_at integer,
  unique (id, unit_id),
  foreign key (service_id, unit_id) references services (id, unit_id)
) strict;

create index if not exists counters_by_unit on counters (unit_id);

-- What a counter's QR code carries. A code that was withdrawn stays, so that its old poster can be told so.
create table if not exists counter_codes (
  code text primary key,
  counter_id integer not null references counters (id),
  issued_at integer not null,
  withdrawn_at integer
) strict, without rowid;

create unique index if not exists counter_codes_live on counter_codes (counter_id) where withdrawn_at is null;

-- What a unit asks, from a local day on (days since 1970-01-01): a rule book, elements of its own, weights of its own.
create table if not exists added_elements (
  id integer primary key check (id >= 1000),
  unit_id integer not null references units (id),
  key text not null,
  name text not null,
  definition text not null default '',
  question text not null,
  answers text not null check (json_array_length(answers) = 4),
  unique (unit_id, key)
) strict;

create table if not exists unit_questionnaires (
  unit_id integer not null references units (id),
  valid_from integer not null,
  rule_book text not null,
  added text not null default '[]' check (json_valid(added)),
  weights text check (weights is null or json_valid(weights)),
  primary key (unit_id, valid_from)
) strict, without rowid;

-- The answers, append-only. `answers` is JSON: permanent question number to score.
-- `day` is the local day (days since 1970-01-01), `answered_at` the instant (seconds since 1970-01-01 UTC).

create table if not exists imports (
  id integer primary key,
  unit_id integer not null references units (id),
  service_id integer not null,
  file_hash text not null,
  file_name text not null,
  imported_at integer not null,
  respondents integer not null,
  unique (unit_id, service_id, file_hash),
  foreign key (service_id, unit_id) references services (id, unit_id)
) strict;

create table if not exists responses (
  id integer primary key,
  unit_id integer not null,
  service_id integer not null,
  counter_id integer,
  channel text not null,
  day integer not null,
  answered_at integer not null,
  answers text not null check (json_valid(answers) and answers <> '{}'),
  sex text,
  age text,
  education text,
  occupation text,
  filled_by text,
  key text unique,
  import_id integer references imports (id),
  foreign key (service_id, unit_id) references services (id, unit_id),
  foreign key (counter_id, unit_id) references counters (id, unit_id)
) strict;

create index if not exists responses_by_unit on responses (unit_id, day);

CREATE TRIGGER IF NOT EXISTS responses_are_never_changed BEFORE UPDATE ON responses BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
CREATE TRIGGER IF NOT EXISTS responses_are_never_deleted BEFORE DELETE ON responses BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;

-- Free text stands apart, so that it can be purged when its time is over.
create table if not exists suggestions (
  response_id integer primary key references responses (id),
  text text not null check (text <> '')
) strict;

-- Exact totals of the answers, kept in the same commit as the response. Scores are whole twelfths: 3 is 36.
-- One wide row serves the nine elements of the regulation; further items (added elements, integrity items) have rows of their own.
-- counter_id 0 means that the answer came by no counter (paper, import).

create table if not exists tallies (
  unit_id integer not null references units (id),
  day integer not null,
  service_id integer not null,
  counter_id integer not null,
  channel text not null,
  respondents integer not null,
  requirements_count integer not null,
  requirements_sum integer not null,
  requirements_squares integer not null,
  procedure_count integer not null,
  procedure_sum integer not null,
  procedure_squares integer not null,
  completion_time_count integer not null,
  completion_time_sum integer not null,
  completion_time_squares integer not null,
  cost_count integer not null,
  cost_sum integer not null,
  cost_squares integer not null,
  product_count integer not null,
  product_sum integer not null,
  product_squares integer not null,
  competence_count integer not null,
  competence_sum integer not null,
  competence_squares integer not null,
  conduct_count integer not null,
  conduct_sum integer not null,
  conduct_squares integer not null,
  complaint_handling_count integer not null,
  complaint_handling_sum integer not null,
  complaint_handling_squares integer not null,
  facilities_count integer not null,
  facilities_sum integer not null,
  facilities_squares integer not null,
  primary key (unit_id, day, service_id, counter_id, channel)
) strict, without rowid;

create table if not exists item_tallies (
  unit_id integer not null references units (id),
  day integer not null,
  service_id integer not null,
  counter_id integer not null,
  channel text not null,
  item text not null,
  item_count integer not null,
  item_sum integer not null,
  item_squares integer not null,
  primary key (unit_id, day, service_id, counter_id, channel, item)
) strict, without rowid;

-- The same totals by unit and quarter (20263 is the third quarter of 2026): what an overview of many units reads.
-- Beside them what intervals and tests take: each respondent's own mean over the elements they answered, in 2520ths of a score
-- (its sum and the sum of its squares), and for each element the cubes of the scores and their products with the own mean.

create table if not exists quarter_tallies (
  quarter integer not null,
  unit_id integer not null references units (id),
  respondents integer not null,
  own_means integer not null,
  own_mean_squares integer not null,
  requirements_count integer not null,
  requirements_sum integer not null,
  requirements_squares integer not null,
  requirements_cubes integer not null,
  requirements_products integer not null,
  procedure_count integer not null,
  procedure_sum integer not null,
  procedure_squares integer not null,
  procedure_cubes integer not null,
  procedure_products integer not null,
  completion_time_count integer not null,
  completion_time_sum integer not null,
  completion_time_squares integer not null,
  completion_time_cubes integer not null,
  completion_time_products integer not null,
  cost_count integer not null,
  cost_sum integer not null,
  cost_squares integer not null,
  cost_cubes integer not null,
  cost_products integer not null,
  product_count integer not null,
  product_sum integer not null,
  product_squares integer not null,
  product_cubes integer not null,
  product_products integer not null,
  competence_count integer not null,
  competence_sum integer not null,
  competence_squares integer not null,
  competence_cubes integer not null,
  competence_products integer not null,
  conduct_count integer not null,
  conduct_sum integer not null,
  conduct_squares integer not null,
  conduct_cubes integer not null,
  conduct_products integer not null,
  complaint_handling_count integer not null,
  complaint_handling_sum integer not null,
  complaint_handling_squares integer not null,
  complaint_handling_cubes integer not null,
  complaint_handling_products integer not null,
  facilities_count integer not null,
  facilities_sum integer not null,
  facilities_squares integer not null,
  facilities_cubes integer not null,
  facilities_products integer not null,
  primary key (quarter, unit_id)
) strict, without rowid;

create index if not exists quarter_tallies_by_unit on quarter_tallies (unit_id, quarter);

create table if not exists quarter_item_tallies (
  quarter integer not null,
  unit_id integer not null references units (id),
  item text not null,
  item_count integer not null,
  item_sum integer not null,
  item_squares integer not null,
  item_cubes integer not null,
  item_products integer not null,
  primary key (quarter, unit_id, item)
) strict, without rowid;

-- What this installation is: its name, whether it is a demonstration, the number that scrambles receipts.
create table if not exists installation (
  key text primary key,
  value text not null
) strict, without rowid;

insert into installation (key, value) values ('receipt_key', cast(abs(random() % 1099511627776) as text)) on conflict do nothing;

-- A commit that must not go through unless a state still holds writes its condition here; the check refuses the whole commit.
create table if not exists must_hold (
  id integer primary key check (id = 1),
  holds integer not null check (holds = 1)
) strict;
