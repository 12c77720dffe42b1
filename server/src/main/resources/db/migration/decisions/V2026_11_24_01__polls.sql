-- Positions and blocks join the stances.
alter table decisions.proposal drop constraint proposal_method_check;
alter table decisions.proposal add constraint proposal_method_check
  check (method in ('CONSENT', 'YES_NO', 'CONSENSUS', 'POSITIONS'));
alter table decisions.stance drop constraint stance_stance_check;
alter table decisions.stance add constraint stance_stance_check check (stance in
  ('NO_OBJECTION', 'CONCERN', 'OBJECTION', 'YES', 'NO', 'ABSTAIN', 'AGREE', 'DISAGREE', 'BLOCK'));
alter table decisions.outcome drop constraint outcome_reason_check;
alter table decisions.outcome add constraint outcome_reason_check check (reason in
  ('PASSED', 'QUORUM_MISSED', 'OBJECTION_STANDS', 'BLOCKED', 'MAJORITY_MISSED', 'WITHDRAWN'));

-- A question with several answers. How it is counted is fixed before anybody votes.
create table decisions.poll (
  commons_id     uuid not null,
  id             uuid not null,
  thread_id      uuid not null,
  title          text not null,
  words          text not null,
  kind           text not null check (kind in
    ('CHOOSE', 'SCORE', 'DOTS', 'QUADRATIC', 'RANKED', 'TIME', 'CHECK', 'QUESTION')),
  options        jsonb not null,
  zone           text not null,      -- of the times, for TIME; else empty
  least          integer not null,
  most           integer not null,
  method         text not null,
  seats          integer not null check (seats > 0),
  seed           bigint not null,    -- lots among equals are drawn from it; shown after the close
  secret         boolean not null,
  shows          text not null check (shows in ('ALWAYS', 'AFTER_OWN', 'AFTER_CLOSE')),
  opened_by      uuid not null,
  opened_at      timestamptz not null,
  closes_at      timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, opened_by) references commons.party,
  constraint poll_closes_after_it_opens check (closes_at > opened_at),
  constraint secrets_are_kept_until_the_close check (not secret or shows = 'AFTER_CLOSE')
);
create index poll_thread on decisions.poll (commons_id, thread_id);
create index poll_close on decisions.poll (commons_id, closes_at);

-- Who may vote: as it was at opening.
create table decisions.poll_voter (
  commons_id uuid not null,
  poll_id    uuid not null,
  party_id   uuid not null,
  ballots    integer not null default 0,  -- how many they gave; of a secret poll 1 at most
  primary key (commons_id, poll_id, party_id),
  foreign key (commons_id, poll_id) references decisions.poll,
  foreign key (commons_id, party_id) references commons.party
);
create index poll_voter_party on decisions.poll_voter (commons_id, party_id);

-- Ballots with names; the one with the highest number counts.
create table decisions.ballot (
  commons_id uuid not null,
  poll_id    uuid not null,
  party_id   uuid not null,
  number     integer not null check (number > 0),
  marks      jsonb not null,
  words      text not null,
  given_at   timestamptz not null,
  primary key (commons_id, poll_id, party_id, number),
  foreign key (commons_id, poll_id, party_id) references decisions.poll_voter
);

-- Secret ballots while the poll is open: no person, no time, known by the digest of a receipt.
create table decisions.urn (
  commons_id uuid not null,
  poll_id    uuid not null,
  receipt    text not null,
  marks      jsonb not null,
  words      text not null,
  primary key (commons_id, poll_id, receipt),
  foreign key (commons_id, poll_id) references decisions.poll
);

-- Secret ballots after the close, written anew in the order of their receipts.
create table decisions.secret_ballot (
  commons_id uuid not null,
  poll_id    uuid not null,
  receipt    text not null,
  marks      jsonb not null,
  words      text not null,
  primary key (commons_id, poll_id, receipt),
  foreign key (commons_id, poll_id) references decisions.poll
);

create table decisions.poll_outcome (
  commons_id uuid not null,
  poll_id    uuid not null,
  closed_at  timestamptz not null,
  reason     text not null check (reason in ('COUNTED', 'TOO_FEW_FOR_SECRECY')),
  eligible   integer not null check (eligible >= 0),
  took       integer not null check (took between 0 and eligible),
  winners    jsonb not null,
  is_tied    boolean not null,
  primary key (commons_id, poll_id),
  foreign key (commons_id, poll_id) references decisions.poll
);

grant select, insert on decisions.poll, decisions.poll_voter, decisions.ballot, decisions.urn,
  decisions.secret_ballot, decisions.poll_outcome to ${app};
grant update (closes_at) on decisions.poll to ${app};
grant update (ballots) on decisions.poll_voter to ${app};
grant update (marks, words), delete on decisions.urn to ${app};
