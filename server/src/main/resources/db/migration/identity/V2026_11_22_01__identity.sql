-- People who may act on this server. Not part of any commons: one person may be in many.
create schema identity;
grant usage on schema identity to ${app};

create table identity.account (
  id            uuid primary key,
  email         text not null,
  name          text not null,
  password_hash text not null,
  created_at    timestamptz not null
);
create unique index account_email on identity.account (lower(email));

-- Cookies, links and tokens are kept as digests only.
create table identity.session (
  digest       text primary key,
  id           uuid not null unique,
  account_id   uuid not null references identity.account,
  agent        text not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index session_account on identity.session (account_id);

create table identity.entry_link (
  digest     text primary key,
  account_id uuid references identity.account,  -- null: makes the first account
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table identity.token (
  digest     text primary key,
  id         uuid not null unique,
  account_id uuid not null references identity.account,
  name       text not null,
  scope      text not null check (scope in ('READ', 'CONTRIBUTE', 'STEWARD')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz
);
create index token_account on identity.token (account_id);

grant select, insert on identity.account, identity.session, identity.entry_link, identity.token to ${app};
grant update (password_hash) on identity.account to ${app};
grant update (last_seen_at, ended_at) on identity.session to ${app};
grant update (used_at) on identity.entry_link to ${app};
grant update (ended_at) on identity.token to ${app};
