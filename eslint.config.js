import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'data/', 'node_modules/', 'test-results/'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      // At home on typed arrays inside a checked loop (house style).
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['web/tests/**/*.test.ts'],
    rules: {
      // A screen follows what is done on it, on a busy machine seconds later: it is waited for, never read once.
      'no-restricted-syntax': [
        'error',
        ...[
          `AwaitExpression > CallExpression[callee.property.name=/^(textContent|innerText|inputValue|getAttribute|count|is[A-Z]\\w+|all\\w+|bounding\\w+)$/]`,
          `CallExpression[callee.property.name='url']`,
        ].map((read) => ({
          selector: `CallExpression[callee.name='expect'] > ${read}`,
          message: 'Write expect.poll(() => …): the screen may not be there yet.',
        })),
        {
          selector: `CallExpression[callee.property.name=/^(waitForTimeout|waitForLoadState)$/]`,
          message: 'Wait for the thing itself, or for the page to settle (visit.ts).',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      // Links are plain in-app paths; the app is never served under a base path.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
);
