-- Which decision a charter came from, and every change of a membership with its authority.
alter table commons.charter add column decision_id uuid,
  add constraint a_mandate_names_its_decision check ((authority = 'MANDATE') = (decision_id is not null));

alter table commons.membership add column ended_at timestamptz;
grant update (role, ended_at) on commons.membership to ${app};

create table commons.membership_change (
  commons_id  uuid not null,
  id          uuid not null,
  party_id    uuid not null,
  role        text check (role in ('MEMBER', 'STEWARD')),  -- absent: the membership ended
  changed_at  timestamptz not null,
  changed_by  uuid not null,
  authority   text not null check (authority in ('STEWARDS_ACT', 'MANDATE')),
  decision_id uuid,
  primary key (commons_id, id),
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, changed_by) references commons.party,
  constraint a_mandate_names_its_decision check ((authority = 'MANDATE') = (decision_id is not null))
);
grant select, insert on commons.membership_change to ${app};
