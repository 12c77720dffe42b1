-- Whoever speaks for somebody who says nothing, until it is ended. Without a matter: in all of them.
create table decisions.delegation (
  commons_id uuid not null,
  id         uuid not null,
  from_party uuid not null,
  to_party   uuid not null,
  matter     text not null,
  given_at   timestamptz not null,
  ended_at   timestamptz,
  primary key (commons_id, id),
  foreign key (commons_id, from_party) references commons.party,
  foreign key (commons_id, to_party) references commons.party,
  constraint nobody_hands_on_to_themselves check (from_party <> to_party)
);
create unique index delegation_in_force on decisions.delegation (commons_id, from_party, matter) where ended_at is null;

-- Whose voice was heard through whom when a proposal closed.
create table decisions.heard (
  commons_id  uuid not null,
  proposal_id uuid not null,
  party_id    uuid not null,
  through     uuid not null,
  primary key (commons_id, proposal_id, party_id),
  foreign key (commons_id, proposal_id, party_id) references decisions.voter,
  foreign key (commons_id, proposal_id) references decisions.outcome,
  foreign key (commons_id, through) references commons.party
);

grant select, insert on decisions.delegation, decisions.heard to ${app};
grant update (ended_at) on decisions.delegation to ${app};
