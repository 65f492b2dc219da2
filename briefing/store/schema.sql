-- The store, version 2. One SQLite file, WAL, foreign keys on.
--
-- Conventions
--   Times are whole microseconds since 1970-01-01 UTC: exact, ordered, the same everywhere.
--   Lists of names (outlets, tags, themes, words) are text with one name a line: names never
--   hold a line break, the text rule at the door sees to that.
--   `no` is a number that lives in this file only; `id` travels between machines.
--   Columns marked KEPT repeat what other rows say, so that no list counts while it is painted;
--   standing.py writes them, check.py compares them with what they repeat.
--
-- Content (feed .. evidence) comes from outside and can be fetched or worked out again.
-- Marks (reading, mark, change, change_item) are what a person decided. They refer to content
-- by `id` and without foreign keys, except `reading`, which has one row for every article.

-- A followed address, and what the last visits brought.
create table feed (
    no            integer primary key,
    url           text    not null unique,
    position      integer,                       -- place in the reader's list; null: left
    own_title     text    not null default '',   -- as the reader calls it
    own_outlet    text    not null default '',
    title         text    not null default '',   -- as it calls itself
    outlet        text    not null default '',
    tags          text    not null default '',
    full_text     integer not null default 0,
    site          text    not null default '',
    etag          text    not null default '',
    last_modified text    not null default '',
    body_hash     text    not null default '',
    last_try      integer,
    last_ok       integer,
    next_due      integer,
    failures      integer not null default 0,
    error         text    not null default '',
    gone          integer not null default 0,
    moved_to      text    not null default '',
    moved_count   integer not null default 0,
    moved_since   integer,
    articles      integer not null default 0,    -- KEPT: entries whose article is stored
    unread        integer not null default 0,    -- KEPT: those of them that are new
    ttl           integer                        -- seconds that its document asks to be left alone
);

-- The items of a feed's last document as they were written there, so that only new ones are read
-- the next time. What `spans` holds is told in parse/splice.py.
create table listed (
    feed  integer primary key references feed (no) on delete cascade,
    spans blob not null
);

-- `no` grows with arrival, so that one visit's articles lie side by side in every table and its
-- transaction stays small. `slot` grows with the time an article counts for (see articles.slot):
-- lists are pages of its index, and it is what the search index knows an article by.
create table article (
    no        integer primary key,
    id        text    not null unique,
    slot      integer not null unique,
    feed      integer not null references feed (no),
    outlet    text    not null,
    title     text    not null,
    teaser    text    not null,
    url       text    not null,
    published integer,
    arrived   integer not null,
    lang      text    not null,
    author    text    not null
);

-- Full text, apart from the row that lists read. No row: there is none.
create table body (
    article integer primary key references article (no) on delete cascade,
    text    text not null
);

-- The words that the reader had read of an article that says more since.
create table earlier (
    article integer primary key references article (no) on delete cascade,
    text    text not null
);

-- How an entry is recognised when its feed is read again. It outlives its article (`no` is null
-- then), so that what was pruned does not come back as new.
create table entry (
    feed      integer not null references feed (no),
    id        text    not null,                  -- of the article
    no        integer references article (no) on delete set null,
    guid      text    not null,
    link      text    not null,
    title_key text    not null,
    content   text    not null,
    primary key (feed, id)
) without rowid;
create index entry_by_article on entry (no, feed);

-- Work that a refresh has to do yet.
create table pending (
    article integer primary key references article (no) on delete cascade,
    place   integer not null default 1,          -- 1: not in a story yet
    search  integer not null default 1           -- 1: not searchable yet
);

-- Articles on one event. All but id, title, lang, themes, words, dirty and revision is KEPT.
create table story (
    no        integer primary key,
    id        text    not null unique,           -- of the founding article
    title     text    not null default '',
    weight    real    not null default 0,        -- see importance.py
    lang      text    not null default '',
    themes    text    not null default '',
    words     integer not null default 0,
    dirty     integer not null default 1,        -- 1: its analysis is older than its articles
    revision  integer not null default 0,        -- step at which news or an answer came last
    outlets   text    not null default '',
    tags      text    not null default '',
    first     integer not null default 0,
    last      integer not null default 0,
    stirred   integer not null default 0,        -- latest arrival of an article that is no copy
    articles  integer not null default 0,
    done      integer not null default 0,
    fresh     integer not null default 0,        -- news: neither looked at nor done, no copies
    status    integer not null default 0,        -- 0 new, 1 updated, 2 seen, 3 done
    questions integer not null default 0,
    possible  integer not null default 0,
    followed  integer not null default 0,
    saved     integer not null default 0,
    snoozed   integer not null default 0,
    muted     integer not null default 0         -- bit 1: the story itself, bit 2: by a term
);
create index story_dirty on story (no) where dirty = 1;
create index story_open on story (weight desc, no desc)
    where status < 3 and snoozed = 0 and muted = 0;
create index story_done on story (weight desc, no desc) where status = 3;
create index story_last on story (last desc, no desc);
create index story_stirred on story (stirred desc, no desc);
create index story_followed on story (weight desc, no desc) where followed = 1;
create index story_saved on story (weight desc, no desc) where saved = 1;

-- Where an article stands, and why.
create table place (
    article integer primary key references article (no) on delete cascade,
    story   integer not null references story (no) on delete cascade,
    score   real    not null,
    words   text    not null,
    names   text    not null,
    hours   real    not null,
    by_hand integer not null,
    copy_of text    not null default ''          -- id of the article that it copies; '?': to be told
);
create index place_by_story on place (story, article);

-- What the grouping keeps of a recent article, so that it need not read it again.
create table gist (
    slot integer primary key references article (slot) on delete cascade,
    text text not null
);

-- Story ids that ceased, each with the id that lives now (never a chain).
create table merged (
    old  text primary key,
    kept text not null
) without rowid;
create index merged_by_kept on merged (kept);

create table summary (
    story    integer not null references story (no) on delete cascade,
    place    integer not null,
    text     text    not null,
    article  text    not null,
    sentence integer not null,
    also     text    not null,
    anonymous integer not null,                  -- 1: its source is not named
    primary key (story, place)
) without rowid;

-- Figures in which outlets differ: a row for each figure, with a sentence that gives it.
create table clash (
    story    integer not null references story (no) on delete cascade,
    place    integer not null,                   -- of the clash in its story
    part     integer not null,                   -- of the figure in its clash
    what     text    not null,
    figure   text    not null,
    text     text    not null,
    article  text    not null,
    sentence integer not null,
    primary key (story, place, part)
) without rowid;

-- Sentences that may turn out to be furniture of an outlet's pages. `key` is a hash of outlet and
-- sentence (see summaries/boilerplate.py); its rows go once it is learnt.
create table line (
    key     integer not null,
    article integer not null references article (no) on delete cascade,
    primary key (key, article)
) without rowid;
create index line_by_article on line (article);

-- What was learnt: sentences that stood in several stories of one outlet are never quoted.
create table furniture (
    outlet text    not null,
    key    integer not null,
    primary key (outlet, key)
) without rowid;

-- `found` is the status the analysis gave; `status` is KEPT: the reader's decision, else `found`.
create table question (
    story           integer not null references story (no) on delete cascade,
    id              text    not null,
    question        text    not null,
    theme           text    not null,
    kind            text    not null,
    score           real    not null,
    found           text    not null,
    status          text    not null,
    shown           integer not null,
    since           integer,
    last            integer,
    asker           text    not null,
    outlets         text    not null,
    raised          integer not null,            -- how many outlets raise it
    answer          text,
    answer_article  text,
    answer_sentence integer,
    primary key (story, id)
) without rowid;
create index question_by_id on question (id);
create index question_open on question (status = 'possible' desc, raised desc, score desc, id)
    where status in ('open', 'possible', 'changed');

create table evidence (
    story    integer not null,
    question text    not null,
    place    integer not null,
    text     text    not null,
    article  text    not null,
    sentence integer not null,
    primary key (story, question, place),
    foreign key (story, question) references question (story, id) on delete cascade
) without rowid;

-- ---------------------------------------------------------------------------------------
-- Marks

-- state: bit 1 looked at, bit 2 done, bit 4 edited much since. 0 is new. Kept by article, so that
-- no regrouping can make anything unread again.
create table reading (
    article integer primary key references article (no) on delete cascade,
    state   integer not null default 0
);

-- What holds now. field and key:
--   follow, save, mute, snooze  story id      value '1'; for snooze the story's revision
--   term                        folded text   value: the term as written
--   weight                      outlet        value: how much it counts, "2", "0.5"
--   pair                        two article ids, smaller first, one a line; 'together', 'apart'
--   answer                      question id   'answered', 'dismissed', 'open'
create table mark (
    field text    not null,
    key   text    not null,
    value text    not null,
    at    integer not null,
    primary key (field, key)
) without rowid;

-- Every decision in order, never altered. `of`: the change that an undo or redo speaks of.
create table change (
    seq    integer primary key,
    at     integer not null,
    action text    not null,
    said   text    not null,                     -- sentence for the reader when it is done
    unsaid text    not null,                     -- and when it is taken back
    of     integer references change (seq),
    origin text    not null default ''           -- account it was learnt from, '' for this reader
);
create index change_of on change (of, seq) where of is not null;

-- What a change altered: keys (separated by U+001E, as the key of a pair has two lines) of a
-- field that went from `before` to `after`; null: not there. Besides the fields of `mark`: 'done' (article id, '0' or '1') and
-- 'placed' (article id, story id).
create table change_item (
    seq    integer not null references change (seq),
    place  integer not null,
    field  text    not null,
    before text,
    after  text,
    keys   text    not null,
    primary key (seq, place)
) without rowid;

-- Small things by name: when the last digest was made, the counter of steps.
create table note (
    key   text primary key,
    value text not null
) without rowid;

-- ---------------------------------------------------------------------------------------
-- Search: an index over title and longest text; the words themselves stay in article and body.

create view document as
    select article.slot as slot, article.no as no, article.title as title,
           coalesce(body.text, article.teaser) as body
    from article left join body on body.article = article.no;

create virtual table search using fts5 (
    title, body,
    content = 'document', content_rowid = 'slot',
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);
