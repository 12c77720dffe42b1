-- A proposal that is open when its commons ends is not decided any more.
alter table decisions.outcome
  drop constraint outcome_reason_check,
  add constraint outcome_reason_check check (reason in
    ('PASSED', 'QUORUM_MISSED', 'OBJECTION_STANDS', 'BLOCKED', 'MAJORITY_MISSED', 'WITHDRAWN', 'TOO_FEW_FOR_SECRECY',
     'ENDED'));
