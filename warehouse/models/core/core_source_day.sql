-- purpose: how many rows each source has on each day, and what became of them
-- grain: one row per source and day
-- key: source_id, local_date
-- part: local_date
-- owner: warehouse

with placed as (
    select
        p.longitude,
        p.latitude,
        count(*) as area_count
    from core_position_area as p
    -- Only the positions of these rows, which may be few.
    where
        exists (
            select 1
            from core_source_row as o
            where
                o.longitude = p.longitude
                and o.latitude = p.latitude
        )
    group by
        p.longitude,
        p.latitude
)

select
    r.source_id,
    r.kind_code,
    cast(sum(r.row_count) as bigint) as row_count,
    sum(
        case
            when s.is_everywhere then 0
            when
                r.longitude is null
                and n.place_name is null
                and e.place_name is null then r.row_count
            else 0
        end
    ) as no_position_count,
    sum(
        case
            when s.is_everywhere then 0
            when r.longitude is not null and p.area_count is null
                then r.row_count
            when r.longitude is null and e.place_name is not null
                then r.row_count
            else 0
        end
    ) as outside_count,
    sum(
        case
            when r.is_mapped then 0
            else r.row_count
        end
    ) as unmapped_count,
    r.local_date
from core_source_row as r
inner join ref_source as s
    on r.source_id = s.source_id
left join placed as p
    on
        r.longitude = p.longitude
        and r.latitude = p.latitude
left join ref_site_alias as n
    on
        r.place_name = n.place_name
        and r.longitude is null
left join ref_elsewhere as e
    on r.place_name = e.place_name
group by
    r.source_id,
    r.kind_code,
    r.local_date
