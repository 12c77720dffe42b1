-- Special resolutions: a majority of each class beside the rule; a quorum by the number of members.
alter table decisions.proposal add column class_majority boolean not null default false,
  add column quorum_by_size boolean not null default false,
  drop constraint secret_or_by_class,
  add constraint secret_or_by_class check (not (secret and (each_class or class_majority)));
