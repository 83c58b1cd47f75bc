-- What the desk keeps of the organisation beside its names. Instants are seconds since 1970-01-01 UTC.

-- Who signs for a unit, and when it is open: JSON of weekday (1 is Monday) to first and last minute of the day. A weekday
-- without an entry is closed; without any entry the hours are not known.
create table if not exists unit_details (
  unit_id integer primary key references units (id),
  head text not null default '',
  nip text not null default '' check (nip = '' or length(nip) = 18),
  hours text not null default '{}' check (json_valid(hours))
) strict;

-- What has answers is never deleted, it is closed. A row goes when the place opens again.
create table if not exists closed_agencies (
  agency_id integer primary key references agencies (id),
  closed_at integer not null
) strict;

create table if not exists closed_units (
  unit_id integer primary key references units (id),
  closed_at integer not null
) strict;
