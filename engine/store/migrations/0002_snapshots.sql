-- A snapshot is one build: what it was made from, and every row that belongs to it.
create table twin.snapshot (
  number int generated always as identity primary key,
  -- The same for the same inputs, parameters, code and seed.
  content_id text not null,
  state text not null default 'building' check (state in ('building', 'complete')),
  reference_on date not null,
  is_sample boolean not null,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  seed bigint,
  code_version text not null,
  parameters_sha256 text not null,
  -- [{name, registerId, sha256}]
  inputs jsonb not null,
  manifest jsonb not null,
  counts jsonb,
  check ((state = 'complete') = (completed_at is not null))
);
create index snapshot_content on twin.snapshot (content_id);

-- One file as it was received.
create table twin.register_file (
  snapshot int not null references twin.snapshot on delete cascade,
  file smallint not null,
  register_id text not null,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  sheets jsonb not null,
  dialect text not null,
  rows_received int not null,
  rows_accepted int not null,
  rows_with_findings int not null check (rows_with_findings <= rows_accepted),
  rows_refused int not null,
  primary key (snapshot, file),
  constraint no_row_is_lost check (rows_received = rows_accepted + rows_refused)
);

-- Why a row was refused, or accepted with a remark. `found` is the shape of the value (9 a digit, A a letter), never the value.
create table twin.finding (
  snapshot int not null references twin.snapshot on delete cascade,
  severity text not null check (severity in ('refused', 'finding')),
  code text not null,
  file smallint not null,
  sheet smallint not null,
  row int not null,
  column_name text not null,
  found text not null constraint found_is_a_shape check (found !~ '[0-8][0-9]{8}'),
  expected text not null
);
create index finding_row on twin.finding (snapshot, file, sheet, row);

-- Which person each accepted row belongs to, and how sure that is. A partition a snapshot: filled without indexes, which
-- are built when it is attached (a third of the time), and dropped at once. 0004 tells how.
create table twin.lineage (
  snapshot int not null,
  file smallint not null,
  sheet smallint not null,
  row int not null,
  -- Null while the row waits for review.
  person_id uuid,
  link_kind text not null,
  weight_bits real,
  probability real,
  primary key (snapshot, file, sheet, row)
) partition by list (snapshot);
create index lineage_person on twin.lineage (snapshot, person_id);

-- A row and the person it may be.
create table twin.review_pair (
  snapshot int not null references twin.snapshot on delete cascade,
  pair int not null,
  file smallint not null,
  sheet smallint not null,
  row int not null,
  person_id uuid not null,
  weight_bits real,
  probability real,
  doubt text not null,
  primary key (snapshot, pair)
);

-- What leaves for a browser, as bytes.
create table twin.artefact (
  snapshot int not null references twin.snapshot on delete cascade,
  name text not null,
  content_type text not null,
  sha256 text not null,
  bytes bytea not null,
  primary key (snapshot, name)
);
-- Binary columns do not shrink; do not try at each write.
alter table twin.artefact alter column bytes set storage external;
