-- Threads of a circle are read by those in it; a thread may go on in another.
alter table decisions.thread add column circle_id uuid, add column merged_into uuid,
  add foreign key (commons_id, circle_id) references commons.circle,
  add foreign key (commons_id, merged_into) references decisions.thread;
create index thread_circle on decisions.thread (commons_id, circle_id);
alter table decisions.thread_state drop constraint thread_state_state_check;
alter table decisions.thread_state add constraint thread_state_state_check
  check (state in ('PINNED', 'UNPINNED', 'CLOSED', 'REOPENED', 'MOVED', 'MERGED'));

-- How far somebody has read.
create table decisions.seen (
  commons_id uuid not null,
  thread_id  uuid not null,
  party_id   uuid not null,
  seen_at    timestamptz not null,
  primary key (commons_id, thread_id, party_id),
  foreign key (commons_id, thread_id) references decisions.thread,
  foreign key (commons_id, party_id) references commons.party
);

create table decisions.reaction (
  commons_id uuid not null,
  comment_id uuid not null,
  party_id   uuid not null,
  reaction   text not null check (reaction in ('AGREE', 'THANKS', 'HEART', 'CELEBRATE', 'THINKING', 'SAD')),
  given_at   timestamptz not null,
  primary key (commons_id, comment_id, party_id, reaction),
  foreign key (commons_id, comment_id) references decisions.comment,
  foreign key (commons_id, party_id) references commons.party
);

create table decisions.attachment (
  commons_id uuid not null,
  comment_id uuid not null,
  file_id    uuid not null,
  primary key (commons_id, comment_id, file_id),
  foreign key (commons_id, comment_id) references decisions.comment,
  foreign key (commons_id, file_id) references files.file
);

-- Words to begin a thread with.
create table decisions.template (
  commons_id uuid not null references commons.commons,
  id         uuid not null,
  name       text not null,
  title      text not null,
  words      text not null,
  made_by    uuid not null,
  made_at    timestamptz not null,
  ended_at   timestamptz,
  primary key (commons_id, id),
  foreign key (commons_id, made_by) references commons.party
);
create unique index template_name on decisions.template (commons_id, name) where ended_at is null;

grant select, insert on decisions.seen, decisions.reaction, decisions.attachment, decisions.template to ${app};
grant update (seen_at) on decisions.seen to ${app};
grant delete on decisions.reaction to ${app};
grant update (ended_at) on decisions.template to ${app};
grant update (circle_id, merged_into) on decisions.thread to ${app};
grant update (thread_id) on decisions.comment, decisions.proposal, decisions.poll, decisions.statement,
  decisions.panel to ${app};

-- What was decided is followed up: what it came to, who looks after it, how far it is, when it is looked at again.
-- The newest line of a subject counts; the subject is a proposal or a poll.
create table decisions.result (
  commons_id       uuid not null,
  id               uuid not null,
  subject_id       uuid not null,
  statement        text not null,
  responsible      jsonb not null,
  progress_percent integer not null check (progress_percent between 0 and 100),
  review_on        date,
  written_by       uuid not null,
  written_at       timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, written_by) references commons.party
);
create index result_subject on decisions.result (commons_id, subject_id, written_at);

create table decisions.milestone (
  commons_id uuid not null,
  id         uuid not null,
  subject_id uuid not null,
  title      text not null,
  due_on     date,
  added_by   uuid not null,
  added_at   timestamptz not null,
  done_by    uuid,
  done_at    timestamptz,
  primary key (commons_id, id),
  foreign key (commons_id, added_by) references commons.party,
  foreign key (commons_id, done_by) references commons.party,
  constraint done_by_somebody check ((done_by is null) = (done_at is null))
);
create index milestone_subject on decisions.milestone (commons_id, subject_id);
grant select, insert on decisions.result, decisions.milestone to ${app};
grant update (done_by, done_at) on decisions.milestone to ${app};
