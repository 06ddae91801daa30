/** How each page is used, step by step: in the dialog of help, and on the page itself where there is room for it. */
import type { MessageKey } from '../../i18n/index.ts';

export interface PageHelp {
  readonly title: MessageKey;
  /** What the page is, where that needs saying. */
  readonly lead?: MessageKey;
  readonly steps: readonly MessageKey[];
  /** Keys that move a map are told where there is one. */
  readonly hasMap: boolean;
}

const MAP: PageHelp = {
  title: 'nav.map',
  lead: 'help.lead',
  steps: ['help.step.indicator', 'help.step.level', 'help.step.area', 'help.step.source', 'help.step.share'],
  hasMap: true,
};

export const PAGE_HELP = {
  '/': MAP,
  '/bansos': {
    title: 'bansos.title',
    lead: 'bansos.lead',
    steps: ['bansos.help.choose', 'bansos.help.read', 'bansos.help.move', 'bansos.help.about', 'bansos.help.share'],
    hasMap: false,
  },
  '/skenario': {
    title: 'scenario.title',
    lead: 'scenario.lead',
    steps: [
      'scenario.help.choose',
      'scenario.help.run',
      'scenario.help.read',
      'scenario.help.band',
      'scenario.help.share',
    ],
    hasMap: true,
  },
  '/skenario/layanan-digital': {
    title: 'digital.title',
    lead: 'digital.lead',
    steps: ['digital.help.choose', 'digital.help.read', 'digital.help.left', 'digital.help.share'],
    hasMap: true,
  },
  '/mutu-data': {
    title: 'quality.title',
    lead: 'quality.lead',
    steps: ['quality.help.total', 'quality.help.register', 'quality.help.reasons', 'quality.help.overlap'],
    hasMap: false,
  },
  '/tentang': {
    title: 'about.title',
    lead: 'about.lead',
    steps: ['about.help.read', 'about.help.pages', 'about.help.back'],
    hasMap: false,
  },
} as const satisfies Readonly<Record<string, PageHelp>>;

/** An address that is no page is helped to the map, where everything begins. */
export const helpOf = (path: string): PageHelp => (PAGE_HELP as Readonly<Record<string, PageHelp>>)[path] ?? MAP;
