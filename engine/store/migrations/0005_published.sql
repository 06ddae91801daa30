-- All that the web may see: complete snapshots and their artefacts.
create view published.snapshot as
  select number, content_id, reference_on, is_sample, created_at, completed_at, seed, code_version,
         parameters_sha256, inputs, manifest, counts
  from twin.snapshot
  where state = 'complete';

create view published.artefact as
  select artefact.snapshot, artefact.name, artefact.content_type, artefact.sha256, artefact.bytes
  from twin.artefact
  join published.snapshot on snapshot.number = artefact.snapshot;

create view published.schema_version as
  select max(version) as version from twin.migration;

grant select on published.snapshot, published.artefact, published.schema_version to kembaran_web;
