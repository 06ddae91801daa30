import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../kernel/progress.ts';
import { dayOf, NO_DATE } from '../kernel/time.ts';
import { readRegisters, registerFiles } from './read.ts';
import { IDENTITY_FIELDS, type RegisterReading } from './records.ts';
import { declarationOf, folderOf, MODELS, readFiles, REGISTERS, valuesOf } from './test-files.ts';

const HEAD =
  'Nomor KK;NIK;Nama Penduduk;Status;Tempat Lahir;Tanggal Lahir;Kelamin;Ibu;Status Kawin;SHDK;Desa/Kel;Alamat;RW;RT;Pekerjaan';
const SITI =
  '3577010101900001;3577014107900001;SITI AMINAH;HIDUP;MADIUN;01/07/1990;PEREMPUAN;SRI;KAWIN;ISTRI;ORO-ORO OMBO;JL. SERAYU 1;003;012;PEDAGANG';
const BUDI =
  '3577010101900001;3577010203880002;BUDI SANTOSO;HIDUP;MADIUN;02/03/1988;LAKI-LAKI;TUN;KAWIN;KEPALA KELUARGA;ORO-ORO OMBO;JL. SERAYU 1;003;012;GURU';
const SIAK = [HEAD, SITI, BUDI, ''].join('\r\n');

/** Another file of the register, in which a column is blank that the first one fills. */
const LATER = [HEAD, 'x;3577014107900003;ANI;;;;P;;;;;;;;', ''].join('\r\n');

/** Findings as `severity code column found`, without places. */
const findingsOf = (reading: RegisterReading): string[] =>
  reading.findings.map(({ severity, code, column, found }) => [severity, code, column, found].join(' ').trim());

const countsAddUp = (reading: RegisterReading): void => {
  for (const file of reading.files) expect(file.rowsReceived).toBe(file.rowsAccepted + file.rowsRefused);
  const accepted = reading.files.reduce((sum, { rowsAccepted }) => sum + rowsAccepted, 0);
  expect(reading.registers.reduce((sum, { count }) => sum + count, 0)).toBe(accepted);
};

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

describe('what has two meanings stops and asks', () => {
  const BLTD = (date: string, amount: string): string =>
    `No.;No. Peserta;NIK;Nama;Tanggal Lahir;Triwulan;Nominal\n1;7;3577014107900001;Siti;${date};4;${amount}\n`;

  test('03/04/1999 in a list that nobody declared', async () => {
    const reading = readFiles({ 'bltd.csv': BLTD('03/04/1999', '600000') });
    await expect(reading).rejects.toMatchObject({
      kind: 'input',
      text: { code: 'date-order-unknown', where: { row: 2 } },
    });
    await expect(reading).rejects.toThrow(/99\/99\/9999.*registers\.yaml.*dates: dmy/);
  });

  test('600.000 in a list that nobody declared', async () => {
    const reading = readFiles({ 'bltd.csv': BLTD('25/04/1999', '600.000') });
    await expect(reading).rejects.toMatchObject({ text: { code: 'decimal-unknown', where: { column: 'Nominal' } } });
  });

  test.each([
    ['dmy', dayOf(1999, 4, 3)],
    ['mdy', dayOf(1999, 3, 4)],
  ])('declared as %s they are read', async (dates, day) => {
    const reading = await readFiles({
      'bltd.csv': BLTD('03/04/1999', '600.000'),
      'registers.yaml': declarationOf(`{ file: bltd.csv, register: bltd, dates: ${dates}, decimal: ',' }`),
    });
    expect(valuesOf(reading.registers[0]!, 'bornOn')).toEqual([day]);
    expect(valuesOf(reading.registers[0]!, 'amountRupiah')).toEqual([600000]);
  });
});

describe('dates that contradict the order in which they are read', () => {
  /** A SIAK export of 40 birth dates, of which the first `contrary` are written with the month first. */
  const siak = (contrary: number, sound = 40 - contrary): string =>
    [HEAD]
      .concat(Array.from({ length: contrary }, (_, i) => SITI.replace('01/07/1990', `07/${13 + (i % 15)}/1990`)))
      .concat(Array.from({ length: sound }, (_, i) => SITI.replace('01/07/1990', `${13 + (i % 15)}/07/1990`)))
      .join('\n');
  const declared = (dates: string): string => declarationOf(`{ file: siak.csv, register: dukcapil, dates: ${dates} }`);

  test('a SIAK export with the month first is not read day first', async () => {
    const error = await readFiles({ 'siak.csv': siak(40) }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: 'input',
      text: { code: 'date-order-contradicted', where: { file: 'siak.csv', row: 2, column: 'Tanggal Lahir' } },
    });
    expect(String(error)).toMatch(
      /40 of 40 dates.*day first.*registers\.yaml what the file writes: - \{ file: siak\.csv, register: dukcapil, dates: mdy \}/,
    );
  });

  test('declared so it is read', async () => {
    const { registers } = await readFiles({ 'siak.csv': siak(40), 'registers.yaml': declared('mdy') });
    expect(valuesOf(registers[0]!, 'bornOn').slice(0, 2)).toEqual([dayOf(1990, 7, 13), dayOf(1990, 7, 14)]);
  });

  test('declared wrongly it is not', async () => {
    const reading = readFiles({ 'siak.csv': siak(0), 'registers.yaml': declared('mdy') });
    await expect(reading).rejects.toThrow(/40 of 40 dates.*as registers\.yaml declares.*dates: dmy/);
  });

  test('beside the place of birth too', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `7;3577014107900001;Siti;MADIUN, 07/${13 + i}/1990;4;600000`);
    const text = ['No. Peserta;NIK;Nama;TTL;Triwulan;Nominal', ...rows].join('\n');
    const declaration = declarationOf('{ file: a.csv, register: bltd, dates: dmy }');
    await expect(readFiles({ 'a.csv': text, 'registers.yaml': declaration })).rejects.toMatchObject({
      text: { code: 'date-order-contradicted', where: { column: 'TTL' } },
    });
  });

  test.each([
    ['nine are slips', 9, 31],
    ['one in twenty is slips', 10, 190],
  ])('%s, each with its finding', async (_, contrary, sound) => {
    const { findings } = await readFiles({ 'siak.csv': siak(contrary, sound) });
    expect(findings.filter(({ code }) => code === 'date-impossible')).toHaveLength(contrary);
  });

  test('a few more than that are not', async () => {
    await expect(readFiles({ 'siak.csv': siak(10, 180) })).rejects.toMatchObject({
      text: { code: 'date-order-contradicted' },
    });
  });

  test('31 February is a date in no order', async () => {
    const { findings } = await readFiles({ 'siak.csv': siak(40).replace(/07\/\d\d\/1990/g, '31/02/1990') });
    expect(findings.filter(({ code }) => code === 'date-impossible')).toHaveLength(40);
  });
});

describe('a folder', () => {
  test('the same file twice is named and changes nothing', async () => {
    const once = await readFiles({ 'a.csv': SIAK });
    const twice = await readFiles({ 'a.csv': SIAK, 'b.csv': SIAK });
    expect(twice.skipped).toEqual([{ name: 'b.csv', sameAs: 'a.csv' }]);
    expect({ ...twice, skipped: [] }).toEqual(once);
  });

  test.each([
    ['one line end more', `${SIAK}\r\n`],
    ['another delimiter and another encoding', `\ufeff${SIAK.replaceAll(';', '\t')}`],
    ['its rows in another order', [HEAD, BUDI, SITI].join('\n')],
    ['a column of blanks more', SIAK.replace(HEAD, `${HEAD};Disabilitas`).replaceAll(/(PEDAGANG|GURU)/g, '$1;')],
    ['a line of totals more', `${SIAK}JUMLAH;;2;;;;;;;;;;;;\r\n`],
  ])('the same rows saved once more with %s change nothing', async (_, again) => {
    const notes: string[] = [];
    const once = await readFiles({ 'a.csv': SIAK, 'c.csv': LATER });
    const progress = { ...SILENT, note: (text: string) => void notes.push(text) };
    const twice = await readFiles({ 'a.csv': SIAK, 'b.csv': again, 'c.csv': LATER }, { progress });
    expect(twice.skipped).toEqual([{ name: 'b.csv', sameAs: 'a.csv' }]);
    expect({ ...twice, skipped: [] }).toEqual(once);
    expect(notes.join('\n')).toMatch(/b\.csv: (baris-barisnya|isinya) sama dengan a\.csv, dilewati/);
  });

  test.each([
    ['a row more', `${SIAK}${LATER.split('\r\n')[1]!}\r\n`],
    ['one letter that differs', SIAK.replace('SITI', 'SITA')],
    ['a value that one of them lacks', SIAK.replace('PEDAGANG', '')],
    [
      'two values that changed places',
      SIAK.replace('SITI AMINAH', 'x').replace('BUDI SANTOSO', 'SITI AMINAH').replace('x', 'BUDI SANTOSO'),
    ],
    ['one row twice in place of two', [HEAD, SITI, SITI].join('\n')],
  ])('two files that differ by %s are both read', async (_, other) => {
    const { files, skipped } = await readFiles({ 'a.csv': SIAK, 'b.csv': other });
    expect([files.length, skipped]).toEqual([2, []]);
  });

  test('two files without an accepted row are both there, with what was refused', async () => {
    const { files } = await readFiles({ 'a.csv': `${HEAD}\nx;y\n`, 'b.csv': `${HEAD}\n` });
    expect(files.map(({ rowsRefused }) => rowsRefused)).toEqual([1, 0]);
  });

  test('two files of one register are its rows one after the other, each with its file', async () => {
    const { registers, files } = await readFiles({
      'a.csv': [HEAD, SITI, ''].join('\n'),
      'b.csv': [HEAD.replaceAll(';', ','), BUDI.replaceAll(';', ','), ''].join('\n'),
    });
    expect(registers).toHaveLength(1);
    expect([...registers[0]!.sourceFile]).toEqual([0, 1]);
    expect(valuesOf(registers[0]!, 'fullName')).toEqual(['SITI AMINAH', 'BUDI SANTOSO']);
    expect(files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
  });

  test('registers come in their order whatever the names of the files, and share a dictionary a field', async () => {
    const pbi = 'PSNOKA,NIK,NAMA_LGKP,TGL_LHR\n1,3577014107900001,SITI AMINAH,1990-07-01\n';
    const { registers } = await readFiles({ 'a.csv': pbi, 'z.csv': SIAK });
    expect(registers.map(({ registerId }) => registerId)).toEqual(['dukcapil', 'pbi-jk']);
    expect(registers[1]!.programme).toBe('pbi-jk');
    const [first, second] = registers.map(({ columns }) => columns.get('nik')!);
    if (first?.kind !== 'text' || second?.kind !== 'text') throw new Error('nik is text');
    expect(second.dictionary).toBe(first.dictionary);
    expect(second.codes[0]).toBe(first.codes[0]);
  });

  test('the same files give the same columns and findings', async () => {
    const files = { 'siak.csv': [HEAD, SITI, BUDI, SITI.replace('PEREMPUAN', 'X'), ''].join('\n') };
    expect(await readFiles(files)).toEqual(await readFiles(files));
  });

  test('a column that one file lacks is blank in its rows', async () => {
    const { registers } = await readFiles({
      'a.csv': 'Nomor KK;NIK;Nama Penduduk;SHDK;Kelamin\n1;3577014107900001;SITI;ISTRI;P\n',
      'b.csv': SIAK,
    });
    expect(valuesOf(registers[0]!, 'bornOn').map((day) => day === NO_DATE)).toEqual([true, false, false]);
    expect(valuesOf(registers[0]!, 'motherName')).toEqual(['', 'SRI', 'TUN']);
  });

  test.each(['readme.txt', 'README.TXT', 'Read me.txt', 'baca-saya.txt'])('%s is no register', async (name) => {
    const { files } = await readFiles({
      'siak.csv': SIAK,
      [name]: 'Data per 31 Desember 2025, dari Dispendukcapil.\n',
    });
    expect(files.map((file) => file.name)).toEqual(['siak.csv']);
    expect(registerFiles(folderOf({ [name]: 'x' }))).toEqual([]);
  });

  test('another text that is no register is named, and what to do with it', async () => {
    await expect(readFiles({ 'siak.csv': SIAK, 'catatan.txt': 'Data per 31 Desember 2025\n' })).rejects.toThrow(
      /In catatan\.txt\..*take it out of the folder/,
    );
  });

  test('the reader is told what was recognised, what was left and which columns have a heading that nobody knows', async () => {
    const notes: string[] = [];
    await readFiles(
      { 'siak.csv': SIAK.replace('Alamat', 'Zodiak'), 'foto.jpg': 'x', 'README.md': 'x' },
      { progress: { ...SILENT, note: (text) => notes.push(text) } },
    );
    expect(notes.join('\n')).toMatch(
      /foto\.jpg[\s\S]*siak\.csv: dukcapil \(Ekspor SIAK\), 2 baris[\s\S]*tidak diambil: L \(6 huruf\)/,
    );
  });

  test('the order in which files are declared does not matter', async () => {
    const files = { 'a.csv': 'PSNOKA,NIK,NAMA_LGKP\n1,3577014107900001,SITI\n', 'b.csv': SIAK };
    const entries = ['{ file: a.csv, register: pbi-jk }', '{ file: b.csv, register: dukcapil }'];
    const one = await readFiles({ ...files, 'registers.yaml': declarationOf(...entries) });
    const other = await readFiles({ ...files, 'registers.yaml': declarationOf(...entries.toReversed()) });
    expect(one).toEqual(other);
    expect(one.files.map(({ name }) => name)).toEqual(['b.csv', 'a.csv']);
  });

  test('a file that the declaration does not name is not read', async () => {
    const { files } = await readFiles({
      'a.csv': SIAK,
      'b.csv': 'nothing;of;ours\n1;2;3\n',
      'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil }'),
    });
    expect(files.map(({ name }) => name)).toEqual(['a.csv']);
  });
});

describe('a register is its description', () => {
  const DESCRIPTION = `
id: perahu
rank: 99
role: recipients
programme: perahu
name: { id: Penerima perahu, en: Boat recipients }
owner: { id: Dinas Perikanan, en: Fishery office }
row: { id: satu perahu, en: one boat }
unusable: [[nik, fullName]]
fields:
  nik: { kind: nik, required: true }
  fullName: { kind: name }
  handedOverOn: { kind: date, whenFaulty: refuse }
  lengthMetres: { kind: number, min: 1, max: 20 }
  hull: { kind: code, list: hull }
dialects:
  only:
    name: { id: Daftar perahu, en: List of boats }
    recognise: [Nomor Lambung, NIK Nelayan]
    writes: { dates: dmy, decimal: ',' }
    headings:
      nik: NIK Nelayan
      fullName: Nelayan
      handedOverOn: Diserahkan
      lengthMetres: Panjang (m)
      hull: Bahan
    passedOver: [Nomor Lambung]
`;
  const HULLS = "hull:\n  1: { id: 'KAYU', en: wood }\n  2: { id: 'SERAT KACA', en: glass fibre, accept: [FIBER] }\n";
  const BOATS = [
    'Nomor Lambung;NIK Nelayan;Nelayan;Diserahkan;Panjang (m);Bahan',
    'A1;3577014107900001;SITI;03/04/2024;7,5;Fiber',
    'A2;3577010203880002;BUDI;31/02/2024;7,5;Kayu',
    'A3;3577010203880003;JOKO;04/03/2024;75;Kayu',
  ].join('\n');

  const withBoats = (): string => {
    const folder = folderOf({});
    cpSync(join(MODELS, 'codes'), join(folder, 'codes'), { recursive: true });
    cpSync(join(MODELS, 'registers'), join(folder, 'registers'), { recursive: true });
    writeFileSync(join(folder, 'codes', 'boats.yaml'), HULLS);
    writeFileSync(join(folder, 'registers', 'perahu.yaml'), DESCRIPTION);
    return folder;
  };

  test('a new one needs a description and no code', async () => {
    const reading = await readFiles({ 'perahu.csv': BOATS }, { models: withBoats() });
    expect(reading.registers[0]).toMatchObject({
      registerId: 'perahu',
      role: 'recipients',
      programme: 'perahu',
      count: 2,
    });
    expect(valuesOf(reading.registers[0]!, 'handedOverOn')).toEqual([dayOf(2024, 4, 3), dayOf(2024, 3, 4)]);
    expect(valuesOf(reading.registers[0]!, 'lengthMetres')).toEqual([7.5, NaN]);
    expect(valuesOf(reading.registers[0]!, 'hull')).toEqual([2, 1]);
    expect(findingsOf(reading)).toEqual([
      'refused date-impossible Diserahkan 99/99/9999',
      'finding number-out-of-range Panjang (m) 99',
    ]);
    countsAddUp(reading);
  });

  test('without its description the same file is no register', async () => {
    await expect(readFiles({ 'perahu.csv': BOATS })).rejects.toMatchObject({ text: { code: 'register-unknown' } });
  });

  test.each([
    ['a list that there is not', 'list: hull', 'list: keel', /there is no code list keel/],
    ['a heading with two meanings', 'fullName: Nelayan', 'fullName: NIK Nelayan', /means both/],
    ['a field that there is not', 'nik: NIK Nelayan', 'nkk: NIK Nelayan', /there is no field nkk/],
    ['a heading that recognises it and is unknown', '[Nomor Lambung,', '[Nomor Kapal,', /no heading of it/],
    ['a programme for another role', 'role: recipients', 'role: pupils', /programme/],
    ['a rank that is taken', 'rank: 99', 'rank: 1', /rank 1/],
    ['a kind that there is not', 'kind: nik,', 'kind: nick,', /fields\.nik\.kind/],
    ['another id than its file', 'id: perahu', 'id: kapal', /file's name/],
  ])('a description with %s is refused', async (_, from, to, message) => {
    const models = withBoats();
    const path = join(models, 'registers', 'perahu.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    await expect(readFiles({ 'perahu.csv': BOATS }, { models })).rejects.toThrow(message);
  });

  test('the registers of the house: in order, with the kinds of identity that linkage expects', () => {
    expect(REGISTERS.map(({ id }) => id)).toEqual([
      'dukcapil',
      'dukcapil-deaths',
      'dukcapil-moves',
      'dtsen-families',
      'dtsen-members',
      'pkh',
      'sembako',
      'pbi-jk',
      'bltd',
      'disnaker',
      'dapodik',
      'ppatk',
      'sdm-kesos',
      'blt-dbhcht',
      'lansia-non-potensial',
      'pbi-d',
    ]);
    const expected: Readonly<Record<string, string>> = { bornOn: 'date', sex: 'code' };
    for (const { id, outputs } of REGISTERS) {
      for (const { name, kind } of outputs) {
        if ((IDENTITY_FIELDS as readonly string[]).includes(name))
          expect(kind, `${id} ${name}`).toBe(expected[name] ?? 'text');
      }
    }
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

test('progress tells how much of the files has gone by', async () => {
  const seen: number[] = [];
  let total = 0;
  const folder = folderOf({ 'siak.csv': SIAK + `${SITI}\r\n`.repeat(9000) });
  await readRegisters({
    folder,
    models: MODELS,
    progress: { ...SILENT, stage: (_, kilobytes) => void (total = kilobytes!), at: (done) => seen.push(done) },
  });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeGreaterThanOrEqual(total - 1);
  expect(seen.at(-1)).toBeLessThanOrEqual(total);
});
