-- purpose: hours of a counting point and a direction in which one count may
--   stand for another: several loads tell of them, or one load tells twice of a
--   minute, or the rows of the source are named by something else than point
--   and moment
-- grain: one row per source, counting point, direction and hour
-- key: source_id, point_code, direction_code, hour_at
-- part: local_date
-- owner: warehouse

select
    s.source_id,
    s.point_code,
    s.direction_code,
    s.local_date,
    cast(date_trunc('hour', s.counted_from_at) as timestamp) as hour_at
from stg_flow_count as s
inner join ref_source as f
    on s.source_id = f.source_id
group by
    s.source_id,
    s.point_code,
    s.direction_code,
    f.is_keyed_by_moment,
    s.local_date,
    date_trunc('hour', s.counted_from_at)
having
    not f.is_keyed_by_moment
    or min(s.load_no) < max(s.load_no)
    -- As many rows as there are minutes with a row: no minute has two.
    or count(*) > bit_count(
        bit_or(
            cast(
                floor(
                    power(2, extract(minute from s.counted_from_at))
                ) as bigint
            )
        )
    )
