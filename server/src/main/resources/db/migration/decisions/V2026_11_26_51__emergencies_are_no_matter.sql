-- What cannot wait is decided by a procedure of its own and keeps the matter that it is about, so nobody ever spoke for
-- anybody "in emergencies": such delegations end.
update decisions.delegation set ended_at = now() where matter = 'EMERGENCY' and ended_at is null;
