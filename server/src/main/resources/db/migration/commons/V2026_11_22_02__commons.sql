create schema commons;
grant usage on schema commons to ${app};

create table commons.commons (
  id         uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name       text not null,
  currency   text not null check (currency ~ '^[A-Z]{3}$'),
  notice     text not null default '',  -- shown on every page of the commons; empty: none
  created_at timestamptz not null
);

-- Whoever the commons deals with; other rooms know people by this id alone.
create table commons.party (
  commons_id uuid not null references commons.commons,
  id         uuid not null,
  name       text not null,
  account_id uuid references identity.account,
  created_at timestamptz not null,
  primary key (commons_id, id),
  unique (commons_id, account_id)
);

create table commons.membership (
  commons_id uuid not null,
  party_id   uuid not null,
  role       text not null check (role in ('MEMBER', 'STEWARD')),
  since      timestamptz not null,
  primary key (commons_id, party_id),
  foreign key (commons_id, party_id) references commons.party
);

create table commons.invitation (
  commons_id  uuid not null references commons.commons,
  digest      text not null,
  role        text not null check (role in ('MEMBER', 'STEWARD')),
  invited_by  uuid not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  accepted_by uuid,
  accepted_at timestamptz,
  primary key (commons_id, digest),
  foreign key (commons_id, invited_by) references commons.party,
  foreign key (commons_id, accepted_by) references commons.party
);

-- The rules of the commons as data: every change is a new row.
create table commons.charter (
  commons_id     uuid not null references commons.commons,
  version        integer not null check (version > 0),
  adopted_at     timestamptz not null,
  adopted_by     uuid not null,
  authority      text not null check (authority in ('STEWARDS_ACT', 'MANDATE')),
  reason         text not null,
  document       jsonb not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, version),
  unique (commons_id, request_key),
  foreign key (commons_id, adopted_by) references commons.party
);

grant select, insert on all tables in schema commons to ${app};
grant update (accepted_by, accepted_at) on commons.invitation to ${app};
grant update (notice) on commons.commons to ${app};
