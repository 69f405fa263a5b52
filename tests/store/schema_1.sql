-- Schema 1 with a row of everything, as the program wrote it then. Never changed once released.
PRAGMA auto_vacuum = INCREMENTAL;
BEGIN;
CREATE TABLE followed (
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    digest TEXT,
    last_success TEXT,
    last_new TEXT,
    failures INTEGER NOT NULL,
    last_failure TEXT,
    failed TEXT,
    not_before TEXT,
    leads_to TEXT,
    PRIMARY KEY (source, address)
);
CREATE TABLE site (
    origin TEXT PRIMARY KEY NOT NULL,
    robots BLOB NOT NULL,
    read TEXT NOT NULL
);
CREATE TABLE item (
    id INTEGER PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    guid TEXT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'given-up')),
    listing TEXT,
    content BLOB,
    size INTEGER,
    tries INTEGER NOT NULL,
    message TEXT,
    noted TEXT NOT NULL,
    settled TEXT,
    not_before TEXT
);
CREATE UNIQUE INDEX item_guid ON item (source, guid);
CREATE INDEX item_address ON item (address);
CREATE INDEX item_wanted ON item (source, id) WHERE state = 'wanted';
CREATE TABLE content (
    digest TEXT PRIMARY KEY NOT NULL,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES content (digest),
    state TEXT NOT NULL CHECK (state IN ('current', 'kept-out', 'superseded')),
    guid TEXT,
    retrieved TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    url TEXT,
    media_type TEXT,
    listing TEXT,
    problem TEXT,
    title TEXT,
    published TEXT,
    language TEXT,
    words INTEGER NOT NULL
);
CREATE UNIQUE INDEX document_place ON document (source, locator, state) WHERE state <> 'superseded';
CREATE INDEX document_locator ON document (locator, source);
CREATE INDEX document_digest ON document (digest);
CREATE TABLE member (
    digest TEXT NOT NULL,
    container TEXT NOT NULL REFERENCES content (digest),
    PRIMARY KEY (digest, container)
);
CREATE INDEX member_container ON member (container);
CREATE TABLE citation (
    edition TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES content (digest),
    cited TEXT NOT NULL,
    PRIMARY KEY (edition, digest)
);
CREATE INDEX citation_digest ON citation (digest);
CREATE VIRTUAL TABLE search
    USING fts5 (title, text, marks, tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO followed VALUES ('Harbour Gazette', 'https://gazette.example/feed', 'W/"12"', 'Mon, 18 May 2026 11:00:00 GMT', 'abababababababababababababababababababababababababababababababab', '2026-05-18T12:00:00Z', '2026-05-18T12:00:00Z', 0, NULL, NULL, NULL, NULL);
INSERT INTO followed VALUES ('Island Herald', 'https://herald.example/feed', NULL, NULL, NULL, NULL, NULL, 1, 'answered 500', '2026-05-18T12:00:00Z', '2026-05-18T13:00:00Z', NULL);
INSERT INTO site VALUES ('https://gazette.example', X'446973616c6c6f773a202f7072696e742f', '2026-05-18T12:00:00Z');
INSERT INTO item VALUES (1, 'Harbour Gazette', 'item 1', 'https://gazette.example/1', 'kept', '{"title":"Ferry 1"}', NULL, NULL, 0, NULL, '2026-05-18T12:00:00Z', '2026-05-18T12:00:00Z', NULL);
INSERT INTO item VALUES (2, 'Harbour Gazette', 'item 2', 'https://gazette.example/2', 'wanted', '{"title":"Ferry 2","modified":{"day":"2026-05-18","precision":"day","time":"10:00:00","zone":"+00:00"}}', X'3c703e546865207365636f6e64206665727279206973206c6174652e3c2f703e', 32, 0, NULL, '2026-05-18T12:00:00Z', NULL, NULL);
INSERT INTO item VALUES (3, 'Harbour Gazette', 'item 3', 'https://gazette.example/3', 'given-up', '{"title":"Ferry 3"}', NULL, NULL, 1, 'answered 404', '2026-05-18T12:00:00Z', '2026-05-18T12:00:00Z', NULL);
INSERT INTO content VALUES ('a6acf91cccd0ec060d7d7e2ac905364ec07b71bf0197c3697966107e9b4b6569', 30, X'3c703e546865206665727279206c656674206174206e6f6f6e2e3c2f703e');
INSERT INTO content VALUES ('389fb37ee04986f470b2eaea02aa6dda0c56d47e0c16cb24f6924092ba47050a', 8, X'7061792068657265');
INSERT INTO document VALUES (1, 'Harbour Gazette', 'https://gazette.example/1', 'a6acf91cccd0ec060d7d7e2ac905364ec07b71bf0197c3697966107e9b4b6569', 'current', 'item 1', '2026-05-18T12:00:00Z', '2026-05-18T12:00:00Z', 'https://gazette.example/1', 'text/html', '{"title":"Ferry 1"}', NULL, 'Ferry 1', '2026-05-18', 'en', 6);
INSERT INTO document VALUES (2, 'Harbour Gazette', 'https://gazette.example/4', '389fb37ee04986f470b2eaea02aa6dda0c56d47e0c16cb24f6924092ba47050a', 'kept-out', NULL, '2026-05-18T12:00:00Z', '2026-05-18T12:00:00Z', NULL, NULL, NULL, 'a paywall stub', 'Ferry 4', NULL, 'en', 6);
INSERT INTO member VALUES ('cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd', '389fb37ee04986f470b2eaea02aa6dda0c56d47e0c16cb24f6924092ba47050a');
INSERT INTO citation VALUES ('2026-W21', '389fb37ee04986f470b2eaea02aa6dda0c56d47e0c16cb24f6924092ba47050a', '2026-05-18T12:00:00Z');
INSERT INTO citation VALUES ('2026-W21', 'a6acf91cccd0ec060d7d7e2ac905364ec07b71bf0197c3697966107e9b4b6569', '2026-05-18T12:00:00Z');
INSERT INTO search (rowid, title, text, marks) VALUES (1, 'Ferry 1', 'The ferry left at noon. 여객선이 떠났다.', '여객 객선 선이 이 떠났 났다 다 .');
INSERT INTO search (rowid, title, text, marks) VALUES (2, 'Ferry 4', '', '');
PRAGMA application_id = 1651664499;
PRAGMA user_version = 1;
COMMIT;
