-- When the figures were last put on paper for the signature: what is typed after that is not on it (domain.md 22.8).
alter table report_drafts add column printed_at timestamptz;
