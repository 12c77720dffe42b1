-- Expenses have to do with more than buckets: a room of their own. What they are paid from is told by the rooms above.
create schema expenses;
grant usage on schema expenses to ${app};
alter table cobudgeting.expense set schema expenses;
alter table cobudgeting.receipt set schema expenses;
alter table cobudgeting.verdict set schema expenses;

alter table expenses.expense drop constraint expense_commons_id_bucket_id_fkey;
alter table expenses.expense rename column bucket_id to budget_id;
alter index expenses.expense_bucket rename to expense_budget;
