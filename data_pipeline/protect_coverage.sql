-- purpose: the days that each protected source of incidents has reported
-- grain: one row per run of days of a source
-- key: source_id, covered_from_date
-- owner: data_pipeline.protect

select
    c.source_id,
    s.preliminary_days,
    s.longest_pause_days,
    c.covered_from_date,
    c.covered_last_date
from core_coverage as c
inner join ref_source as s
    on c.source_id = s.source_id
where
    s.sensitivity_code = 'protected'
    and c.kind_code = 'incident'
order by
    c.source_id,
    c.covered_from_date
