-- Communes that became something else between two days: asked whenever a change is told by the tree of then.
create index unit_versions_communes_from on unit_versions (valid_from) where level = 'commune';
