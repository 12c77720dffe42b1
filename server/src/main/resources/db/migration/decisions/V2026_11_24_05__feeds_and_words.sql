-- Addresses that a calendar or a reader may fetch without a sign-in; each can be ended by itself.
create table decisions.feed (
  commons_id uuid not null,
  id         uuid not null,
  party_id   uuid not null,
  kind       text not null check (kind in ('ATOM', 'ICAL')),
  digest     text not null,
  made_at    timestamptz not null,
  ended_at   timestamptz,
  primary key (commons_id, id),
  unique (commons_id, digest),
  foreign key (commons_id, party_id) references commons.party
);
grant select, insert on decisions.feed to ${app};
grant update (ended_at) on decisions.feed to ${app};

-- What a comment said before it was changed.
create table decisions.comment_version (
  commons_id uuid not null,
  comment_id uuid not null,
  number     integer not null check (number > 0),
  words      text not null,
  written_at timestamptz not null,
  primary key (commons_id, comment_id, number),
  foreign key (commons_id, comment_id) references decisions.comment
);
grant select, insert on decisions.comment_version to ${app};

-- Pinned and closed threads: what happened last counts.
create table decisions.thread_state (
  commons_id uuid not null,
  id         uuid not null,
  thread_id  uuid not null,
  state      text not null check (state in ('PINNED', 'UNPINNED', 'CLOSED', 'REOPENED')),
  set_by     uuid not null,
  set_at     timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, set_by) references commons.party
);
create index thread_state_thread on decisions.thread_state (commons_id, thread_id, set_at);
grant select, insert on decisions.thread_state to ${app};

-- A summary on top of a thread; the newest is shown.
create table decisions.summary (
  commons_id uuid not null,
  id         uuid not null,
  thread_id  uuid not null,
  words      text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, written_by) references commons.party
);
create index summary_thread on decisions.summary (commons_id, thread_id, written_at);
grant select, insert on decisions.summary to ${app};
