import { describe, expect, test } from 'vitest';
import { dayOf, NO_DATE } from '../kernel/time.ts';
import { declarationOf, readFiles, valuesOf } from './test-files.ts';
import { BUDI, countsAddUp, findingsOf, HEAD, SIAK, SITI } from './test-siak.ts';

describe('a SIAK export becomes columns', () => {
  test('each field in the form that records.ts promises', async () => {
    const { registers, files, findings } = await readFiles({ 'siak.csv': SIAK });
    const [records] = registers;
    expect(records).toMatchObject({ registerId: 'dukcapil', role: 'population', programme: undefined, count: 2 });
    expect(findings).toEqual([]);
    expect(valuesOf(records!, 'nik')).toEqual(['3577014107900001', '3577010203880002']);
    expect(valuesOf(records!, 'fullName')).toEqual(['SITI AMINAH', 'BUDI SANTOSO']);
    expect(valuesOf(records!, 'bornOn')).toEqual([dayOf(1990, 7, 1), dayOf(1988, 3, 2)]);
    expect(valuesOf(records!, 'sex')).toEqual([2, 1]);
    expect(valuesOf(records!, 'shdk')).toEqual([3, 1]);
    expect(valuesOf(records!, 'occupation')).toEqual([84, 65]);
    expect(valuesOf(records!, 'kelurahan')).toEqual(['35.77.01.1001', '35.77.01.1001']);
    expect([valuesOf(records!, 'rt')[0], valuesOf(records!, 'rw')[0]]).toEqual(['12', '3']);
    expect([...records!.sourceRow]).toEqual([2, 3]);
    expect(files[0]).toMatchObject({ name: 'siak.csv', registerId: 'dukcapil', rowsReceived: 2, rowsWithFindings: 0 });
    expect(files[0]!.dialect).toEqual({
      id: 'Ekspor SIAK (CSV, ";", UTF-8, tanggal hari/bulan/tahun, koma desimal)',
      en: 'SIAK export (CSV, ";", UTF-8, dates day/month/year, decimal comma)',
    });
  });

  test.each([
    ['comma, UTF-8 with mark', `\ufeff${SIAK.replaceAll(';', ',')}`, 'CSV, ",", UTF-8'],
    ['tab', SIAK.replaceAll(';', '\t'), 'CSV, tab, UTF-8'],
    ['bar', SIAK.replaceAll(';', '|'), 'CSV, "|", UTF-8'],
    ['sep= of Excel', `sep=;\r\n${SIAK}`, 'CSV, ";", UTF-8'],
    ['Unix line ends', SIAK.replaceAll('\r\n', '\n'), 'CSV, ";", UTF-8'],
    ['all quoted', SIAK.replace(/[^;\r\n]+/g, '"$&"'), 'CSV, ";", UTF-8'],
    [
      'a title and a blank line above',
      `DATA PENDUDUK KOTA MADIUN\r\nper 31 Desember 2025\r\n\r\n${SIAK}`,
      'CSV, ";", UTF-8',
    ],
  ])('written with %s', async (_, text, dialect) => {
    const { registers, files, findings } = await readFiles({ 'siak.csv': text });
    expect(valuesOf(registers[0]!, 'fullName')).toEqual(['SITI AMINAH', 'BUDI SANTOSO']);
    expect(files[0]!.dialect.en).toContain(`(${dialect},`);
    expect(findings).toEqual([]);
  });

  test.each([
    ['windows-1252', (text: string) => Buffer.from(text, 'latin1'), 'Windows-1252'],
    ['utf-16le', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16LE'],
    ['utf-16be', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'UTF-16BE'],
    ['utf-16le without mark', (text: string) => Buffer.from(text, 'utf16le'), 'UTF-16LE'],
  ])('encoded in %s', async (_, encode, dialect) => {
    const { registers, files } = await readFiles({ 'siak.csv': encode(SIAK.replace('SITI AMINAH', 'RENÉE ÉLISE')) });
    expect(valuesOf(registers[0]!, 'fullName')[0]).toBe('RENÉE ÉLISE');
    expect(files[0]!.dialect.en).toContain(dialect);
  });

  test('two-line headings, merged over their group, as BIP prints them', async () => {
    const text = [
      'No;Nama Lengkap;NIK;Tempat dan Tanggal Lahir;;JK;SHDK;Agama;Nama Orang Tua Kandung;',
      ';;;Tempat Lahir;Tgl/Bln/Th;;;;Ibu;Ayah',
      '(1);(2);(3);(4);(5);(6);(7);(8);(9);(10)',
      '1;SITI AMINAH;3577014107900001;MADIUN;01-07-1990;P;ISTRI;ISLAM;SRI;PARDI',
    ].join('\n');
    const { registers, findings, files } = await readFiles({ 'bip.csv': text });
    expect(valuesOf(registers[0]!, 'motherName')).toEqual(['SRI']);
    expect(valuesOf(registers[0]!, 'fatherName')).toEqual(['PARDI']);
    expect(valuesOf(registers[0]!, 'bornOn')).toEqual([dayOf(1990, 7, 1)]);
    expect(files[0]!.rowsReceived).toBe(1);
    expect(findings).toEqual([]);
  });

  test('codes in place of labels, as OpenSID writes them', async () => {
    const text =
      'no_kk,nik,nama,kk_level,tanggallahir,status_dasar,sex\n3577010101900001,3577014107900001,SITI,3,1990-07-01,1,2\n';
    const { registers } = await readFiles({ 'opensid.csv': text });
    expect([valuesOf(registers[0]!, 'shdk'), valuesOf(registers[0]!, 'sex')]).toEqual([[3], [2]]);
  });
});

describe('every row received is accepted, accepted with findings, or refused', () => {
  const ROW = (changes: Readonly<Record<string, string>>): string => {
    const cells = SITI.split(';');
    for (const [heading, value] of Object.entries(changes)) cells[HEAD.split(';').indexOf(heading)] = value;
    return cells.join(';');
  };
  const cases: [name: string, row: string, findings: string[]][] = [
    ['15 digits', ROW({ NIK: '357701410790000' }), ['finding nik-fifteen-digits NIK 999999999999999']],
    ['scientific', ROW({ NIK: '3,57701E+15' }), ['finding nik-scientific NIK 9,99999A+99']],
    ['a stand-in', ROW({ NIK: '0000000000000000' }), ['finding nik-placeholder NIK 9999999999999999']],
    ['letters', ROW({ NIK: '35770141O7900001' }), ['finding nik-not-digits NIK 99999999A9999999']],
    ['no NIK', ROW({ NIK: '-' }), ['finding nik-blank NIK -']],
    ['no KK', ROW({ 'Nomor KK': '' }), ['finding kk-blank Nomor KK']],
    ['31 February', ROW({ 'Tanggal Lahir': '31/02/1990' }), ['finding date-impossible Tanggal Lahir 99/99/9999']],
    [
      'born long after the reference day',
      ROW({ 'Tanggal Lahir': '01/07/2090' }),
      ['finding date-in-future Tanggal Lahir 99/99/9999'],
    ],
    ['born under Daendels', ROW({ 'Tanggal Lahir': '01/07/1810' }), ['finding date-too-old Tanggal Lahir 99/99/9999']],
    [
      'another birth date than in the NIK',
      ROW({ 'Tanggal Lahir': '02/07/1990' }),
      ['finding nik-birth-disagrees NIK 9999999999999999'],
    ],
    [
      'another sex than in the NIK',
      ROW({ Kelamin: 'LAKI-LAKI' }),
      ['finding nik-birth-disagrees NIK 9999999999999999'],
    ],
    ['a sex that there is not', ROW({ Kelamin: 'X' }), ['finding code-unknown Kelamin A']],
    ['a name with digits', ROW({ 'Nama Penduduk': 'S1TI' }), ['finding name-has-digits Nama Penduduk A9AA']],
    ['an RT in words', ROW({ RT: 'dua belas' }), ['finding rt-unreadable RT AAA AAAAA']],
    ['another city', ROW({ 'Desa/Kel': 'KEPATIHAN' }), ['finding kelurahan-unknown Desa/Kel AAAAAAAAA']],
    ['neither number nor name', ROW({ NIK: '', 'Nama Penduduk': ' ' }), ['refused row-unusable  9999999999999999']],
    ['blank cells at the end left out', SITI.split(';').slice(0, 9).join(';'), ['finding cells-left-out  9 cells']],
    ['cut off before a needed column', SITI.split(';').slice(0, 2).join(';'), ['refused row-too-short  2 cells']],
    ['too many cells', `${SITI};x`, ['refused row-too-long  16 cells']],
    ['headings again', HEAD, ['refused heading-repeated  AAAAA AA']],
    ['a total', 'JUMLAH;;2;;;;;;;;;;;;', ['refused total-row  AAAAAA']],
  ];
  test.each(cases)('%s', async (_, row, findings) => {
    const reading = await readFiles({
      'siak.csv': [HEAD, BUDI, row, ''].join('\n'),
      'registers.yaml': declarationOf('{ file: siak.csv, register: dukcapil }'),
    });
    expect(findingsOf(reading)).toEqual(findings.map((finding) => finding.trim()));
    expect(reading.findings.every((finding) => finding.row === 3 && finding.expected !== '')).toBe(true);
    countsAddUp(reading);
    const isRefused = findings[0]!.startsWith('refused');
    expect(reading.files[0]).toMatchObject({
      rowsReceived: 2,
      rowsRefused: isRefused ? 1 : 0,
      rowsWithFindings: isRefused ? 0 : 1,
    });
  });

  test.each([
    ['an apostrophe', "'3577014107900001"],
    ['spaces', ' 3577 0141 0790 0001 '],
    ['dots', '357701.410790.0001'],
  ])('a NIK with %s is sound', async (_, nik) => {
    const reading = await readFiles({ 'siak.csv': [HEAD, ROW({ NIK: nik }), ''].join('\n') });
    expect(valuesOf(reading.registers[0]!, 'nik')).toEqual(['3577014107900001']);
    expect(reading.findings).toEqual([]);
  });

  test('what cannot be read counts as blank', async () => {
    const reading = await readFiles({
      'siak.csv': [HEAD, ROW({ 'Tanggal Lahir': '31/02/1990', Kelamin: '?' }), ''].join('\n'),
    });
    expect(valuesOf(reading.registers[0]!, 'bornOn')).toEqual([NO_DATE]);
    expect(valuesOf(reading.registers[0]!, 'sex')).toEqual([0]);
  });

  test('who was born in the year after the reference day keeps the date, and it is said', async () => {
    const reading = await readFiles({
      'siak.csv': [HEAD, ROW({ 'Tanggal Lahir': '02/01/2026', NIK: '3577014201260001' }), ''].join('\n'),
      'registers.yaml': declarationOf('{ file: siak.csv, register: dukcapil }'),
    });
    expect(valuesOf(reading.registers[0]!, 'bornOn')).toEqual([dayOf(2026, 1, 2)]);
    expect(findingsOf(reading)).toEqual(['finding date-in-future Tanggal Lahir 99/99/9999']);
  });

  test('a total that stands in the column of names is a total', async () => {
    const total = HEAD.split(';').map((heading) =>
      heading === 'Nama Penduduk' ? 'JUMLAH' : heading === 'Nomor KK' ? '2' : '',
    );
    const reading = await readFiles({ 'siak.csv': [HEAD, SITI, total.join(';'), ''].join('\n') });
    expect(findingsOf(reading)).toEqual(['refused total-row  9']);
  });

  test('cells left out are blank, and those before them are as they stand', async () => {
    const reading = await readFiles({ 'siak.csv': [HEAD, BUDI, SITI.split(';').slice(0, 9).join(';'), ''].join('\n') });
    const [records] = reading.registers;
    expect(valuesOf(records!, 'maritalStatus')).toEqual([2, 2]);
    expect(valuesOf(records!, 'address')).toEqual(['JL. SERAYU 1', '']);
    expect(valuesOf(records!, 'occupation')).toEqual([65, 0]);
  });

  test('blank rows are nobody', async () => {
    const reading = await readFiles({ 'siak.csv': [HEAD, '', ';'.repeat(14), SITI, ' ; '.repeat(7), ''].join('\n') });
    expect(reading.files[0]!.rowsReceived).toBe(1);
    expect([...reading.registers[0]!.sourceRow]).toEqual([4]);
  });

  test('no finding holds a number of identity or a name', async () => {
    const rows = cases.map(([, row]) => row);
    const reading = await readFiles({ 'siak.csv': [HEAD, ...rows, ''].join('\n') });
    const text = JSON.stringify(reading.findings);
    expect(text).not.toMatch(/\d{6}(?<!9{6})|SITI|AMINAH|BUDI|SERAYU/);
  });
});

test('a place and date in one cell, RT and RW in one cell, RT and RW in an address', async () => {
  const { registers, findings } = await readFiles({
    'sembako.csv': [
      'Status Kepesertaan BPNT;NIK Pengurus;Nama Pengurus;Tempat, Tanggal Lahir;Alamat;RT/RW;Kelurahan',
      'AKTIF;3577014107900001;SITI;MADIUN, 1 Juli 1990;JL. SERAYU;03/05;Madiun Lor',
    ].join('\n'),
    'disnaker.csv': [
      'NIK;Nama Lengkap;Jabatan yang Diinginkan;Tanggal Daftar;Alamat',
      '3577014107900001;Siti;GURU;2025-01-02;Jl. Serayu RT 03 RW 05',
    ].join('\n'),
  });
  const [sembako, disnaker] = registers;
  expect([valuesOf(sembako!, 'birthPlace'), valuesOf(sembako!, 'bornOn')]).toEqual([['MADIUN'], [dayOf(1990, 7, 1)]]);
  expect([valuesOf(sembako!, 'rt'), valuesOf(sembako!, 'rw')]).toEqual([['3'], ['5']]);
  expect(valuesOf(sembako!, 'kelurahan')).toEqual(['35.77.02.1006']);
  expect(valuesOf(disnaker!, 'address')).toEqual(['Jl. Serayu RT 03 RW 05']);
  expect([valuesOf(disnaker!, 'rt'), valuesOf(disnaker!, 'rw')]).toEqual([['3'], ['5']]);
  expect(findings).toEqual([]);
});

test('the columns that a template repeats must agree', async () => {
  const { registers, findings } = await readFiles({
    'dtsen.csv': [
      'no kartu keluarga;401;402 Nama;403 NIK;405;409;401;402 Nama;403 NIK',
      '3577010101900001;1;SITI;3577014107900001;2;2;1;SITI;3577014107900001',
      '3577010101900001;2;BUDI;3577010203880002;1;2;2;BUDI;',
      '3577010101900001;3;JOKO;3577010203880003;1;3;3;JAKA;3577010203880003',
      '3577010101900001;4;TONO;3577010203880004;;2;4;TONO;3577010203880004',
    ].join('\n'),
  });
  expect(valuesOf(registers[0]!, 'shdk')).toEqual([3, 2, 4, 0]);
  expect(findings.map(({ code, row, column }) => [code, row, column])).toEqual([
    ['repeat-disagrees', 4, '402 Nama'],
    ['blank', 5, '405'],
    ['code-needs-sex', 5, '409'],
  ]);
});
