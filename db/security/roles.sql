-- Who may touch which table at all. Row by row is decided in policies.sql.
-- Group roles tn_runtime (the application), tn_system (jobs, sign-in, seeds) and tn_ledger (no login; owns the
-- definer functions) are made by `npm run db:init`. No login in use owns a table, is a superuser or bypasses RLS.
revoke all on schema public from public;
revoke all on all tables in schema public from tn_runtime, tn_system, tn_ledger, public;
revoke all on all sequences in schema public from tn_runtime, tn_system, tn_ledger, public;
grant usage on schema public to tn_runtime, tn_system, tn_ledger;
-- Only while functions.sql and audit.sql hand it their functions; taken back at the end of audit.sql.
grant create on schema public to tn_ledger;

-- Reference: read by everybody, written by nobody through the application's login.
grant select on
  units, unit_versions, unit_aliases, unit_successions, unit_homes, unit_doubts, unit_strays, unit_flags, unit_rollouts, province_settings,
  agencies, agency_versions,
  indicators, forms, form_versions, form_rows, form_rules, indicator_sources,
  components, member_limits,
  calendar_days, periods, headline_figures, app_state, schema_migrations
to tn_runtime;

-- Scoped: what a command of the application writes.
grant select, insert, update on
  steering_committees, unit_denominators, teams, team_coverages,
  persons, assignments, obligations, report_drafts,
  members, memberships, auxiliary_groups, focal_points, data_requests
to tn_runtime;
-- Training: a course and a session are never removed; who was ticked by mistake is.
grant select, insert, update on courses, training_sessions, attendance_counts to tn_runtime;
-- What a course is made of is put right while nobody has finished any of it.
grant select, insert, delete on course_modules to tn_runtime;
-- From which month on a register fills the report: said by the commune, never removed.
grant select, insert on register_starts to tn_runtime;
-- What a team owes is written by the clock; what it reports is sent or typed, and every version stays.
grant select on team_reports to tn_runtime;
grant update (status, version, submission_no, nil, values, source, first_sent_at, sent_at, returned_at, return_reason, return_cells, resend_due_at)
  on team_reports to tn_runtime;
grant select, insert on team_report_versions, team_report_events to tn_runtime;
-- A picture of what it was typed from is taken away for good.
grant select, insert, delete on team_report_photos to tn_runtime;
-- Late figures of a team stay as they were handed in; what moves is how far they have come.
grant select, insert on late_team_reports to tn_runtime;
grant update (state, passed_by, passed_at, answered_by, answered_at, answer) on late_team_reports to tn_runtime;
grant update (source, set_by, set_at) on register_starts to tn_runtime;
grant select, insert, delete on attendances, completions, officer_completions to tn_runtime;
-- An activity is corrected, withdrawn or rejected, never removed; whose it is, when it came and from whom stays as it was.
grant select, insert on activities, activity_events to tn_runtime;
grant update (
  on_day, kind, channel, tasks, target_groups, topics, households, guided_1, guided_2, guided_3, guided_4, guided_5, people, people_60,
  members_present, place, programme_id, partner_ids, note, state, state_reason, version
) on activities to tn_runtime;
grant select, insert, delete on activity_teams, activity_members, activity_photos to tn_runtime;
grant select, insert on partners, programmes to tn_runtime;
grant update (closed_on) on partners to tn_runtime;
grant update (ends_on) on programmes to tn_runtime;
-- A decision is drafted, taken back while it is a draft, and never removed once it has been issued.
grant select, insert, update, delete on team_decisions, team_decision_lines, team_decision_members to tn_runtime;
grant select, insert, delete on assignment_areas, reorganisation_changes to tn_runtime;
-- A file of a roster is sent by a person, who steers what becomes of it; the job reads it and says what each row comes to.
grant select on roster_imports, roster_import_rows, column_mappings to tn_runtime;
grant insert (id, unit_id, path, person_id, assignment_id, file_name, sha256, content, created_at, changed_at) on roster_imports to tn_runtime;
grant update (state, step, done, "of", attempts, cancel_asked, options, content, reading, failure, ordered_by, ordered_under, changed_at, ended_at, removed_at)
  on roster_imports to tn_runtime;
grant update (choice), delete on roster_import_rows to tn_runtime;
grant insert, update on column_mappings to tn_runtime;
grant select, insert, update, delete on reorganisation_decisions to tn_runtime;
-- A resolution is drafted and ordered by a person; what it does is done by the job.
grant select, insert, delete on reorganisations to tn_runtime;
grant update (resolution_number, issuer, effective_on, note, file_id, state, version, ordered_by, ordered_under, ordered_at, undo_reason, failure)
  on reorganisations to tn_runtime;
grant select, insert on reorganisation_confirmations to tn_runtime;
grant select on report_parts, reorganisation_waits, reorganisation_runs to tn_runtime;
grant select, insert on report_events, files, requests to tn_runtime;
grant update (response) on requests to tn_runtime;
-- The figures of a report are written by the ledger when it is filed; a command moves its status.
grant select on reports to tn_runtime;
grant insert (id, unit_id, path, period_id, province_id, form_version_id, status) on reports to tn_runtime;
grant update (
  status, version, proposed_by, proposed_at, submitted_by, submitted_at, accepted_by, accepted_at, returned_at,
  resend_due_at, signed_number, signed_on, signed_by, signed_file
) on reports to tn_runtime;
grant select on report_versions, totals, audit_log to tn_runtime;
-- What was frozen of a period is written by the ledger and stays.
grant select on figure_freezes, frozen_units, frozen_totals to tn_runtime;
-- Reminders are written by the clock; who got one says that he has seen it. What a province pays for is said by itself.
grant select on reminders, reminder_lines, deliveries to tn_runtime;
grant update (seen_at) on reminders to tn_runtime;
grant select, insert on message_quotas to tn_runtime;
grant update (enabled, monthly_limit, price_vnd, set_by, set_at) on message_quotas to tn_runtime;

-- System: jobs, sign-in and seeds. Logs and versions stay without UPDATE and DELETE for everybody.
grant select, insert, update on
  units, unit_versions, unit_aliases, unit_successions, unit_flags, unit_rollouts, province_settings,
  agencies, agency_versions,
  indicators, forms, form_versions, form_rows, form_rules, indicator_sources,
  periods, headline_figures, app_state,
  steering_committees, unit_denominators, teams, team_coverages,
  persons, assignments, assignment_areas, accounts, activation_codes,
  obligations, reports, report_drafts,
  components, member_limits, members, memberships, auxiliary_groups, focal_points, data_requests,
  team_decisions, team_decision_lines, team_decision_members,
  courses, course_modules, training_sessions, attendances, attendance_counts, completions, officer_completions,
  partners, programmes, activities, register_starts, team_reports,
  reorganisations, reorganisation_changes, reorganisation_decisions, reorganisation_waits, reorganisation_runs, reorganisation_confirmations
to tn_system;
grant select, insert on activity_teams, activity_members, activity_events, activity_photos, team_report_photos, team_report_versions, team_report_events, late_team_reports to tn_system;
grant select, insert on reminders, reminder_lines to tn_system;
grant select, insert, update on deliveries, message_quotas to tn_system;
-- A picture whose time is over leaves the row and no bytes.
grant update (content, removed_at) on activity_photos, team_report_photos to tn_system;
grant select, insert on reorganisation_inverses, report_parts to tn_system;
grant select, insert, update, delete on calendar_days, roster_imports, roster_import_rows, column_mappings to tn_system;
grant select, insert on report_versions, report_events, files, access_log to tn_system;
grant select on figure_freezes, frozen_units, frozen_totals to tn_system;
grant select on audit_log, totals, postings, requests, schema_migrations, unit_homes, unit_doubts, unit_strays to tn_system;

-- Ledger: what stands above or beside the actor.
grant select on all tables in schema public to tn_ledger;
grant insert, update, delete on totals, postings, calendar_days, headline_figures to tn_ledger;
-- What follows from the successions.
grant insert, update, delete on unit_homes, unit_doubts, unit_strays to tn_ledger;
grant insert on audit_log, report_versions, units, unit_versions, unit_flags, unit_rollouts, unit_successions to tn_ledger;
grant insert on agencies, agency_versions, access_log to tn_ledger;
grant insert, update on components to tn_ledger;
grant update on agency_versions, unit_versions, unit_successions, unit_flags, unit_rollouts, province_settings to tn_ledger;
grant delete on unit_rollouts to tn_ledger;
grant insert, update on accounts, activation_codes, app_state to tn_ledger;
grant delete on reorganisation_confirmations, reorganisation_waits to tn_ledger;
-- Taking a resolution back puts every row that it touched as it was, and takes away what it added.
grant insert on reorganisation_inverses to tn_ledger;
grant update on reorganisation_waits, requests to tn_ledger;
grant insert, update, delete on
  units, unit_versions, unit_successions, unit_aliases, unit_flags, unit_rollouts, province_settings, unit_denominators,
  steering_committees, teams, team_coverages, persons, assignments, assignment_areas, obligations, reports, report_drafts, report_parts,
  agencies, agency_versions, member_limits, auxiliary_groups, focal_points
to tn_ledger;
-- What goes along with a unit goes back with it.
grant update on team_decisions, members, data_requests, courses, training_sessions, partners, programmes, column_mappings to tn_ledger;

-- Whatever leads to somebody whose name is taken away (persons.sql); of the log who told and under what name, nothing else.
grant update (full_name, sort_name, phone, birth_year, residence, employer, person_id, anonymised_at, version) on members to tn_ledger;
grant update (concurrent_post, ended_note) on memberships to tn_ledger;
grant update (concurrent_post) on team_decision_members to tn_ledger;
grant update (note, outcome, extension_reason) on data_requests to tn_ledger;
grant update (reason, grounds) on team_decisions to tn_ledger;
grant update (note, place, state_reason) on activities to tn_ledger;
grant update (told_by, person_name, reason) on activity_events, team_report_events to tn_ledger;
grant update (content, reading, removed_at, ended_at, state) on roster_imports to tn_ledger;
grant delete on roster_import_rows to tn_ledger;
grant update (before, after) on reorganisation_inverses to tn_ledger;

-- What the level above consents to is a new version of the team's month and of its commune's report (team-reports.sql).
grant update on team_reports, late_team_reports to tn_ledger;
grant insert on team_report_versions, team_report_events, report_events to tn_ledger;

-- A revision of what is published is written once (frozen.sql).
grant insert on figure_freezes, frozen_units, frozen_totals to tn_ledger;

grant usage on all sequences in schema public to tn_runtime, tn_system, tn_ledger;
-- Seeds give ids of their own and move the sequence past them.
grant update on all sequences in schema public to tn_system;
