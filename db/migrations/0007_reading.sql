-- What the pages read by. A policy's range finds a province or a commune; within it these find the month or the unit.
create index assignments_unit on assignments (unit_id);
create index reports_period_province on reports (period_id, province_id);
create index obligations_period_province on obligations (period_id, province_id);
create index totals_period_indicator on totals (period_id, indicator_id);
-- The few among the many.
create index obligations_exempt on obligations (period_id) where state = 'exempt';
create index unit_versions_province on unit_versions (unit_id) where level = 'province';
