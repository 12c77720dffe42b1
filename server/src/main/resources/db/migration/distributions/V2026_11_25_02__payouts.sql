-- What members were paid out of what the commons owed them: one batch, one entry, one line a member.
create table distributions.payout (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  number         integer not null check (number > 0),
  made_at        timestamptz not null,
  made_by        uuid not null,
  entry_id       uuid not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, number),
  unique (commons_id, request_key),
  foreign key (commons_id, made_by) references commons.party,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id)
);

create table distributions.payout_line (
  commons_id uuid not null,
  payout_id  uuid not null,
  party_id   uuid not null,
  amount     bigint not null check (amount > 0),
  primary key (commons_id, payout_id, party_id),
  foreign key (commons_id, payout_id) references distributions.payout,
  foreign key (commons_id, party_id) references commons.party
);
grant select, insert on distributions.payout, distributions.payout_line to ${app};
