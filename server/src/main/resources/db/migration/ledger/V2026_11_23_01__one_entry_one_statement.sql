-- A transfer is known by its entry and its place in it; reversals are told by `corrects`, not by an authority.
alter table ledger.transfer add column leg smallint;
update ledger.transfer t set leg = n.leg from (
  select commons_id, id, row_number() over (partition by commons_id, entry_id order by id) - 1 as leg
  from ledger.transfer) as n
where n.commons_id = t.commons_id and n.id = t.id;
alter table ledger.transfer drop constraint transfer_pkey, drop column id, alter column leg set not null;
drop index ledger.transfer_entry;
alter table ledger.transfer add primary key (commons_id, entry_id, leg);

alter table ledger.entry drop constraint entry_authority_check,
  add constraint entry_authority_check check (authority in ('IMPORT', 'STEWARDS_ACT', 'CHARTER', 'MANDATE')),
  drop constraint entry_commons_id_corrects_key;
create unique index entry_corrects on ledger.entry (commons_id, corrects) where corrects is not null;
