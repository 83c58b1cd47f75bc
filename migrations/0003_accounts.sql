-- Who may act: accounts and what each may do, how they sign in, their sessions, the links that are handed over, the trail of acts.
-- Instants are seconds since 1970-01-01 UTC.

-- An account is never deleted, it is deactivated: the trail and what it did refer to it.
create table if not exists accounts (
  id integer primary key,
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  email_verified integer not null default 1,
  two_factor_enabled integer not null default 0,
  created_at integer not null,
  updated_at integer not null,
  deactivated_at integer
) strict;

-- What an account may do, and where: a unit's manager has one row for each unit or whole agency.
create table if not exists grants (
  id integer primary key,
  account_id integer not null references accounts (id),
  role text not null check (role in ('bureau', 'unitManager', 'leader', 'inspector')),
  unit_id integer references units (id),
  agency_id integer references agencies (id),
  check ((role = 'unitManager') = ((unit_id is null) <> (agency_id is null))),
  check (role = 'unitManager' or (unit_id is null and agency_id is null))
) strict;

create unique index if not exists grants_once on grants (account_id, role, coalesce(unit_id, 0), coalesce(agency_id, 0));

-- How an account signs in: `credential` with a password, or by a provider under the subject that it names.
create table if not exists account_credentials (
  id integer primary key,
  account_id integer not null references accounts (id),
  provider text not null,
  subject text not null,
  password text,
  scope text,
  created_at integer not null,
  updated_at integer not null,
  unique (provider, subject)
) strict;

create index if not exists account_credentials_by_account on account_credentials (account_id);

create table if not exists account_sessions (
  id integer primary key,
  account_id integer not null references accounts (id),
  token text not null unique,
  method text not null default 'password' check (method in ('password', 'oidc')),
  user_agent text,
  expires_at integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;

create index if not exists account_sessions_by_account on account_sessions (account_id);

-- Sign-ins under way: who still owes the second factor, who is at the provider.
create table if not exists account_challenges (
  id integer primary key,
  identifier text not null,
  value text not null,
  expires_at integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;

create index if not exists account_challenges_by_identifier on account_challenges (identifier);

-- The secret of the authenticator app and the codes kept for its loss, both encrypted with a key that is not in here.
create table if not exists account_totp (
  id integer primary key,
  account_id integer not null unique references accounts (id),
  secret text not null,
  backup_codes text not null,
  verified integer not null default 0,
  failed_verification_count integer not null default 0,
  locked_until integer
) strict;

-- Codes that were tried of late, as keyed hashes: each is good for one trial.
create table if not exists account_codes (
  account_id integer not null references accounts (id),
  code text not null,
  tried_at integer not null,
  primary key (account_id, code)
) strict, without rowid;

-- Links that the bureau hands over, and the one of the first start. Only the token's SHA-256 is here.
create table if not exists account_links (
  id integer primary key,
  kind text not null check (kind in ('setup', 'invitation', 'reset')),
  account_id integer references accounts (id),
  token_hash text not null unique,
  created_at integer not null,
  expires_at integer not null,
  used_at integer,
  revoked_at integer,
  check ((kind = 'setup') = (account_id is null))
) strict;

create index if not exists account_links_by_account on account_links (account_id);

-- Failed sign-ins by account and source, both keyed hashes: neither an address nor an e-mail can be read from here.
create table if not exists sign_in_failures (
  account text not null,
  source text not null,
  failures integer not null,
  last_at integer not null,
  primary key (account, source)
) strict, without rowid;

-- Who did what, when, and what it was before. Append-only.
create table if not exists trail (
  id integer primary key,
  at integer not null,
  actor_id integer references accounts (id),
  actor_name text not null,
  act text not null,
  subject_kind text not null,
  subject_id text,
  unit_id integer references units (id),
  before text check (before is null or json_valid(before)),
  after text check (after is null or json_valid(after))
) strict;

create index if not exists trail_by_actor on trail (actor_id, id);
create index if not exists trail_by_act on trail (act, id);
create index if not exists trail_by_unit on trail (unit_id, id);
create index if not exists trail_by_time on trail (at);

CREATE TRIGGER IF NOT EXISTS trail_is_never_changed BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'trail entries are append-only'); END;
CREATE TRIGGER IF NOT EXISTS trail_is_never_deleted BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'trail entries are append-only'); END;
CREATE TRIGGER IF NOT EXISTS trail_is_never_replaced BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'trail entries are append-only'); END;
