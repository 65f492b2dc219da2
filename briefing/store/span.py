"""An earlier day's briefing: which stories had news then, in the order that they had at its end."""

from __future__ import annotations

from briefing.store.articles import since_slot
from briefing.store.importance import importance
from briefing.store.standing import UNTOLD
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.store.database import Database

_NEWS = f"""
select distinct place.story from article join place on place.article = article.no
where article.slot >= ? and article.slot < ? and copy_of in ('', '{UNTOLD}')
"""
"""Stories with an article of their own in the span; copies are no news."""

_STOOD = f"""
select story, max(followed),
       count(distinct case when copy_of in ('', '{UNTOLD}') then source end),
       count(distinct source),
       max(case when copy_of in ('', '{UNTOLD}') then time end)
from (select place.story, copy_of, story.followed, coalesce(published, arrived) as time,
             case outlet when '' then feed else outlet end as source
      from place join article on article.no = place.article join story on story.no = place.story
      where muted = 0 and place.story in ({{}}) and article.slot < LAST)
group by story
"""


def in_order(db: Database, start: datetime, end: datetime) -> list[int]:
    """Numbers of the stories with news from ``start`` to before ``end``, most important first.

    Weighed with the articles that there were at ``end``; what came later does not count. Muted
    stories are left out, all others are told, done ones too.
    """
    last = since_slot(end)
    found = [row[0] for row in db.all(_NEWS, (since_slot(start), last))]
    weights = db.among(
        lambda row: (importance(row[2], row[3] - row[2], 0, row[4], followed=bool(row[1])), row[0]),
        _STOOD.replace("LAST", str(last)),
        found,
    )
    return [no for _, no in sorted(weights, reverse=True)]
