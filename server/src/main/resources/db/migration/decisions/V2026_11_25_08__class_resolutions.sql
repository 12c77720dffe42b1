-- A class may ask that an open proposal be decided by special resolution.
grant update (class_majority, majority, quorum_percent, quorum_by_size) on decisions.proposal to ${app};
