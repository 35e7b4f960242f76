-- One cell of a draft: $1 report, $2 code, $3 figure, $4 who. A transaction of its own that waits for the disk. The code is
-- one that no derived row is made from.
update report_drafts
   set values = values || jsonb_build_object($2::text, $3::int),
       touched = touched || jsonb_build_object($2::text, jsonb_build_object('by', $4::text, 'at', now())),
       updated_at = now()
 where report_id = $1
returning values
