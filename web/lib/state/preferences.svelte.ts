/** How this reader wants the screen: language, theme, and whether single letters are shortcuts. */
import { createContext } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { Bilingual } from '#engine';
import { translate, type Language, type MessageKey, type MessageValues } from '../../i18n/index.ts';
import { formatterOf, unbroken } from '../format.ts';
import type { Ground } from '../map/palette.ts';
import type { Theme } from './theme.ts';

const YEAR_SECONDS = 31_536_000;
const SHORTCUTS_KEY = 'kembaran-shortcuts';

export class Preferences {
  language = $state<Language>('id');
  theme = $state<Theme>('system');
  /** Single letters as shortcuts can be switched off, as they hinder people who speak to their computer. */
  hasShortcuts = $state(true);
  /** Written into the address only where this reader or the link chose them. */
  #chosen = $state<{ lang?: Language; theme?: Theme }>({});
  readonly #deviceIsDark = new MediaQuery('(prefers-color-scheme: dark)', false);

  readonly format = $derived(formatterOf(this.language));
  readonly ground: Ground = $derived(
    this.theme === 'system' ? (this.#deviceIsDark.current ? 'dark' : 'light') : this.theme,
  );
  /** The part of an address that carries these choices: `lang=en`, or nothing. */
  readonly params: [string, string][] = $derived(Object.entries(this.#chosen));

  constructor(language: Language, theme: Theme, address: URL) {
    this.language = language;
    this.theme = theme;
    this.#chosen = {
      ...(address.searchParams.has('lang') && { lang: language }),
      ...(address.searchParams.has('theme') && { theme }),
    };
  }

  readonly t = (key: MessageKey, values?: MessageValues): string => translate(this.language, key, values);
  /** The text of this reader's language from data that carries both. */
  readonly pick = (text: Bilingual): string => unbroken(text[this.language]);

  speak(language: Language): void {
    this.language = language;
    this.#chosen = { ...this.#chosen, lang: language };
    document.documentElement.lang = language;
    remember('lang', language);
  }

  light(theme: Theme): void {
    this.theme = theme;
    this.#chosen = { ...this.#chosen, theme };
    document.documentElement.dataset['theme'] = theme;
    remember('theme', theme);
  }

  /** Reads what only the browser keeps. */
  recall(): void {
    this.hasShortcuts = localStorage.getItem(SHORTCUTS_KEY) !== 'off';
  }

  useShortcuts(wanted: boolean): void {
    this.hasShortcuts = wanted;
    localStorage.setItem(SHORTCUTS_KEY, wanted ? 'on' : 'off');
  }
}

function remember(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export const [usePreferences, providePreferences] = createContext<Preferences>();
