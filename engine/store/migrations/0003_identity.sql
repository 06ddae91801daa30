-- Names and numbers of identity, apart from all else. NIK and No. KK are encrypted; the index columns are keyed (HMAC),
-- so that a number can be looked up by whoever holds the key and by nobody else.
grant usage on schema twin to kembaran_identity;
set local role kembaran_identity;

-- A partition a snapshot, as twin.lineage.
create table identity.person (
  snapshot int not null,
  person_id uuid not null,
  nik_encrypted bytea,
  nik_index bytea,
  kk_encrypted bytea,
  kk_index bytea,
  full_name text,
  mother_name text,
  father_name text,
  birth_place text,
  address text,
  primary key (snapshot, person_id)
) partition by list (snapshot);
-- Not unique: two residents with one NIK are a finding to show.
create index person_nik on identity.person (nik_index);

-- Which keys the rows above were written with.
create table identity.key_fingerprint (
  is_the_only_one boolean primary key default true check (is_the_only_one),
  fingerprint text not null
);

reset role;
