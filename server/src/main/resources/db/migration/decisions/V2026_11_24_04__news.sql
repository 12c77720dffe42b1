-- How somebody follows a thread, where it is not the usual way.
create table decisions.following (
  commons_id uuid not null,
  thread_id  uuid not null,
  party_id   uuid not null,
  level      text not null check (level in ('ALL', 'USUAL', 'NONE')),
  primary key (commons_id, thread_id, party_id),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, party_id) references commons.party
);

-- Who was reminded that a close comes near: a proposal or a poll, once.
create table decisions.reminder (
  commons_id  uuid not null,
  subject_id  uuid not null,
  reminded_at timestamptz not null,
  primary key (commons_id, subject_id)
);

grant select, insert on decisions.following, decisions.reminder to ${app};
grant update (level) on decisions.following to ${app};
