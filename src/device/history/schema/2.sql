-- How far a person comfortably goes.
CREATE TABLE comfort (
    id INTEGER PRIMARY KEY,
    stretch TEXT NOT NULL,
    side TEXT CHECK (side IN ('left', 'right')),
    pose TEXT,
    target TEXT NOT NULL,
    measure TEXT NOT NULL,
    value REAL NOT NULL,
    error REAL NOT NULL,
    found TEXT NOT NULL,
    session INTEGER REFERENCES session ON DELETE SET NULL
) STRICT;
-- NULLs are never equal to one another.
CREATE UNIQUE INDEX comfort_place ON comfort (stretch, ifnull(side, ''), ifnull(pose, ''), target, measure);
CREATE INDEX comfort_of_session ON comfort (session);

CREATE TABLE questionnaire (
    id INTEGER PRIMARY KEY,
    taken TEXT NOT NULL,
    taken_unix_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    answers TEXT NOT NULL,            -- 1 for each statement that holds, 0 for each that doesn't
    score INTEGER NOT NULL
) STRICT;
