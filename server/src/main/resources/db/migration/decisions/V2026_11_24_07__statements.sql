-- Short statements in a thread that people agree or disagree with; groups of opinion are found in the answers.
create table decisions.statement (
  commons_id     uuid not null,
  id             uuid not null,
  thread_id      uuid not null,
  words          text not null,
  said_by        uuid not null,
  said_at        timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, said_by) references commons.party
);
create index statement_thread on decisions.statement (commons_id, thread_id, id);

create table decisions.answer (
  commons_id   uuid not null,
  statement_id uuid not null,
  party_id     uuid not null,
  answer       integer not null check (answer between -1 and 1),
  answered_at  timestamptz not null,
  primary key (commons_id, statement_id, party_id),
  foreign key (commons_id, statement_id) references decisions.statement,
  foreign key (commons_id, party_id) references commons.party
);
grant select, insert on decisions.statement, decisions.answer to ${app};
grant update (answer, answered_at) on decisions.answer to ${app};

-- A panel drawn by lot from the members.
create table decisions.panel (
  commons_id     uuid not null,
  id             uuid not null,
  thread_id      uuid not null,
  title          text not null,
  places         integer not null check (places > 0),
  seed           bigint not null,
  pool           jsonb not null,   -- everyone in it with their features, by party
  quotas         jsonb not null,
  members        jsonb not null,
  chances        jsonb not null,
  drawn_by       uuid not null,
  drawn_at       timestamptz not null,
  request_key    text not null,
  request_digest text not null,
  primary key (commons_id, id),
  unique (commons_id, request_key),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, drawn_by) references commons.party
);
grant select, insert on decisions.panel to ${app};
