-- Answers that were kept on a phone or tablet without a signal and delivered later. Instants are seconds since 1970-01-01 UTC.

-- One row for each such answer, beside it, so that all others stay as short as they are. given_at is when it was given, by the
-- device's clock set right by the server's. It is the answer's own answered_at, unless it lies too far from the delivery: then
-- the answer counts for the day on which it was delivered. Append-only, as the answers are.
create table if not exists late_deliveries (
  response_id integer primary key references responses (id),
  given_at integer not null,
  delivered_at integer not null
) strict;

CREATE TRIGGER IF NOT EXISTS late_deliveries_are_never_changed BEFORE UPDATE ON late_deliveries BEGIN SELECT RAISE(ABORT, 'late_deliveries are append-only'); END;
CREATE TRIGGER IF NOT EXISTS late_deliveries_are_never_deleted BEFORE DELETE ON late_deliveries BEGIN SELECT RAISE(ABORT, 'late_deliveries are append-only'); END;
CREATE TRIGGER IF NOT EXISTS late_deliveries_are_never_replaced BEFORE INSERT ON late_deliveries WHEN EXISTS (SELECT 1 FROM late_deliveries WHERE response_id = NEW.response_id) BEGIN SELECT RAISE(ABORT, 'late_deliveries are append-only'); END;
