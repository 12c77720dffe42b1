-- What stewards did at once, where the charter leaves it to them; the same key again is the same act.
create table decisions.act (
  commons_id     uuid not null,
  id             uuid not null,
  party_id       uuid not null,
  motion         text not null,
  address        text not null default '',   -- of what came of it, written at its end
  done_at        timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, party_id) references commons.party
);
grant select, insert on decisions.act to ${app};
grant update (address) on decisions.act to ${app};
