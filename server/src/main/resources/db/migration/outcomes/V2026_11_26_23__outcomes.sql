-- What became of what was decided, and feeds, move out of decisions into a schema of their own.
create schema outcomes;
grant usage on schema outcomes to ${app};
alter table decisions.result set schema outcomes;
alter table decisions.milestone set schema outcomes;
alter table decisions.feed set schema outcomes;

-- Whether those who look after a result were told that its day of review came: kept with results from now on.
create table outcomes.reminder (
  commons_id  uuid not null,
  subject_id  uuid not null,
  reminded_at timestamptz not null,
  primary key (commons_id, subject_id),
  foreign key (commons_id, subject_id) references outcomes.result
);
grant select, insert on outcomes.reminder to ${app};
insert into outcomes.reminder (commons_id, subject_id, reminded_at)
  select m.commons_id, m.subject_id, m.reminded_at from polls.reminder m
  join outcomes.result r on r.commons_id = m.commons_id and r.id = m.subject_id;
delete from polls.reminder m using outcomes.result r
  where r.commons_id = m.commons_id and r.id = m.subject_id;
