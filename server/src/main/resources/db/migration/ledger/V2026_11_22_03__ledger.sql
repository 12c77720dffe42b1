create schema ledger;
grant usage on schema ledger to ${app};

-- A transfer takes from the debit account and gives to the credit account; what an account holds is credits - debits.
create table ledger.account (
  commons_id   uuid not null references commons.commons,
  id           uuid not null,
  code         text not null,
  category     text not null,
  name         text not null,
  kind         text not null check (kind in ('FREE', 'RESERVE', 'LOCKED')),
  holder_kind  text not null check (holder_kind in ('COMMONS', 'MEMBER', 'EXTERNAL', 'HOST')),
  party_id     uuid,
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  debit_total  bigint not null default 0 check (debit_total >= 0),
  credit_total bigint not null default 0 check (credit_total >= 0),
  primary key (commons_id, id),
  unique (commons_id, code),
  unique (commons_id, id, kind, holder_kind, currency),
  foreign key (commons_id, party_id) references commons.party,
  constraint no_overdraft check (holder_kind = 'EXTERNAL' or credit_total >= debit_total),
  constraint locked_is_held_in_common check (kind <> 'LOCKED' or holder_kind in ('COMMONS', 'HOST')),
  constraint members_hold_as_parties check (holder_kind <> 'MEMBER' or party_id is not null)
) with (fillfactor = 50);

create table ledger.entry (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  booked_on      date not null,
  recorded_at    timestamptz not null,
  recorded_by    uuid,
  description    text not null,
  authority      text not null check (authority in ('IMPORT', 'STEWARDS_ACT', 'CHARTER', 'MANDATE', 'CORRECTION')),
  authority_ref  text not null,
  corrects       uuid,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, id, authority),
  unique (commons_id, request_key),
  unique (commons_id, corrects),
  foreign key (commons_id, recorded_by) references commons.party,
  foreign key (commons_id, corrects) references ledger.entry
);
create index entry_day on ledger.entry (commons_id, booked_on, id);

-- Both accounts' kinds and holders are carried along, so that the lock is a condition on the row itself.
create table ledger.transfer (
  commons_id    uuid not null,
  id            uuid not null,
  entry_id      uuid not null,
  authority     text not null,
  debit_id      uuid not null,
  debit_kind    text not null,
  debit_holder  text not null,
  credit_id     uuid not null,
  credit_kind   text not null,
  credit_holder text not null,
  currency      text not null,
  amount        bigint not null check (amount > 0),
  primary key (commons_id, id),
  foreign key (commons_id, entry_id, authority) references ledger.entry (commons_id, id, authority),
  foreign key (commons_id, debit_id, debit_kind, debit_holder, currency)
    references ledger.account (commons_id, id, kind, holder_kind, currency),
  foreign key (commons_id, credit_id, credit_kind, credit_holder, currency)
    references ledger.account (commons_id, id, kind, holder_kind, currency),
  constraint two_accounts check (debit_id <> credit_id),
  constraint locked_stays_locked
    check (debit_kind <> 'LOCKED' or (credit_kind = 'LOCKED' and credit_holder in ('COMMONS', 'HOST'))),
  constraint reserve_needs_a_decision
    check (debit_kind <> 'RESERVE' or authority in ('MANDATE', 'STEWARDS_ACT'))
);
create index transfer_entry on ledger.transfer (commons_id, entry_id);
create index transfer_debit on ledger.transfer (commons_id, debit_id);
create index transfer_credit on ledger.transfer (commons_id, credit_id);

-- A file of money rows somebody brought; kept as evidence, booked once.
create table ledger.statement (
  commons_id  uuid not null references commons.commons,
  id          uuid not null,
  name        text not null,
  content     text not null,
  brought_at  timestamptz not null,
  brought_by  uuid not null,
  mapping     text not null,
  booked_at   timestamptz,
  booked_rows integer,
  known_rows  integer,
  end_stated  bigint,  -- the file's own last balance
  end_sum     bigint,  -- what its rows add up to
  primary key (commons_id, id),
  foreign key (commons_id, brought_by) references commons.party
);

grant select on all tables in schema ledger to ${app};
grant insert (commons_id, id, code, category, name, kind, holder_kind, party_id, currency) on ledger.account to ${app};
grant update (debit_total, credit_total) on ledger.account to ${app};
grant insert on ledger.entry, ledger.transfer, ledger.statement to ${app};
grant update (booked_at, booked_rows, known_rows, end_stated, end_sum) on ledger.statement to ${app};

-- Which party a name in somebody else's files is.
create table ledger.counterparty (
  commons_id uuid not null,
  source_key text not null,
  party_id   uuid not null,
  primary key (commons_id, source_key),
  foreign key (commons_id, party_id) references commons.party
);
grant select, insert on ledger.counterparty to ${app};
