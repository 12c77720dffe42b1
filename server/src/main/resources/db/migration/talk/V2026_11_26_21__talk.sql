-- Discussions, comments and opinions move out of decisions into a schema of their own.
create schema talk;
grant usage on schema talk to ${app};
alter table decisions.thread set schema talk;
alter table decisions.thread_state set schema talk;
alter table decisions.summary set schema talk;
alter table decisions.comment set schema talk;
alter table decisions.comment_version set schema talk;
alter table decisions.reaction set schema talk;
alter table decisions.attachment set schema talk;
alter table decisions.seen set schema talk;
alter table decisions.following set schema talk;
alter table decisions.template set schema talk;
alter table decisions.statement set schema talk;
alter table decisions.answer set schema talk;
