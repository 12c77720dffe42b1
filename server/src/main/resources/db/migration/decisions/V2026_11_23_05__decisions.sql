create schema decisions;
grant usage on schema decisions to ${app};

create table decisions.thread (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  title          text not null,
  started_by     uuid not null,
  started_at     timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, started_by) references commons.party
);

create table decisions.comment (
  commons_id     uuid not null,
  id             uuid not null,
  thread_id      uuid not null,
  said_by        uuid not null,
  said_at        timestamptz not null,
  words          text not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, said_by) references commons.party
);
create index comment_thread on decisions.comment (commons_id, thread_id, id);

-- The rule is copied from the charter at opening and stays as it was.
create table decisions.proposal (
  commons_id      uuid not null,
  id              uuid not null,
  thread_id       uuid not null,
  title           text not null,
  reason          text not null,
  matter          text not null,
  method          text not null check (method in ('CONSENT', 'YES_NO')),
  majority        text not null,
  quorum_percent  integer not null check (quorum_percent between 0 and 100),
  charter_version integer not null,
  motion          text not null,      -- the kind of motion; empty: none
  terms           jsonb not null,
  opened_by       uuid not null,
  opened_at       timestamptz not null,
  closes_at       timestamptz not null,
  request_key     text not null,
  request_digest  text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, opened_by) references commons.party,
  foreign key (commons_id, charter_version) references commons.charter (commons_id, version),
  constraint closes_after_it_opens check (closes_at > opened_at)
);
create index proposal_thread on decisions.proposal (commons_id, thread_id);
create index proposal_close on decisions.proposal (commons_id, closes_at);

-- Who may take part: as it was at opening.
create table decisions.voter (
  commons_id  uuid not null,
  proposal_id uuid not null,
  party_id    uuid not null,
  stances     integer not null default 0,  -- how many they gave; the last one counts
  primary key (commons_id, proposal_id, party_id),
  foreign key (commons_id, proposal_id) references decisions.proposal,
  foreign key (commons_id, party_id) references commons.party
);
create index voter_party on decisions.voter (commons_id, party_id);

-- Every stance that was ever given; the one with the highest number counts.
create table decisions.stance (
  commons_id  uuid not null,
  proposal_id uuid not null,
  party_id    uuid not null,
  number      integer not null check (number > 0),
  stance      text not null check (stance in ('NO_OBJECTION', 'CONCERN', 'OBJECTION', 'YES', 'NO', 'ABSTAIN')),
  reason      text not null,
  given_at    timestamptz not null,
  primary key (commons_id, proposal_id, party_id, number),
  foreign key (commons_id, proposal_id, party_id) references decisions.voter
);

-- Written once, by whoever closes it first.
create table decisions.outcome (
  commons_id  uuid not null,
  proposal_id uuid not null,
  closed_at   timestamptz not null,
  reason      text not null check (reason in ('PASSED', 'QUORUM_MISSED', 'OBJECTION_STANDS', 'MAJORITY_MISSED', 'WITHDRAWN')),
  eligible    integer not null check (eligible >= 0),
  took        integer not null check (took between 0 and eligible),
  needed      integer not null,
  counts      jsonb not null,
  primary key (commons_id, proposal_id),
  foreign key (commons_id, proposal_id) references decisions.proposal
);

-- The authority a passed decision gives for its motion; it is used at most once.
create table decisions.mandate (
  commons_id   uuid not null,
  proposal_id  uuid not null,
  granted_at   timestamptz not null,
  used_at      timestamptz,
  address      text not null default '',  -- where what came of it can be seen
  withdrawn_at timestamptz,
  primary key (commons_id, proposal_id),
  foreign key (commons_id, proposal_id) references decisions.outcome,
  constraint used_or_withdrawn check (used_at is null or withdrawn_at is null)
);

-- Each time a mandate could not be enacted, and why.
create table decisions.blockage (
  commons_id  uuid not null,
  proposal_id uuid not null,
  number      integer not null check (number > 0),
  tried_at    timestamptz not null,
  code        text not null,
  words       text not null,
  primary key (commons_id, proposal_id, number),
  foreign key (commons_id, proposal_id) references decisions.mandate
);

grant select, insert on all tables in schema decisions to ${app};
grant update (closes_at) on decisions.proposal to ${app};
grant update (stances) on decisions.voter to ${app};
grant update (used_at, address, withdrawn_at) on decisions.mandate to ${app};
