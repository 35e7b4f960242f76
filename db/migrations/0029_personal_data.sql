-- Whatever leads to somebody goes with his name, an account is one person on a roster, and a picture leaves nothing but that it was there
-- (domain.md sections 12 and 22.25).
update members set birth_year = null where anonymised_at is not null and birth_year is not null;
update memberships s set concurrent_post = null, ended_note = null
  from members m where m.id = s.member_id and m.anonymised_at is not null and (s.concurrent_post is not null or s.ended_note is not null);
-- What was asked by an entry that has been merged is asked by whom it was merged into.
do $$
begin
  while exists (select from members m join data_requests r on r.member_id = m.id where m.merged_into is not null) loop
    update data_requests r set member_id = m.merged_into from members m where m.id = r.member_id and m.merged_into is not null;
  end loop;
end $$;
-- An account of two entries stays with the one entered last.
update members m set person_id = null
 where m.person_id is not null
   and exists (select from members x where x.person_id = m.person_id and (x.created_at, x.id) > (m.created_at, m.id));

alter table activity_photos add column on_day date, add column removed_at timestamptz, alter column content drop not null;
update activity_photos f set on_day = a.on_day from activities a where a.id = f.activity_id;

alter table members add constraint members_nameless check (anonymised_at is null or birth_year is null);
drop index members_person;
create unique index members_person on members (person_id) where person_id is not null;
-- Entries that have become part of another one.
create index members_merged on members (merged_into) where merged_into is not null;

-- Who has read what of somebody.
create index access_log_subject on access_log (subject);

-- The day of the activity, which moves with it: by it the pictures are found whose time is over.
alter table activities add unique (id, on_day);
alter table activity_photos
  alter column on_day set not null,
  add foreign key (activity_id, on_day) references activities (id, on_day) on update cascade,
  add check ((content is null) = (removed_at is not null));
create index activity_photos_kept on activity_photos (on_day) where removed_at is null;
