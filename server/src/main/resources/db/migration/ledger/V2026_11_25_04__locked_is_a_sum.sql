-- What a LOCKED account holds is no figure that anybody keeps: it is the sum of its transfers, which nobody can change.
update ledger.account set debit_total = 0, credit_total = 0 where kind = 'LOCKED';
alter table ledger.account add constraint locked_is_a_sum
  check (kind <> 'LOCKED' or (debit_total = 0 and credit_total = 0));
