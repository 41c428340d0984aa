-- Retention asks whether an event is still owed to a run that waits for it.
CREATE INDEX delivery_by_event ON delivery (event_id);
