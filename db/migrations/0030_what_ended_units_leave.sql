-- What a unit leaves when it ends goes on with whoever took it whole, and is taken back with the resolution. Lines of a decision and
-- modules of a course follow the decision and the course.

-- A draft that another commune began, which has ended since.
alter table team_decisions add column begun_in integer references units (id);

alter table team_decisions add unique (id, unit_id, path);
alter table team_decision_lines
  drop constraint team_decision_lines_decision_id_unit_id_fkey,
  drop constraint team_decision_lines_unit_id_path_fkey,
  add foreign key (decision_id, unit_id, path) references team_decisions (id, unit_id, path) on update cascade on delete cascade;
alter table team_decision_members
  drop constraint team_decision_members_unit_id_path_fkey,
  add foreign key (decision_id, unit_id, path) references team_decisions (id, unit_id, path) on update cascade on delete cascade;
alter table team_decisions drop constraint team_decisions_id_unit_id_key;

-- A course can be put right and closed: whoever finishes it later finishes no course of ours, whoever had by then has.
alter table courses
  add column version integer not null default 1,
  -- the last day on which somebody can finish it
  add column closed_on date,
  add unique (id, unit_id, path);
alter table course_modules
  drop constraint course_modules_course_id_fkey,
  drop constraint course_modules_unit_id_path_fkey,
  add foreign key (course_id, unit_id, path) references courses (id, unit_id, path) on update cascade;
