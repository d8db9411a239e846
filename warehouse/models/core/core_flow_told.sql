-- purpose: passages told of by hour, both directions together; where one of
--   them is missing or the sender says that counts are lost, the minutes are
--   lost: a gap, and no small number
-- grain: one row per source, counting point, hour, and whether a count is of
--   an hour at most
-- key: source_id, point_code, local_date, hour, is_within_hour
-- part: local_date
-- owner: warehouse

with hours as (
    select
        w.source_id,
        w.point_code,
        sum(w.row_count) as row_count,
        sum(w.imputed_count) as imputed_count,
        sum(
            case when w.direction_code = 'both' then w.visitor_count else 0 end
        ) as both_count,
        sum(
            case when w.direction_code <> 'both' then w.visitor_count else 0 end
        ) as one_way_count,
        sum(
            case w.direction_code when 'both' then w.counted_minutes else 0 end
        ) as both_minutes,
        sum(
            case when w.direction_code = 'in' then w.counted_minutes else 0 end
        ) as in_minutes,
        sum(
            case when w.direction_code = 'out' then w.counted_minutes else 0 end
        ) as out_minutes,
        max(w.told_minutes) as told_minutes,
        w.hour,
        w.is_within_hour,
        w.local_date
    from core_flow_way as w
    group by
        w.source_id,
        w.point_code,
        w.hour,
        w.is_within_hour,
        w.local_date
),

-- A sum that stands beside its halves says the same once more.
summed as (
    select
        h.source_id,
        h.point_code,
        h.row_count,
        h.imputed_count,
        case
            when h.in_minutes > 0 and h.in_minutes = h.out_minutes
                then h.one_way_count
            else h.both_count
        end as visitor_count,
        case
            when h.in_minutes > 0 and h.in_minutes = h.out_minutes
                then h.in_minutes
            else h.both_minutes
        end as duration_minutes,
        h.told_minutes,
        h.hour,
        h.is_within_hour,
        h.local_date
    from hours as h
)

select
    s.source_id,
    s.point_code,
    s.row_count,
    s.imputed_count,
    s.visitor_count,
    cast(s.duration_minutes as bigint) as duration_minutes,
    cast(s.told_minutes - s.duration_minutes as bigint) as lost_minutes,
    s.hour,
    s.is_within_hour,
    s.local_date
from summed as s
