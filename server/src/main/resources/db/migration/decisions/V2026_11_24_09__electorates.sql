-- Who takes part, with what weight and why; which classes are counted apart; what is secret.
alter table decisions.proposal add column each_class boolean not null default false,
  add column secret boolean not null default false,
  add column emergency boolean not null default false,
  add column weighted boolean not null default false,  -- counts are hundredths of a voice
  add constraint secret_or_by_class check (not (secret and each_class));
alter table decisions.voter add column weight integer not null default 100 check (weight > 0),  -- in hundredths
  add column because text not null default '';  -- the class that gives the weight; empty: one person, one voice
create table decisions.voter_class (
  commons_id  uuid not null,
  proposal_id uuid not null,
  party_id    uuid not null,
  class       text not null,
  primary key (commons_id, proposal_id, party_id, class),
  foreign key (commons_id, proposal_id, party_id) references decisions.voter
);
alter table decisions.outcome add column classes jsonb not null default '{}',  -- the result of each class
  drop constraint outcome_reason_check,
  drop constraint outcome_check,
  add constraint outcome_reason_check check (reason in
    ('PASSED', 'QUORUM_MISSED', 'OBJECTION_STANDS', 'BLOCKED', 'MAJORITY_MISSED', 'WITHDRAWN', 'TOO_FEW_FOR_SECRECY')),
  add constraint outcome_took_check check (took between 0 and eligible);
alter table decisions.outcome alter column eligible type bigint, alter column took type bigint,
  alter column needed type bigint;

alter table decisions.poll add column electorate text not null default '',  -- the circle's name; else empty
  add column named boolean not null default false,                          -- certain people were asked
  add column weighted boolean not null default false,
  add constraint secret_voices_weigh_the_same check (not (secret and weighted)),
  drop constraint poll_kind_check,
  add constraint poll_kind_check check (kind in
    ('CHOOSE', 'SCORE', 'DOTS', 'QUADRATIC', 'RANKED', 'TIME', 'CHECK', 'QUESTION', 'ADVICE'));
alter table decisions.poll_voter add column weight integer not null default 100 check (weight > 0),
  add column because text not null default '';
alter table decisions.poll_outcome alter column eligible type bigint, alter column took type bigint;

-- The urn takes ballots of polls and stances of proposals: its subject is either.
alter table decisions.urn drop constraint urn_commons_id_poll_id_fkey;
alter table decisions.urn rename column poll_id to subject_id;
alter table decisions.secret_ballot drop constraint secret_ballot_commons_id_poll_id_fkey;
alter table decisions.secret_ballot rename column poll_id to subject_id;

-- A voice may be handed on for one proposal only.
alter table decisions.delegation add column proposal_id uuid,
  add foreign key (commons_id, proposal_id) references decisions.proposal,
  add constraint of_a_proposal_or_a_matter check (proposal_id is null or matter = '');
drop index decisions.delegation_in_force;
create unique index delegation_in_force on decisions.delegation (commons_id, from_party, matter, proposal_id)
  nulls not distinct where ended_at is null;

-- A poll that was opened again, and what it had come to.
create table decisions.reopening (
  commons_id  uuid not null,
  id          uuid not null,
  poll_id     uuid not null,
  reopened_by uuid not null,
  reopened_at timestamptz not null,
  closed_at   timestamptz not null,
  winners     jsonb not null,
  primary key (commons_id, id),
  foreign key (commons_id, poll_id) references decisions.poll,
  foreign key (commons_id, reopened_by) references commons.party
);

-- Who asked the silent ones to speak.
create table decisions.nudge (
  commons_id uuid not null,
  id         uuid not null,
  subject_id uuid not null,
  sent_by    uuid not null,
  sent_at    timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, sent_by) references commons.party
);
create index nudge_subject on decisions.nudge (commons_id, subject_id, sent_at);
grant select, insert on decisions.voter_class, decisions.reopening, decisions.nudge to ${app};
grant delete on decisions.poll_outcome to ${app};
