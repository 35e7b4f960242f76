-- The resolution by which an agency is called so from a day on.
alter table agency_versions add column opened_by uuid references reorganisations (id);
