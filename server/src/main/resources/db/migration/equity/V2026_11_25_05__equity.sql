create schema equity;
grant usage on schema equity to ${app};

-- The founding of a commons that has shares: one row, locked while anything happens to its register.
create table equity.constitution (
  commons_id     uuid primary key references commons.commons,
  founded_on     date not null,
  recorded_at    timestamptz not null,
  recorded_by    uuid not null,
  authority      text not null check (authority in ('STEWARDS_ACT', 'MANDATE')),
  authority_ref  text not null,
  request_key    text not null,
  request_digest text not null,
  unique (commons_id, founded_on),
  foreign key (commons_id, recorded_by) references commons.party
);

-- The register: what ever happened to shares. Holdings at any day are its replay.
create table equity.event (
  commons_id     uuid not null references equity.constitution,
  number         bigint not null check (number > 0),
  kind           text not null check (kind in ('ISSUE', 'CANCEL', 'REDEEM', 'TRANSFER')),
  class          text not null check (class in ('FOUNDER', 'FUNDER', 'WORKER', 'USER')),
  party_id       uuid not null,
  to_party_id    uuid,
  shares         bigint not null check (shares > 0),
  minor_units    bigint not null check (minor_units >= 0),  -- money paid in for them, or back
  happened_on    date not null,
  constituted_on date,  -- of founder shares: the day of the founding
  source         text not null,
  reason         text not null,
  recorded_at    timestamptz not null,
  recorded_by    uuid,
  authority      text not null check (authority in ('STEWARDS_ACT', 'MANDATE', 'CHARTER', 'OWN_ACT', 'IMPORT')),
  authority_ref  text not null,
  entry_id       uuid,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, to_party_id) references commons.party,
  foreign key (commons_id, recorded_by) references commons.party,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id),
  foreign key (commons_id, constituted_on) references equity.constitution (commons_id, founded_on),
  constraint transfers_name_who_gets_them check ((kind = 'TRANSFER') = (to_party_id is not null)),
  constraint only_funders_shares_change_hands check (kind <> 'TRANSFER' or class = 'FUNDER'),
  constraint only_funders_shares_are_paid_back check (kind <> 'REDEEM' or class = 'FUNDER'),
  constraint founder_shares_at_the_founding
    check (class <> 'FOUNDER' or kind <> 'ISSUE' or (constituted_on is not null and happened_on = constituted_on))
);
create index event_party on equity.event (commons_id, party_id);

-- What the register comes to today; never below nothing.
create table equity.holding (
  commons_id  uuid not null references equity.constitution,
  class       text not null,
  party_id    uuid not null,
  shares      bigint not null check (shares >= 0),
  minor_units bigint not null check (minor_units >= 0),
  primary key (commons_id, class, party_id),
  foreign key (commons_id, party_id) references commons.party
);

-- Who has a running contract to work; workers' shares end with it.
create table equity.contract (
  commons_id  uuid not null references commons.commons,
  id          uuid not null,
  party_id    uuid not null,
  began_on    date not null,
  ended_on    date check (ended_on >= began_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, recorded_by) references commons.party
);
create unique index contract_running on equity.contract (commons_id, party_id) where ended_on is null;

-- Dividends of a run: what each class came to, and each person in it, with the points it was shared by.
create table equity.dividend (
  commons_id   uuid not null,
  run_id       uuid not null,
  amount       bigint not null check (amount >= 0),
  odd          bigint not null check (odd >= 0),
  period_from  date not null,
  period_until date not null,
  pays_out     boolean not null,
  primary key (commons_id, run_id),
  foreign key (commons_id, run_id) references distributions.run (commons_id, id)
);
create table equity.dividend_class (
  commons_id uuid not null,
  run_id     uuid not null,
  class      text not null,
  percent    numeric not null,
  amount     bigint not null check (amount >= 0),
  primary key (commons_id, run_id, class),
  foreign key (commons_id, run_id) references equity.dividend
);
create table equity.dividend_line (
  commons_id uuid not null,
  run_id     uuid not null,
  class      text not null,
  party_id   uuid not null,
  points     bigint not null check (points > 0),
  paid       bigint not null check (paid >= 0),
  primary key (commons_id, run_id, class, party_id),
  foreign key (commons_id, run_id, class) references equity.dividend_class,
  foreign key (commons_id, party_id) references commons.party
);
create index dividend_line_party on equity.dividend_line (commons_id, party_id);

-- Shares issued for what the commons has become worth.
create table equity.gain (
  commons_id      uuid not null references equity.constitution,
  number          integer not null check (number > 0),
  form            text not null,
  issued          bigint not null,
  reference_value bigint not null,
  new_value       bigint not null check (new_value >= 0),
  fraction        text not null,
  par             bigint not null,
  price_bound     bigint not null,
  new_shares      bigint not null check (new_shares >= 0),
  valued_on       date not null,
  recorded_at     timestamptz not null,
  authority       text not null,
  authority_ref   text not null,
  request_key     text not null,
  request_digest  text not null,
  primary key (commons_id, number),
  unique (commons_id, request_key)
);

-- Money asked back for funders' shares; paid in the order of asking, never more than the fund.
create table equity.withdrawal (
  commons_id     uuid not null references equity.constitution,
  id             uuid not null,
  party_id       uuid not null,
  issued_on      date not null,
  requested_on   date not null,
  shares         bigint not null check (shares > 0),
  minor_units    bigint not null check (minor_units > 0),
  paid_shares    bigint not null default 0,
  paid           bigint not null default 0,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, party_id) references commons.party,
  constraint paid_within_what_was_asked check (paid between 0 and minor_units and paid_shares between 0 and shares)
);

create table equity.withdrawal_payment (
  commons_id    uuid not null,
  withdrawal_id uuid not null,
  entry_id      uuid not null,
  paid_on       date not null,
  shares        bigint not null check (shares > 0),
  minor_units   bigint not null check (minor_units > 0),
  primary key (commons_id, withdrawal_id, entry_id),
  foreign key (commons_id, withdrawal_id) references equity.withdrawal,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id)
);

-- A register that was kept elsewhere, for the members to decide about.
create table equity.package (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  content        bytea not null,
  brought_by     uuid not null,
  brought_at     timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, brought_by) references commons.party
);

grant select, insert on all tables in schema equity to ${app};
grant update on equity.constitution to ${app};
grant update (shares, minor_units) on equity.holding to ${app};
grant update (ended_on) on equity.contract to ${app};
grant update (paid, paid_shares) on equity.withdrawal to ${app};
