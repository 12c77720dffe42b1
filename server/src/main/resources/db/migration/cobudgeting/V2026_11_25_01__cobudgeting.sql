create schema cobudgeting;
grant usage on schema cobudgeting to ${app};

-- One row a commons, locked while a round is opened: two rounds never get the same number.
create table cobudgeting.desk (
  commons_id uuid primary key references commons.commons
);

-- A pool for a while, and the rule by which it is given out. `authority` is what opened it and allows its movements.
create table cobudgeting.round (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  number         integer not null check (number > 0),
  title          text not null,
  guidelines     text not null,
  rule           text not null check (rule in ('DIRECT', 'EQUAL_SHARES', 'GREEDY', 'QUADRATIC', 'CONVICTION')),
  terms          text not null,
  ideas_until    timestamptz not null,
  funding_from   timestamptz not null,
  funding_until  timestamptz not null,
  opened_at      timestamptz not null,
  opened_by      uuid not null,
  authority      text not null check (authority in ('MANDATE', 'STEWARDS_ACT')),
  authority_ref  text not null,
  settled_at     timestamptz,
  cancelled_at   timestamptz,
  looked_until   timestamptz not null,  -- conviction: up to when thresholds were looked at
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id, opened_by) references commons.party,
  constraint in_order check (ideas_until <= funding_until and funding_from < funding_until)
);

create table cobudgeting.bucket (
  commons_id       uuid not null,
  id               uuid not null,
  round_id         uuid not null,
  number           integer not null check (number > 0),
  title            text not null,
  summary          text not null,
  words            text not null,
  state            text not null check (state in ('IDEA', 'DRAFT', 'PUBLISHED', 'FUNDING', 'PARTLY', 'FUNDED', 'DELIVERY',
                     'OVERDUE', 'COMPLETED', 'CANCELLED', 'UNFUNDED')),
  minimum          bigint not null check (minimum >= 0),
  most             bigint not null,
  proposed_by      uuid not null,
  answers          text not null,   -- to the round's own fields, as JSON
  agreed           boolean not null, -- the guidelines were ticked
  thread_id        uuid,
  report_due       date,
  report           text not null default '',
  state_since      timestamptz not null,
  conviction       numeric not null default 0,
  conviction_stake bigint not null default 0 check (conviction_stake >= 0),
  conviction_tick  integer not null default 0,
  request_key      text not null,
  request_digest   text not null,
  primary key (commons_id, id),
  unique (commons_id, round_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id, round_id) references cobudgeting.round,
  foreign key (commons_id, proposed_by) references commons.party,
  foreign key (commons_id, thread_id) references decisions.thread,
  constraint stretch_is_more check (most >= minimum)
);

-- What it costs, line by line, and what is there already.
create table cobudgeting.item (
  commons_id uuid not null,
  bucket_id  uuid not null,
  position   integer not null,
  kind       text not null check (kind in ('COST', 'INCOME')),
  words      text not null,
  amount     bigint not null check (amount >= 0),
  stretch    bigint not null check (stretch >= amount),
  primary key (commons_id, bucket_id, position),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket
);

create table cobudgeting.responsible (
  commons_id uuid not null,
  bucket_id  uuid not null,
  party_id   uuid not null,
  primary key (commons_id, bucket_id, party_id),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, party_id) references commons.party
);

create table cobudgeting.sponsor (
  commons_id uuid not null,
  bucket_id  uuid not null,
  party_id   uuid not null,
  since      timestamptz not null,
  primary key (commons_id, bucket_id, party_id),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, party_id) references commons.party
);

create table cobudgeting.image (
  commons_id uuid not null,
  bucket_id  uuid not null,
  file_id    uuid not null,
  added_at   timestamptz not null,
  primary key (commons_id, bucket_id, file_id),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, file_id) references files.file
);

-- Every change of state: what happened, when, by whom (nobody: the clock), and why.
create table cobudgeting.change (
  commons_id uuid not null,
  id         uuid not null,
  bucket_id  uuid not null,
  event      text not null,
  from_state text not null,
  to_state   text not null,
  at         timestamptz not null,
  by_party   uuid,
  reason     text not null,
  primary key (commons_id, id),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, by_party) references commons.party
);
create index change_bucket on cobudgeting.change (commons_id, bucket_id, id);

-- What of a bucket's money came from whom and was not given back.
create table cobudgeting.stake (
  commons_id uuid not null,
  bucket_id  uuid not null,
  party_id   uuid not null,
  amount     bigint not null check (amount >= 0),
  primary key (commons_id, bucket_id, party_id),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, party_id) references commons.party
);

-- One ballot a member; those brought from a file belong to nobody here.
create table cobudgeting.ballot (
  commons_id     uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  party_id       uuid,
  voters         integer not null check (voters > 0),
  buckets        uuid[] not null,
  points         bigint[] not null,
  cast_at        timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, round_id) references cobudgeting.round,
  foreign key (commons_id, party_id) references commons.party,
  constraint a_person_is_one check (party_id is null or voters = 1),
  constraint points_beside_buckets check (cardinality(buckets) = cardinality(points))
);
create unique index ballot_party on cobudgeting.ballot (commons_id, round_id, party_id) where party_id is not null;
create index ballot_round on cobudgeting.ballot (commons_id, round_id) where party_id is null;

-- Conviction: how a member's hundred points of support stand now.
create table cobudgeting.support (
  commons_id uuid not null,
  bucket_id  uuid not null,
  party_id   uuid not null,
  round_id   uuid not null,
  points     integer not null check (points between 0 and 100),
  primary key (commons_id, bucket_id, party_id),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, round_id) references cobudgeting.round,
  foreign key (commons_id, party_id) references commons.party
);
create index support_party on cobudgeting.support (commons_id, round_id, party_id);

create table cobudgeting.expense (
  commons_id     uuid not null,
  id             uuid not null,
  bucket_id      uuid not null,
  words          text not null,
  amount         bigint not null check (amount > 0),
  claimed_by     uuid not null,
  payee          uuid,             -- a member, whose account it is paid to
  supplier       text not null,    -- or somebody outside, who was paid from the commons' bank
  claimed_at     timestamptz not null,
  state          text not null check (state in ('CLAIMED', 'PAID', 'REFUSED', 'WITHDRAWN')),
  entry_id       uuid,
  decided_at     timestamptz,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, bucket_id) references cobudgeting.bucket,
  foreign key (commons_id, claimed_by) references commons.party,
  foreign key (commons_id, payee) references commons.party,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id),
  constraint somebody_is_paid check ((payee is null) <> (supplier = '')),
  constraint paid_by_an_entry check ((state = 'PAID') = (entry_id is not null))
);
create index expense_bucket on cobudgeting.expense (commons_id, bucket_id);

create table cobudgeting.receipt (
  commons_id uuid not null,
  expense_id uuid not null,
  file_id    uuid not null,
  primary key (commons_id, expense_id, file_id),
  foreign key (commons_id, expense_id) references cobudgeting.expense,
  foreign key (commons_id, file_id) references files.file
);

create table cobudgeting.verdict (
  commons_id uuid not null,
  expense_id uuid not null,
  party_id   uuid not null,
  approves   boolean not null,
  reason     text not null,
  at         timestamptz not null,
  primary key (commons_id, expense_id, party_id),
  foreign key (commons_id, expense_id) references cobudgeting.expense,
  foreign key (commons_id, party_id) references commons.party
);

grant select, insert on all tables in schema cobudgeting to ${app};
grant update on cobudgeting.desk to ${app};
grant update (settled_at, cancelled_at, looked_until) on cobudgeting.round to ${app};
grant update (title, summary, words, state, minimum, most, answers, agreed, thread_id, report_due, report, state_since,
  conviction, conviction_stake, conviction_tick) on cobudgeting.bucket to ${app};
grant delete on cobudgeting.item, cobudgeting.responsible, cobudgeting.sponsor, cobudgeting.image to ${app};
grant update (amount) on cobudgeting.stake to ${app};
grant update (buckets, points, cast_at) on cobudgeting.ballot to ${app};
grant update (points) on cobudgeting.support to ${app};
grant update (state, entry_id, decided_at) on cobudgeting.expense to ${app};
grant update (approves, reason, at) on cobudgeting.verdict to ${app};
