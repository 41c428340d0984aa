-- How far schedules have come, of workflows that were deleted since.
DELETE FROM setting WHERE name GLOB 'schedule.*'
  AND NOT EXISTS (SELECT 1 FROM workflow WHERE workflow.id = substr(setting.name, 10));
