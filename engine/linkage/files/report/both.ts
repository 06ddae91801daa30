/** Words in both languages of the report, and HTML that holds both and shows one. */
import type { Bilingual } from '../../../kernel/bilingual.ts';

export type Both = Bilingual;

/** HTML, safe to be put into a page as it stands. */
export interface Html {
  readonly html: string;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** As words of the page: a number stays on one line with its percent sign. */
const worded = (text: string): string => escaped(text).replace(/(\d) %/g, '$1\u00a0%');

type Part = string | number | Both | Html | readonly Part[];

const isHtml = (part: object): part is Html => 'html' in part;

function rendered(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if (Array.isArray(part)) return part.map(rendered).join('');
  if (isHtml(part)) return part.html;
  const { id, en } = part as Both;
  if (id === en) return worded(id);
  return `<span lang="id">${worded(id)}</span><span lang="en">${worded(en)}</span>`;
}

/** Text in a template is escaped; Both becomes a span a language. */
export const html = (parts: TemplateStringsArray, ...values: readonly Part[]): Html => ({
  html: String.raw({ raw: parts }, ...values.map(rendered)),
});

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const;

function formatted(value: number, options: Intl.NumberFormatOptions): Both {
  const inLanguage = (locale: string): string => new Intl.NumberFormat(locale, options).format(value);
  return { id: inLanguage(LOCALES.id), en: inLanguage(LOCALES.en) };
}

export const wholeNumber = (value: number): Both => formatted(value, { maximumFractionDigits: 0 });
export const percent = (share: number, decimals = 2): Both => {
  const { id, en } = formatted(share * 100, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return { id: `${id} %`, en: `${en}%` };
};
/** +3,2 or −1,5 bits. */
export const bits = (value: number, decimals = 1): Both =>
  formatted(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'exceptZero' });
/** Shares from 1 down to one in a thousand million: three digits, and of what is nearly certain so many that it does not read as certain. */
export function share(value: number): Both {
  const nines = Math.min(12, Math.floor(-Math.log10(1 - value)));
  return formatted(value, { maximumSignificantDigits: value < 1 && nines > 1 ? nines + 2 : 3 });
}
