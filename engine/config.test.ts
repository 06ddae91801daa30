import { expect, test } from 'vitest';
import { loadConfig, SETTINGS } from './config.ts';

test('with nothing set the twin lives in ./data and serves on loopback', () => {
  const config = loadConfig({});
  expect(config.dataFolder.endsWith('/data')).toBe(true);
  expect(config.keysFile.endsWith('/data/keys.json')).toBe(true);
  expect([config.host, config.port, config.databaseUrl]).toEqual(['127.0.0.1', 3577, undefined]);
  expect([config.sampleResidents, config.sampleSeed]).toEqual([201_733, 3577]);
});

test('an empty setting counts as not set', () => {
  expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toEqual(loadConfig({}));
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['KEMBARAN_SAMPLE_RESIDENTS', '3'],
  ['KEMBARAN_SAMPLE_RESIDENTS', '1000001'],
  ['KEMBARAN_SAMPLE_SEED', '-1'],
  ['KEMBARAN_KEEP_SNAPSHOTS', '0'],
])('%s = %s is refused with its range', (name, value) => {
  expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`${name}.*Expected: a whole number from`));
});

test('an address that other machines reach is refused while there is no sign-in', () => {
  expect(() => loadConfig({ HOST: '0.0.0.0' })).toThrow(/no sign-in/);
  expect(loadConfig({ HOST: '::1' }).host).toBe('::1');
});

test('every setting that is read is listed for --help, with its default and a reason', () => {
  const asked = new Set<string>();
  const spy = new Proxy({}, { get: (_, name) => void asked.add(String(name)) });
  loadConfig(spy);
  expect([...asked].sort()).toEqual(SETTINGS.map((setting) => setting.name).sort());
});
