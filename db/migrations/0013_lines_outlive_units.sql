-- What a resolution said stays written down when a unit that another resolution had opened is taken back.
alter table reorganisation_changes
  drop constraint reorganisation_changes_subject_id_fkey,
  drop constraint reorganisation_changes_target_id_fkey;
alter table reorganisation_waits
  drop constraint reorganisation_waits_subject_id_fkey,
  drop constraint reorganisation_waits_from_id_fkey,
  drop constraint reorganisation_waits_placed_id_fkey,
  drop constraint reorganisation_waits_assignment_id_fkey;
