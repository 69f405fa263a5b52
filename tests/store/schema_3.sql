-- Schema 3 with a row of everything, as the program wrote it then. Never changed once released.
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
CREATE TABLE log (
    number INTEGER PRIMARY KEY NOT NULL,
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'building', 'built', 'awaiting approval', 'approved', 'published', 'sending', 'sent', 'missed', 'withdrawn')),
    moment TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    seal TEXT REFERENCES content (digest),
    record TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX log_edition ON log (edition, revision, number);
CREATE INDEX log_seal ON log (seal);
CREATE TABLE edition (
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'building', 'built', 'awaiting approval', 'approved', 'published', 'sending', 'sent', 'missed', 'withdrawn')),
    slot TEXT NOT NULL,
    as_of TEXT NOT NULL,
    since TEXT,
    correction TEXT,
    snapshot TEXT REFERENCES content (digest),
    seal TEXT REFERENCES content (digest),
    moved INTEGER NOT NULL REFERENCES log (number),
    PRIMARY KEY (edition, revision)
);
CREATE INDEX edition_snapshot ON edition (snapshot);
CREATE INDEX edition_seal ON edition (seal);
CREATE TABLE part (
    whole TEXT NOT NULL REFERENCES content (digest),
    digest TEXT NOT NULL REFERENCES content (digest),
    PRIMARY KEY (whole, digest)
);
CREATE INDEX part_digest ON part (digest);
CREATE TABLE loose (digest TEXT PRIMARY KEY NOT NULL REFERENCES content (digest));
CREATE TABLE approval (
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seal TEXT NOT NULL REFERENCES content (digest),
    person TEXT NOT NULL,
    actor TEXT NOT NULL,
    typist TEXT NOT NULL,
    moment TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (edition, revision, seal, person),
    FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
);
CREATE INDEX approval_seal ON approval (seal);
CREATE TABLE edit (
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pin', 'drop', 'comment')),
    theme TEXT NOT NULL,
    actor TEXT NOT NULL,
    document TEXT,
    first INTEGER NOT NULL,
    beyond INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (edition, revision, place),
    FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
);
CREATE TABLE telling (
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('correction', 'withdrawal')),
    cause INTEGER NOT NULL,
    because TEXT NOT NULL,
    noted TEXT NOT NULL,
    told TEXT,
    PRIMARY KEY (edition, revision, kind, cause),
    FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
);
CREATE TABLE instance (
    place INTEGER PRIMARY KEY NOT NULL CHECK (place = 1),
    id TEXT NOT NULL,
    turn INTEGER NOT NULL
);
CREATE TABLE watched (
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    asked TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    gone TEXT,
    message TEXT,
    PRIMARY KEY (source, locator)
);
CREATE TABLE settled (
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    became TEXT NOT NULL,
    actor TEXT NOT NULL,
    because TEXT NOT NULL,
    moment TEXT NOT NULL,
    PRIMARY KEY (digest, source, locator, became)
);
INSERT INTO content VALUES ('f409ce45f37b35819ed21ed696de8d94631f24c928d3c2eb73ec5f2fb08a005d', 8, X'5b7468656d65735d');
INSERT INTO content VALUES ('c344af26949e7ad0f244cd0fab4ebf69ea03881ed2b1cf64a513bfd4670d8b40', 30, X'7b22736e617073686f74223a22616e20696e76656e746564206f6e65227d');
INSERT INTO content VALUES ('d9a25121b188bc9fc6ded37b18481f34fdd3ab441fce5480caeb5e26dbb8709f', 16, X'61206472616674206f66207061676573');
INSERT INTO content VALUES ('cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb', 288, X'789c458fc16a03310c44ff45d76e1ad9966dd9df51e8b1d8964c16926c5837bd84fc7b7703a59711338827cd03caf85a3a64b068c301fdc1f0075246cc18df7645984065fe9e97ebdfd6a7355bd8e7b30ec80fa8ebacfdfd263b659c8af5214bda86b1a61ae6da526f41545cdc2cb1e98eba882b95c8f4a69e185bd1ead506a99523a60ecf09aef74bd515b299e0b6eacfbcdcc7ff815284a26d36b5c042123d2abb545c7718adc620ec6362368144aa4665b1b550645ba96b63dafedf99e3d50a2718eda497b2f15f65c67168391f0d3c7f0127ba52a7');
INSERT INTO content VALUES ('bfa062de040f55a15ce910800757061ec3d2fc31d6b7c72d9fa02b75a9ad1133', 5, X'7061676573');
INSERT INTO content VALUES ('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 2, X'7b7d');
INSERT INTO content VALUES ('253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', 375, X'789c4590c16e02310c44ffc5d72ec54ee264b3df51a9c7ca496cb11505444a2f887f6fa0aab8f8301abf19fb0ad23f8e060b38747183bca1f90dc382b8607ab94f8409b4addfebf1f0ef7a7734445bf7da61b94239af6aaf9ffd61e83b711c9710c84713cf5c7c4cb31085288da2259d63c89a839560d591691a9227ac18d1225511b35906ff0f7b6af6a416138cae2906346621ae9a0967c4c4092369f5cd59f5d4624935b99687df95c4924736790fb7090e97afa267586882d3597fd6e3a53f03c802624697b38f2d491d7c1bcb857352c136aa69f339b39b1b9be6520337e468ecdc68320226b833fbe3593841af3bfd92c17f1cd3b75d65bf25b8fd02d5c16a62');
INSERT INTO content VALUES ('62c39bcde33b5358af9199ba432dc165e554ca743359085bab896edfdc1d5c5f', 40, X'7061676573206f66206120636f7272656374696f6e2074686174206973206265696e67206d616465');
INSERT INTO log VALUES (1, '2026-W20', 0, 'missed', '2026-05-18T04:00:00Z', 'schedule', 'it came too late', NULL, '1af4e3463f824d85c54a92a2676b4a88bd15a8210f41952b3ae823b0f7c22363', '', '1b4407a396063e040a73600e7eeb40660dc72a8100de96b6fc2f55e524dbf40d');
INSERT INTO log VALUES (2, '2026-W21', 0, 'planned', '2026-05-18T04:00:07Z', 'schedule', '', NULL, 'cd7d89a729ecc523f8b4d7d4dc969a69cf0a3de7f93b101dd987bd518fe33916', '1b4407a396063e040a73600e7eeb40660dc72a8100de96b6fc2f55e524dbf40d', '8ad001c48cbf74f1635333f0134d006e7dce8dad159360905b47e2d274f757fc');
INSERT INTO log VALUES (3, '2026-W21', 0, 'building', '2026-05-18T04:01:00Z', 'schedule', 'could not be reached: Island Herald', NULL, 'cd7d89a729ecc523f8b4d7d4dc969a69cf0a3de7f93b101dd987bd518fe33916', '8ad001c48cbf74f1635333f0134d006e7dce8dad159360905b47e2d274f757fc', 'aad472c29c68d4d750e839a3f3072e76d857988164ddbe7e8d2ba4782b4fec84');
INSERT INTO log VALUES (4, '2026-W21', 0, 'built', '2026-05-18T04:02:00Z', 'schedule', '', 'cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb', '22a602a8937a0de147402ec06f618c9ce2f5f172b4fa16f8b982cff41fe774f3', 'aad472c29c68d4d750e839a3f3072e76d857988164ddbe7e8d2ba4782b4fec84', '02cc0686ab5a32466b093c3aa0765c3e4dc4f186189c39cec13b932a2bee553a');
INSERT INTO log VALUES (5, '2026-W21', 0, 'awaiting approval', '2026-05-18T04:02:00Z', 'schedule', '', 'cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb', '22a602a8937a0de147402ec06f618c9ce2f5f172b4fa16f8b982cff41fe774f3', '02cc0686ab5a32466b093c3aa0765c3e4dc4f186189c39cec13b932a2bee553a', '5f0906f511ddb92a0084a3c2fd7a11702cbf85935571e16637ebf8383a064e0f');
INSERT INTO log VALUES (6, '2026-W21', 0, 'building', '2026-05-18T05:10:00Z', 'Bo Ek', 'a comment was added', NULL, 'cd7d89a729ecc523f8b4d7d4dc969a69cf0a3de7f93b101dd987bd518fe33916', '5f0906f511ddb92a0084a3c2fd7a11702cbf85935571e16637ebf8383a064e0f', '1f4009029936d7acce9fa9ab597ea0daffed399528d5fe9bc45d056f522e9133');
INSERT INTO log VALUES (7, '2026-W21', 0, 'built', '2026-05-18T05:11:00Z', 'Bo Ek', '', '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', '4d98251a3e82bb9f176d10a81426b4839ef652eb549d4e0c58169ceb86ba23e4', '1f4009029936d7acce9fa9ab597ea0daffed399528d5fe9bc45d056f522e9133', '07f1ec7fc1292c678f70ac6b3ab3a5801ba8b4b2abdb06ca54deaeed84442390');
INSERT INTO log VALUES (8, '2026-W21', 0, 'awaiting approval', '2026-05-18T05:11:00Z', 'Bo Ek', '', '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', '4d98251a3e82bb9f176d10a81426b4839ef652eb549d4e0c58169ceb86ba23e4', '07f1ec7fc1292c678f70ac6b3ab3a5801ba8b4b2abdb06ca54deaeed84442390', '63949033cc154c9d18f425604775662227ee00e4767ee9ab5b9b7aee4bca3126');
INSERT INTO log VALUES (9, '2026-W21', 0, 'approved', '2026-05-18T06:05:00Z', 'Bo Ek', '', '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', '63b0c9f2bd14c0c1003310ccbc9f9036c8dc37d15666bfd1f12073e6d52b4805', '63949033cc154c9d18f425604775662227ee00e4767ee9ab5b9b7aee4bca3126', '372cbd58c83094f1b5a06fc3c8eb2b97bfe85eedbcc2744325741d4eca4703a2');
INSERT INTO log VALUES (10, '2026-W21', 0, 'published', '2026-05-18T06:06:00Z', 'Bo Ek', '', '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', '63b0c9f2bd14c0c1003310ccbc9f9036c8dc37d15666bfd1f12073e6d52b4805', '372cbd58c83094f1b5a06fc3c8eb2b97bfe85eedbcc2744325741d4eca4703a2', '3f477426ccc3bf4b12f3a05b48994fde321fe6007c242aa24a447c982974fd4a');
INSERT INTO log VALUES (11, '2026-W21', 1, 'planned', '2026-05-19T08:00:00Z', 'Ada Lind', 'a correction', NULL, 'a6fc72174a1adb7859a27c51987d06da5b8160425d4bdfb5ee209973414caf07', '3f477426ccc3bf4b12f3a05b48994fde321fe6007c242aa24a447c982974fd4a', '0ae6f3a10dc3f21e39d9b199f105b9c964ccd651322201f8a2f4eca3c7275106');
INSERT INTO edition VALUES ('2026-W20', 0, 0, 'missed', '2026-05-11T04:00:00Z', '2026-05-11T04:00:00Z', NULL, NULL, NULL, NULL, 1);
INSERT INTO edition VALUES ('2026-W21', 0, 1, 'published', '2026-05-18T04:00:00Z', '2026-05-18T04:00:07Z', NULL, NULL, 'c344af26949e7ad0f244cd0fab4ebf69ea03881ed2b1cf64a513bfd4670d8b40', '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', 10);
INSERT INTO edition VALUES ('2026-W21', 1, 1, 'planned', '2026-05-18T04:00:00Z', '2026-05-18T04:00:07Z', NULL, 'The ferry left at one.', NULL, NULL, 11);
INSERT INTO part VALUES ('c344af26949e7ad0f244cd0fab4ebf69ea03881ed2b1cf64a513bfd4670d8b40', 'a6acf91cccd0ec060d7d7e2ac905364ec07b71bf0197c3697966107e9b4b6569');
INSERT INTO part VALUES ('c344af26949e7ad0f244cd0fab4ebf69ea03881ed2b1cf64a513bfd4670d8b40', 'c344af26949e7ad0f244cd0fab4ebf69ea03881ed2b1cf64a513bfd4670d8b40');
INSERT INTO part VALUES ('c344af26949e7ad0f244cd0fab4ebf69ea03881ed2b1cf64a513bfd4670d8b40', 'f409ce45f37b35819ed21ed696de8d94631f24c928d3c2eb73ec5f2fb08a005d');
INSERT INTO part VALUES ('cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb', 'cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb');
INSERT INTO part VALUES ('cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb', 'd9a25121b188bc9fc6ded37b18481f34fdd3ab441fce5480caeb5e26dbb8709f');
INSERT INTO part VALUES ('253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd');
INSERT INTO part VALUES ('253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
INSERT INTO part VALUES ('253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', 'bfa062de040f55a15ce910800757061ec3d2fc31d6b7c72d9fa02b75a9ad1133');
INSERT INTO loose VALUES ('62c39bcde33b5358af9199ba432dc165e554ca743359085bab896edfdc1d5c5f');
INSERT INTO approval VALUES ('2026-W21', 0, 'cdb9565efbe772271b30930f8924b14b46055bd118636976f29a2c16e74eeacb', 'ada lind', 'Ada Lind', '', '2026-05-18T05:00:00Z', '');
INSERT INTO approval VALUES ('2026-W21', 0, '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', 'ada lind', 'Ada Lind', '', '2026-05-18T06:00:00Z', 'read twice');
INSERT INTO approval VALUES ('2026-W21', 0, '253ca6f3d8eb5d3715cfb4f7c2545c87166ed137d5a13cd4585d0964989fd1fd', 'bo ek', 'Bo Ek', '', '2026-05-18T06:05:00Z', '');
INSERT INTO edit VALUES ('2026-W21', 0, 0, 'comment', 'ferries', 'Ada Lind', NULL, 0, 0, 'The timetable changes in June.');
INSERT INTO edit VALUES ('2026-W21', 0, 1, 'pin', 'ferries', 'Bo Ek', 'a6acf91cccd0ec060d7d7e2ac905364ec07b71bf0197c3697966107e9b4b6569', 0, 23, '');
INSERT INTO telling VALUES ('2026-W21', 0, 'correction', 1, 'The ferry left at one.', '2026-05-19T08:00:00Z', NULL);
INSERT INTO instance VALUES (1, '0123456789abcdef0123456789abcdef', 0);
INSERT INTO watched VALUES ('Harbour Gazette', 'https://gazette.example/1', '2026-05-19T09:00:00Z', NULL, NULL, '2026-05-19T09:00:00Z', 'answered 410');
INSERT INTO settled VALUES ('a6acf91cccd0ec060d7d7e2ac905364ec07b71bf0197c3697966107e9b4b6569', 'Harbour Gazette', 'https://gazette.example/1', 'gone', 'Ada Lind', 'The paper closed; a print is kept.', '2026-05-19T10:00:00Z');
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'log: a row of it is never changed or deleted'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'log: a row of it is never changed or deleted'); END;
CREATE TRIGGER approval_no_update BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approval: a row of it is never changed or deleted'); END;
CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approval: a row of it is never changed or deleted'); END;
CREATE TRIGGER log_no_gap BEFORE INSERT ON log WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM log) OR NEW.previous <> coalesce((SELECT digest FROM log ORDER BY number DESC LIMIT 1), '') BEGIN SELECT RAISE(ABORT, 'a row of the log is added after the last one only'); END;
CREATE TABLE secret (
    place INTEGER PRIMARY KEY NOT NULL CHECK (place = 1),
    fingerprint TEXT NOT NULL
);
CREATE TABLE reader (
    id INTEGER PRIMARY KEY NOT NULL,
    key TEXT NOT NULL,
    address TEXT NOT NULL,
    wire TEXT NOT NULL,
    name TEXT NOT NULL,
    clearance INTEGER NOT NULL CHECK (clearance BETWEEN 0 AND 4),
    language TEXT NOT NULL,
    added TEXT NOT NULL,
    removed TEXT
);
CREATE UNIQUE INDEX reader_key ON reader (key);
CREATE TABLE listed (
    list TEXT NOT NULL,
    reader INTEGER NOT NULL REFERENCES reader (id),
    PRIMARY KEY (list, reader)
);
CREATE INDEX listed_reader ON listed (reader);
CREATE TABLE subscribed (
    reader INTEGER NOT NULL REFERENCES reader (id),
    theme TEXT NOT NULL,
    PRIMARY KEY (reader, theme)
);
CREATE TABLE suppression (
    key TEXT PRIMARY KEY NOT NULL,
    refusal TEXT NOT NULL CHECK (refusal IN ('unsubscribed', 'complained', 'bounced', 'by hand')),
    because TEXT NOT NULL,
    moment TEXT NOT NULL,
    actor TEXT NOT NULL
);
CREATE TABLE lifted (
    id INTEGER PRIMARY KEY NOT NULL,
    key TEXT NOT NULL,
    refusal TEXT NOT NULL CHECK (refusal IN ('unsubscribed', 'complained', 'bounced', 'by hand')),
    refused TEXT NOT NULL,
    because TEXT NOT NULL,
    moment TEXT NOT NULL,
    actor TEXT NOT NULL
);
CREATE TABLE shipment (
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edition', 'withdrawal')),
    lists TEXT NOT NULL,
    marking INTEGER NOT NULL CHECK (marking BETWEEN 0 AND 4),
    planned TEXT NOT NULL,
    paused TEXT,
    because TEXT NOT NULL,
    finished TEXT,
    PRIMARY KEY (edition, revision, kind),
    FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
);
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY NOT NULL,
    edition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edition', 'withdrawal')),
    reader INTEGER NOT NULL REFERENCES reader (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'committing', 'uncertain', 'sent', 'failed', 'bounced', 'left out')),
    tries INTEGER NOT NULL,
    not_before TEXT,
    sender TEXT,
    attempted TEXT,
    taken TEXT,
    doubted TEXT,
    word TEXT,
    changed TEXT NOT NULL,
    server TEXT NOT NULL,
    reply TEXT NOT NULL,
    FOREIGN KEY (edition, revision, kind) REFERENCES shipment (edition, revision, kind)
);
CREATE UNIQUE INDEX delivery_reader ON delivery (edition, revision, kind, reader);
CREATE INDEX delivery_of ON delivery (reader);
CREATE INDEX delivery_pending ON delivery (edition, revision, kind, id) WHERE state = 'pending';
CREATE INDEX delivery_held ON delivery (sender) WHERE state IN ('claimed', 'committing');
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY NOT NULL,
    delivery INTEGER NOT NULL REFERENCES delivery (id),
    moment TEXT NOT NULL
);
CREATE INDEX attempt_moment ON attempt (moment);
CREATE TABLE received (
    digest TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    moment TEXT NOT NULL,
    delivery INTEGER REFERENCES delivery (id),
    note TEXT NOT NULL
);
CREATE TABLE bounce (
    digest TEXT NOT NULL REFERENCES received (digest),
    delivery INTEGER NOT NULL REFERENCES delivery (id),
    class TEXT NOT NULL CHECK (class IN ('hard', 'soft', 'ours')),
    status TEXT NOT NULL,
    diagnosis TEXT NOT NULL,
    moment TEXT NOT NULL,
    PRIMARY KEY (digest, delivery)
);
CREATE INDEX bounce_delivery ON bounce (delivery);
CREATE TABLE request (
    id INTEGER PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL REFERENCES received (digest),
    edition TEXT NOT NULL,
    revision INTEGER,
    statement TEXT NOT NULL,
    reader INTEGER REFERENCES reader (id),
    writer TEXT NOT NULL,
    words TEXT NOT NULL,
    received TEXT NOT NULL,
    settled TEXT,
    actor TEXT NOT NULL,
    answer TEXT NOT NULL
);
INSERT INTO secret VALUES (1, '8b1a9953c4611296a827abf8c47804d7');
INSERT INTO reader VALUES (1, 'a1f0', 'ada@desk.example', 'ada@desk.example', 'Ada Lindqvist', 2, 'en', '2026-05-18T08:00:00Z', NULL);
INSERT INTO reader VALUES (2, 'b2e1', '', '', '', 0, '', '2026-05-18T08:00:00Z', '2026-05-20T08:00:00Z');
INSERT INTO listed VALUES ('desk', 1);
INSERT INTO subscribed VALUES (1, 'harbours');
INSERT INTO suppression VALUES ('b2e1', 'unsubscribed', '', '2026-05-20T08:00:00Z', 'reader');
INSERT INTO lifted VALUES (1, 'a1', 'bounced', '2026-05-12T08:00:00Z', 'A new server.', '2026-05-13T08:00:00Z', 'ada');
INSERT INTO shipment VALUES ('2026-W21', 0, 'edition', '["desk"]', 0, '2026-05-19T08:00:00Z', NULL, '', '2026-05-19T08:05:00Z');
INSERT INTO delivery VALUES (1, '2026-W21', 0, 'edition', 1, 'sent', 1, NULL, NULL, '2026-05-19T08:01:00Z', '2026-05-19T08:01:00Z', NULL, NULL, '2026-05-19T08:01:00Z', 'mail.desk.example', '250 2.0.0 taken as 7F3A');
INSERT INTO delivery VALUES (2, '2026-W21', 0, 'edition', 2, 'bounced', 1, NULL, NULL, '2026-05-19T08:01:00Z', '2026-05-19T08:01:00Z', NULL, NULL, '2026-05-19T09:01:00Z', 'mail.desk.example', '250 2.0.0 taken as 7F3B');
INSERT INTO attempt VALUES (1, 1, '2026-05-19T08:01:00.000Z');
INSERT INTO received VALUES ('c3', 'bounce', '2026-05-19T09:01:00Z', 2, '');
INSERT INTO bounce VALUES ('c3', 2, 'hard', '5.1.1', 'smtp; 550 5.1.1 nobody of that name', '2026-05-19T09:01:00Z');
INSERT INTO received VALUES ('d4', 'request', '2026-05-19T10:00:00Z', 1, '');
INSERT INTO request VALUES (1, 'd4', '2026-W21', 0, '1.2', 1, 'ada@desk.example', 'The ferry left at one.', '2026-05-19T10:00:00Z', NULL, '', '');
PRAGMA application_id = 1651664499;
PRAGMA user_version = 3;
COMMIT;
