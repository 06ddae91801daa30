/** Writings that mean the same made equal: headings, labels of code lists, names of kelurahan. */

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();

/** `No. KK`, `NO_KK`, `no kk` are NOKK; the running number of a BDT heading, `Alamat (12)`, goes. */
export const foldHeading = (text: string): string => plain(text.replace(/\(\d+\)\s*$/, '')).replace(/[^A-Z0-9]/g, '');

/**
 * `TAMAT SD / SEDERAJAT`, `Tamat SD/Sederajat` are TAMATSD/SEDERAJAT. A slash stays, since without it DIPLOMA I / II would
 * be DIPLOMA III, so do < > =; a plus or minus at the end stays for blood types.
 */
export const foldLabel = (text: string): string => {
  const upper = plain(text).trim();
  const sign = /[+-]$/.exec(upper)?.[0] ?? '';
  return upper.replace(/[^A-Z0-9/<>=]/g, '') + sign;
};

/** `ORO-ORO OMBO`, `Kel. Oro oro Ombo` are OROOROOMBO. */
export const foldPlace = (text: string): string =>
  plain(text)
    .replace(/^\s*(KELURAHAN|DESA|KEL|DS)\b\.?/, '')
    .replace(/[^A-Z0-9]/g, '');
