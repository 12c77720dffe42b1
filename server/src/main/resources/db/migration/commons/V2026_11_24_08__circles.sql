-- Some of the members under a name: a circle of its own, or a class whose voice is counted apart.
create table commons.circle (
  commons_id     uuid not null references commons.commons,
  id             uuid not null,
  name           text not null,
  purpose        text not null,
  is_class       boolean not null,
  made_by        uuid not null,
  made_at        timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  unique (commons_id, name),
  foreign key (commons_id, made_by) references commons.party
);

-- Who came in and who went out; what was written last for somebody counts.
create table commons.circle_change (
  commons_id  uuid not null,
  id          uuid not null,
  circle_id   uuid not null,
  party_id    uuid not null,
  is_in       boolean not null,
  changed_by  uuid not null,
  changed_at  timestamptz not null,
  authority   text not null check (authority in ('OWN_ACT', 'STEWARDS_ACT', 'MANDATE')),
  decision_id uuid,
  primary key (commons_id, id),
  foreign key (commons_id, circle_id) references commons.circle,
  foreign key (commons_id, party_id) references commons.party,
  foreign key (commons_id, changed_by) references commons.party,
  constraint class_by_mandate check ((authority = 'MANDATE') = (decision_id is not null))
);
create index circle_change_party on commons.circle_change (commons_id, circle_id, party_id);
grant select, insert on commons.circle, commons.circle_change to ${app};
