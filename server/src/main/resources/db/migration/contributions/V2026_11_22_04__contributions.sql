create schema contributions;
grant usage on schema contributions to ${app};

create table contributions.contribution (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  party_id       uuid not null,
  type           text not null,
  quantity       numeric(18, 6) not null check (quantity >= 0),
  value          bigint not null default 0 check (value >= 0),  -- minor units; of an expense
  work           text not null,
  done_on        date not null,
  note           text not null,
  source         text not null default '',    -- of an import: which history
  evidence       text not null default '',    -- of an import: which item of it
  logged_at      timestamptz not null,
  logged_by      uuid not null,
  corrects       uuid,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  unique (commons_id, corrects),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, logged_by) references commons.party,
  foreign key (commons_id, corrects) references contributions.contribution
);
create index contribution_day on contributions.contribution (commons_id, done_on, id);
create index contribution_party on contributions.contribution (commons_id, party_id, done_on, id);

-- What peers said; the newest word of each peer counts.
create table contributions.recognition (
  commons_id      uuid not null,
  id              uuid not null,
  contribution_id uuid not null,
  peer_id         uuid not null,
  verdict         text not null check (verdict in ('RECOGNISED', 'QUESTIONED')),
  note            text not null,
  given_at        timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, contribution_id) references contributions.contribution,
  foreign key (commons_id, peer_id) references commons.party
);
create index recognition_contribution on contributions.recognition (commons_id, contribution_id, id);

-- Locked while a peer speaks, so that two who speak at once are both heard.
create table contributions.discussion (
  commons_id      uuid not null,
  contribution_id uuid not null,
  primary key (commons_id, contribution_id),
  foreign key (commons_id, contribution_id) references contributions.contribution
);

-- A contribution counts from here on: enough peers recognised it, or its evidence did by the charter's rule.
create table contributions.settlement (
  commons_id      uuid not null,
  contribution_id uuid not null,
  settled_at      timestamptz not null,
  ground          text not null check (ground in ('PEERS', 'EVIDENCE')),
  primary key (commons_id, contribution_id),
  foreign key (commons_id, contribution_id) references contributions.contribution
);

-- Whose history an author of an import is.
create table contributions.author (
  commons_id uuid not null references commons.commons,
  source     text not null,
  author_key text not null,
  party_id   uuid not null,
  primary key (commons_id, source, author_key),
  foreign key (commons_id, party_id) references commons.party
);

-- "That is me": a member asks for an unclaimed history, a steward confirms.
create table contributions.history_claim (
  commons_id   uuid not null,
  party_id     uuid not null,
  claimed_by   uuid not null,
  claimed_at   timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  primary key (commons_id, party_id, claimed_by),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, claimed_by) references commons.party,
  foreign key (commons_id, confirmed_by) references commons.party
);
create unique index history_claim_confirmed on contributions.history_claim (commons_id, party_id)
  where confirmed_at is not null;

grant select, insert on all tables in schema contributions to ${app};
grant update on contributions.discussion to ${app};
grant update (confirmed_by, confirmed_at) on contributions.history_claim to ${app};
