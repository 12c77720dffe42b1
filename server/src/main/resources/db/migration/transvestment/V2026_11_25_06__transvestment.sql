create schema transvestment;
grant usage on schema transvestment to ${app};

-- One row a commons, locked while something gets a number.
create table transvestment.desk (
  commons_id uuid primary key references commons.commons
);

-- Terms on which money is let in, and what it is for.
create table transvestment.campaign (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  number         integer not null check (number > 0),
  title          text not null,
  purpose        text not null,
  kind           text not null check (kind in ('CAPPED_SHARE', 'REVENUE_SHARE', 'COMMUNITY_SHARE', 'LOAN', 'GIFT')),
  target         bigint not null check (target > 0),
  deadline       date not null,
  all_or_nothing boolean not null,
  multiple       text not null,  -- the cap, as a multiple of what is put in
  rate           text not null,  -- in percent of profit, revenue or principal
  rank           integer not null check (rank > 0),
  earliest       date,
  yearly_limit   bigint check (yearly_limit > 0),
  asset          text not null,  -- what it buys; empty: nothing that can be locked
  opened_at      timestamptz not null,
  opened_by      uuid not null,
  authority      text not null check (authority in ('STEWARDS_ACT', 'MANDATE')),
  authority_ref  text not null,
  outcome        text check (outcome in ('SUCCEEDED', 'FAILED')),
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id, opened_by) references commons.party
);

-- What somebody put in; never paid beyond its cap.
create table transvestment.instrument (
  commons_id     uuid not null,
  id             uuid not null,
  number         integer not null check (number > 0),
  campaign_id    uuid not null,
  party_id       uuid not null,
  principal      bigint not null check (principal > 0),
  cap            bigint not null check (cap >= 0),
  paid           bigint not null default 0,
  state          text not null check (state in ('OFFERED', 'COMMITTED', 'PAID_IN', 'ACTIVE', 'CAP_REACHED',
                   'TRANSVESTED', 'WITHDRAWN', 'WRITTEN_DOWN', 'RELEASED')),
  committed_on   date not null,
  counted_until  date,  -- revenue until here has been counted
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id, campaign_id) references transvestment.campaign,
  foreign key (commons_id, party_id) references commons.party,
  constraint never_beyond_its_cap check (paid between 0 and cap),
  constraint transvested_at_the_cap check (state not in ('CAP_REACHED', 'TRANSVESTED') or paid = cap)
);
create index instrument_campaign on transvestment.instrument (commons_id, campaign_id);

-- Every step of an instrument.
create table transvestment.instrument_event (
  commons_id    uuid not null,
  instrument_id uuid not null,
  position      integer not null check (position > 0),
  state         text not null,
  happened_at   timestamptz not null,
  happened_by   uuid,
  entry_id      uuid,
  note          text not null,
  primary key (commons_id, instrument_id, position),
  foreign key (commons_id, instrument_id) references transvestment.instrument,
  foreign key (commons_id, happened_by) references commons.party,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id)
);

-- What a run paid on an instrument, with what it was computed from.
create table transvestment.payment (
  commons_id    uuid not null,
  run_id        uuid not null,
  instrument_id uuid not null,
  base          bigint not null,
  due           bigint not null check (due >= 0),
  paid_before   bigint not null check (paid_before >= 0),
  amount        bigint not null check (amount between 0 and due),
  available     bigint not null check (available >= 0),
  paid_on       date not null,
  primary key (commons_id, run_id, instrument_id),
  foreign key (commons_id, run_id) references distributions.run (commons_id, id),
  foreign key (commons_id, instrument_id) references transvestment.instrument
);
create index payment_instrument on transvestment.payment (commons_id, instrument_id);

-- What was bought and stays: a register beside the money. LOCKED is for good; then only to another locked commons.
create table transvestment.asset (
  commons_id  uuid not null references commons.commons,
  id          uuid not null,
  campaign_id uuid,
  name        text not null,
  book_value  bigint not null check (book_value >= 0),
  acquired_on date not null,
  primary key (commons_id, id),
  foreign key (commons_id, campaign_id) references transvestment.campaign
);
create table transvestment.asset_event (
  commons_id   uuid not null,
  asset_id     uuid not null,
  kind         text not null check (kind in ('LOCKED', 'SOLD', 'HANDED_OVER')),
  happened_at  timestamptz not null,
  happened_by  uuid,
  decision_id  uuid,
  note         text not null,
  primary key (commons_id, asset_id, kind),
  foreign key (commons_id, asset_id) references transvestment.asset,
  constraint leaves_by_decision_only check (kind = 'LOCKED' or decision_id is not null)
);

-- Consent that this commons, as the holder of the golden share, gave to one decision of another commons.
create table transvestment.consent (
  commons_id  uuid not null references commons.commons,
  for_commons uuid not null,
  proposal_id uuid not null,
  decision_id uuid not null,
  given_at    timestamptz not null,
  primary key (commons_id, for_commons, proposal_id)
);

-- The end of a commons: who got what.
create table transvestment.dissolution (
  commons_id  uuid primary key references commons.commons,
  ended_at    timestamptz not null,
  decision_id uuid not null,
  entry_id    uuid,
  successor   text not null,
  statement   jsonb not null,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id)
);

grant select, insert on all tables in schema transvestment to ${app};
grant update on transvestment.desk to ${app};
grant update (outcome) on transvestment.campaign to ${app};
grant update (state, paid, counted_until) on transvestment.instrument to ${app};
