-- Where somebody's money goes: the last row of a party counts; without a party, it is the commons' own account.
create table distributions.bank_account (
  commons_id uuid not null references commons.commons,
  id         uuid not null,
  party_id   uuid,
  name       text not null,
  iban       text not null,
  bic        text not null,
  set_at     timestamptz not null,
  set_by     uuid not null,
  primary key (commons_id, id),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, set_by) references commons.party
);
create index bank_account_party on distributions.bank_account (commons_id, party_id);

-- As they stood when the batch was made; the file for the bank is the same for ever.
alter table distributions.payout_line add column name text not null default '',
  add column iban text not null default '',
  add column bic text not null default '';
alter table distributions.payout add column debtor_name text not null default '',
  add column debtor_iban text not null default '',
  add column debtor_bic text not null default '';

-- Each time that the file for the bank was fetched.
create table distributions.payout_file (
  commons_id uuid not null,
  id         uuid not null,
  payout_id  uuid not null,
  fetched_at timestamptz not null,
  fetched_by uuid not null,
  primary key (commons_id, id),
  foreign key (commons_id, payout_id) references distributions.payout,
  foreign key (commons_id, fetched_by) references commons.party
);

-- What became of a line: paid, or come back; each once.
create table distributions.payout_mark (
  commons_id  uuid not null,
  payout_id   uuid not null,
  party_id    uuid not null,
  kind        text not null check (kind in ('PAID', 'RETURNED')),
  happened_on date not null,
  reference   text not null,
  by_bank     boolean not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  entry_id    uuid,
  primary key (commons_id, payout_id, party_id, kind),
  foreign key (commons_id, payout_id, party_id) references distributions.payout_line (commons_id, payout_id, party_id),
  foreign key (commons_id, recorded_by) references commons.party,
  foreign key (commons_id, entry_id) references ledger.entry (commons_id, id),
  constraint what_comes_back_is_booked check ((kind = 'RETURNED') = (entry_id is not null))
);
grant select, insert on distributions.bank_account, distributions.payout_file, distributions.payout_mark to ${app};
