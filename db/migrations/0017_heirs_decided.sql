-- Of a report that a standing heir had filed before a part went into it: 'stand' = its figures hold the part already.
alter table reorganisation_decisions drop constraint reorganisation_decisions_decision_check;
alter table reorganisation_decisions add constraint reorganisation_decisions_decision_check check (decision in ('note', 'return', 'stand'));
