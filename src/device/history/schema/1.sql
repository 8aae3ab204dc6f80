-- The sessions of a person. Times are milliseconds since the session began, unless they say otherwise.
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began TEXT NOT NULL,              -- by the person's own clock, with its offset: 2026-03-01T18:30:00.000+01:00
    began_unix_ms INTEGER NOT NULL,   -- the same moment
    program TEXT NOT NULL,
    model TEXT NOT NULL,
    plan TEXT,                        -- the routine's or stretch's id; without a plan NULL
    pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
    pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
    ended_ms INTEGER,                 -- NULL in a session that runs, or was broken off by force; so are the next three
    complete INTEGER CHECK (complete IN (0, 1)),
    watched_ms INTEGER,
    unseen_ms INTEGER
) STRICT;

CREATE TABLE stretch (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    stretch TEXT NOT NULL,            -- its id
    title TEXT NOT NULL,
    began_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    skipped INTEGER CHECK (skipped IN (0, 1))
) STRICT;
CREATE INDEX stretch_of_session ON stretch (session);

CREATE TABLE hold (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    stretch TEXT NOT NULL,
    side TEXT CHECK (side IN ('left', 'right')),
    pose TEXT,
    began_ms INTEGER NOT NULL,
    ended_ms INTEGER NOT NULL,
    course TEXT NOT NULL CHECK (course IN ('completed', 'given_up', 'cut_short')),
    held_ms INTEGER NOT NULL,
    aimed_ms INTEGER NOT NULL,
    paused_ms INTEGER NOT NULL,
    unseen_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX hold_of_session ON hold (session);

CREATE TABLE repetition (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    stretch TEXT NOT NULL,
    side TEXT CHECK (side IN ('left', 'right')),
    pose TEXT,
    at_ms INTEGER NOT NULL,
    rep INTEGER NOT NULL,
    reps INTEGER NOT NULL
) STRICT;
CREATE INDEX repetition_of_session ON repetition (session);

-- What was measured in a hold or in a repetition, in the order of the stretch's targets.
CREATE TABLE measured (
    id INTEGER PRIMARY KEY,
    hold INTEGER REFERENCES hold ON DELETE CASCADE,
    repetition INTEGER REFERENCES repetition ON DELETE CASCADE,
    target TEXT NOT NULL,
    measure TEXT NOT NULL,
    limb TEXT NOT NULL CHECK (limb IN ('left', 'right')),
    from_start INTEGER NOT NULL CHECK (from_start IN (0, 1)),
    typical REAL NOT NULL,
    best REAL NOT NULL,
    error REAL NOT NULL,              -- one standard deviation
    view TEXT NOT NULL CHECK (view IN ('side', 'three_quarter', 'front', 'end_on', 'unknown')),
    deeper TEXT CHECK (deeper IN ('higher', 'lower')),
    low REAL NOT NULL,                -- the target's range at the time
    high REAL NOT NULL,
    looks INTEGER NOT NULL,
    CHECK ((hold IS NULL) <> (repetition IS NULL))
) STRICT;
CREATE INDEX measured_of_hold ON measured (hold) WHERE hold IS NOT NULL;
CREATE INDEX measured_of_repetition ON measured (repetition) WHERE repetition IS NOT NULL;

CREATE TABLE hint (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    stretch TEXT NOT NULL,
    target TEXT,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX hint_of_session ON hint (session);

-- A raised arm, and what was chosen after it.
CREATE TABLE sign (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    chosen TEXT CHECK (chosen IN ('go_on', 'skip', 'hurts', 'stop'))
) STRICT;
CREATE INDEX sign_of_session ON sign (session);

CREATE TABLE hurt (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    stretch TEXT NOT NULL,
    side TEXT CHECK (side IN ('left', 'right'))
) STRICT;
CREATE INDEX hurt_of_session ON hurt (session);

-- What each target was at when it hurt.
CREATE TABLE hurt_target (
    id INTEGER PRIMARY KEY,
    hurt INTEGER NOT NULL REFERENCES hurt ON DELETE CASCADE,
    target TEXT NOT NULL,
    value REAL NOT NULL,
    error REAL NOT NULL
) STRICT;
CREATE INDEX hurt_target_of_hurt ON hurt_target (hurt);
