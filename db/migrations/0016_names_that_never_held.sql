-- A resolution entered late ends an agency's name that was given after its day: such a name never held, and is kept.
alter table agency_versions drop constraint agency_versions_check;
alter table agency_versions add constraint agency_versions_check check (valid_to is null or valid_to >= valid_from);
