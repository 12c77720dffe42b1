-- Polls, secret ballots and panels move out of decisions into a schema of their own, with who was told of what is asked.
create schema polls;
grant usage on schema polls to ${app};
alter table decisions.poll set schema polls;
alter table decisions.poll_voter set schema polls;
alter table decisions.ballot set schema polls;
alter table decisions.poll_outcome set schema polls;
alter table decisions.reopening set schema polls;
alter table decisions.secret_ballot set schema polls;
alter table decisions.urn set schema polls;
alter table polls.urn rename to sealed_ballot;  -- until the close
alter table polls.sealed_ballot rename constraint urn_pkey to sealed_ballot_pkey;
alter table decisions.panel set schema polls;
alter table decisions.reminder set schema polls;
alter table decisions.nudge set schema polls;
