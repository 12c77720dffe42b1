create schema distributions;
grant usage on schema distributions to ${app};

-- One row a commons, locked while a run is adopted: two runs never see the same claims as unpaid.
create table distributions.desk (
  commons_id uuid primary key references commons.commons
);

create table distributions.run (
  commons_id      uuid not null,
  id              uuid not null,
  number          integer not null check (number > 0),
  adopted_at      timestamptz not null,
  adopted_by      uuid not null,
  authority       text not null check (authority in ('STEWARDS_ACT', 'MANDATE')),
  charter_version integer not null,
  surplus         bigint not null check (surplus >= 0),
  amount          bigint not null check (amount >= 0),
  returned        bigint not null check (returned >= 0),
  above_ceiling   bigint not null check (above_ceiling >= 0),
  counted_until   date not null,
  counted_at      timestamptz not null,
  currency        text not null,
  entry_id        uuid,
  request_key     text not null,
  request_digest  text not null,
  primary key (commons_id, id),
  unique (commons_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id) references distributions.desk,
  foreign key (commons_id, charter_version) references commons.charter (commons_id, version),
  foreign key (commons_id, adopted_by) references commons.party,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id)
);

-- Where the surplus went besides the contributors.
create table distributions.share (
  commons_id  uuid not null,
  run_id      uuid not null,
  position    integer not null,
  destination text not null,
  amount      bigint not null check (amount >= 0),
  taken       boolean not null,  -- false: the destination is not set up and took nothing
  primary key (commons_id, run_id, position),
  foreign key (commons_id, run_id) references distributions.run
);

create table distributions.claim (
  commons_id      uuid not null,
  contribution_id uuid not null,
  party_id        uuid not null,
  amount          bigint not null check (amount >= 0),
  fixed_by        uuid not null,
  primary key (commons_id, contribution_id),
  foreign key (commons_id, contribution_id) references contributions.contribution (commons_id, id),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, fixed_by) references distributions.run (commons_id, id)
);

create table distributions.payment (
  commons_id      uuid not null,
  run_id          uuid not null,
  bucket          integer not null,
  position        integer not null,
  contribution_id uuid,  -- null: the bucket goes to the party directly
  party_id        uuid not null,
  weight          bigint not null check (weight >= 0),
  paid            bigint not null check (paid >= 0),
  remaining       bigint not null check (remaining >= 0),
  primary key (commons_id, run_id, position),
  foreign key (commons_id, run_id) references distributions.run,
  foreign key (commons_id, contribution_id) references distributions.claim,
  foreign key (commons_id, party_id) references commons.party
);
create index payment_party on distributions.payment (commons_id, run_id, party_id);
create index payment_contribution on distributions.payment (commons_id, contribution_id);

grant select, insert on all tables in schema distributions to ${app};
grant update on distributions.desk to ${app};
