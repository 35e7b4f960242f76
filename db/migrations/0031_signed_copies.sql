-- Whether a file is the signed copy of a decision about teams is asked at every sight of it.
create index team_decisions_file on team_decisions (file_id) where file_id is not null;
