-- The same form sent twice is written once. Rows from before have no key.
alter table outcomes.result add column request_key text, add column request_digest text,
  add constraint result_request_key unique (commons_id, request_key);
alter table outcomes.milestone add column request_key text, add column request_digest text,
  add constraint milestone_request_key unique (commons_id, request_key);
