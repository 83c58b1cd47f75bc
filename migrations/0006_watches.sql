-- What the weekly watch of each unit found last, worked out at night: a year of weeks of every unit is too much to read for
-- an overview.
create table if not exists watches (
  unit_id integer primary key references units (id),
  week integer not null,
  state text not null check (state in ('tooFew', 'steady', 'lower', 'higher')),
  began integer
) strict;
