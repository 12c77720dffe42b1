-- Authority that a decision gave to one member: to act alone in a matter, up to a sum, until a day.
create table decisions.authority (
  commons_id        uuid not null,
  proposal_id       uuid not null,   -- the decision that gave it
  party_id          uuid not null,
  matter            text not null,
  limit_minor_units bigint not null check (limit_minor_units >= 0),
  used_minor_units  bigint not null default 0,
  until_day         date not null,
  granted_at        timestamptz not null,
  ended_at          timestamptz,
  primary key (commons_id, proposal_id),
  foreign key (commons_id, proposal_id) references decisions.mandate,
  foreign key (commons_id, party_id) references commons.party,
  constraint within_its_limit check (used_minor_units between 0 and limit_minor_units)
);
create index authority_party on decisions.authority (commons_id, party_id);

-- Everything done by it.
create table decisions.authority_use (
  commons_id       uuid not null,
  id               uuid not null,
  proposal_id      uuid not null,
  motion           text not null,
  title            text not null,
  cost_minor_units bigint not null check (cost_minor_units >= 0),
  address          text not null,
  used_at          timestamptz not null,
  request_key      text not null,
  request_digest   text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, proposal_id) references decisions.authority
);
grant select, insert on decisions.authority, decisions.authority_use to ${app};
grant update (used_minor_units, ended_at) on decisions.authority to ${app};
