/** Small parts that all sections of the page are made of. */
import type { Estimate } from '../../core/estimate.ts';
import { html, percent, type Both, type Html } from './both.ts';

export const both = (id: string, en: string): Both => ({ id, en });

export const interval = ({ low, high }: Estimate): Both => {
  const [from, to] = [percent(low), percent(high)];
  return both(`${from.id} sampai ${to.id}`, `${from.en} to ${to.en}`);
};

export const table = (headings: readonly (readonly [text: Both, kind: string])[], rows: readonly Html[]): Html =>
  html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${headings.map(([text, kind]) => html`<th scope="col" class="${kind}">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

export const key = (kind: string, text: Both): Html => html`<span class="key k-${kind}"></span>${text} &nbsp; `;
