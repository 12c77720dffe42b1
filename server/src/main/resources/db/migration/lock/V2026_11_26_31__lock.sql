-- The lock, the golden share and the end have nothing to do with capital that comes in: a room of their own.
create schema lock;
grant usage on schema lock to ${app};

alter table transvestment.asset set schema lock;
alter table transvestment.asset_event set schema lock;
alter table transvestment.consent set schema lock;
alter table transvestment.dissolution set schema lock;

-- Whatever brought the money in, of whichever room: the asset is locked when the claim on it is over.
alter table lock.asset drop constraint asset_commons_id_campaign_id_fkey;
alter table lock.asset rename column campaign_id to claim_id;

-- What is locked leaves once.
create unique index asset_leaves_once on lock.asset_event (commons_id, asset_id) where kind <> 'LOCKED';
