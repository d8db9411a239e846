-- The quarters of protected sources that have closed. One row per quarter.
select
    first_date,
    end_date
from main.mart_leaf_quarter
order by first_date
