alter table distributions.run add column decision_id uuid,
  add constraint a_mandate_names_its_decision check ((authority = 'MANDATE') = (decision_id is not null));
