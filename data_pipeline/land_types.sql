-- purpose: how a sender's text becomes a value; used by the landing expressions
-- grain: macros, no rows
-- key: none
-- owner: data_pipeline.land
create or replace temp macro clean_text(x) as
    nullif(trim(replace(replace(replace(x, chr(160), ' '), chr(8239), ' '), chr(9), ' ')), '');
create or replace temp macro or_blank(x) as
    coalesce(x, '');
-- A workbook gives a day as a moment at midnight, and a clock time as one of its first day.
create or replace temp macro joined_text(x, y) as
    concat_ws(
        ' ',
        case when y is null then x else regexp_replace(x, '[ T]00:00(:00)?$', '') end,
        regexp_replace(y, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]', '')
    );
create or replace temp macro number_within(x, low, high) as
    case
        when try_cast(replace(x, ',', '.') as double) between low and high
            then cast(try_cast(replace(x, ',', '.') as double) as varchar)
    end;
create or replace temp macro part_of_text(x, pattern) as
    nullif(regexp_extract(x, pattern, 1), '');
create or replace temp macro plain_number(x, mark) as
    replace(replace(replace(clean_text(x), ' ', ''), mark, '.'), chr(8722), '-');
create or replace temp macro as_decimal(x, mark) as
    case
        when isfinite(try_cast(plain_number(x, mark) as double))
            then try_cast(plain_number(x, mark) as double)
    end;
create or replace temp macro as_whole_number(x, mark) as
    case
        when try_cast(plain_number(x, mark) as double) = floor(try_cast(plain_number(x, mark) as double))
            then try_cast(try_cast(plain_number(x, mark) as double) as bigint)
    end;
create or replace temp macro as_moment(x, formats) as
    try_strptime(clean_text(x), formats);
-- A text that ends with a clock time and a zone: the time, and Z or hours and minutes from UTC.
create or replace temp macro zone_of(x) as
    upper(nullif(regexp_extract(
        clean_text(x), '(\d:\d\d(?::\d\d(?:\.\d+)?)?|T\d{4,6}) ?([Zz]|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$', 2
    ), ''));
create or replace temp macro without_zone(x) as
    trim(left(clean_text(x), length(clean_text(x)) - length(coalesce(zone_of(x), ''))));
create or replace temp macro zone_minutes(zone) as
    case
        when zone is null or zone = 'Z' then 0
        else
            (case when left(zone, 1) = '-' then -1 else 1 end) * (
                60 * cast(substring(zone, 2, 2) as integer)
                + coalesce(try_cast(right(replace(zone, ':', ''), -3) as integer), 0)
            )
    end;
create or replace temp macro on_clock(utc, zone) as
    timezone(zone, timezone('UTC', utc));
create or replace temp macro as_zoned_moment(x, formats, zone) as
    on_clock(try_strptime(without_zone(x), formats) - to_minutes(zone_minutes(zone_of(x))), zone);
create or replace temp macro as_flag(x) as
    case
        when lower(clean_text(x)) in ('ja', 'sant', 'true', 'yes', '1', 'j', 'y') then true
        when lower(clean_text(x)) in ('nej', 'falskt', 'false', 'no', '0', 'n') then false
    end;
create or replace temp macro clock_of(x) as
    strftime(x, '%H:%M:%S');
create or replace temp macro row_text(parts) as
    md5(array_to_string(parts, chr(31)));
