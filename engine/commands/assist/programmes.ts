import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { inForceOn, periodsPerYear } from '../../assistance/programmes/dated-values.ts';
import { findEdition } from '../../assistance/programmes/rule-set.ts';
import type { Programme } from '../../assistance/programmes/shape.ts';
import { isoDate } from '../../kernel/time.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { dayOption, known } from './city.ts';

function run(context: CommandContext): Promise<CommandResult> {
  const day = dayOption(context) ?? Math.floor(Date.now() / 86_400_000);
  const { programmes, sources } = loadProgrammes(context.config.modelsFolder);
  const told = programmes.map((programme) => tell(programme, day));
  return Promise.resolve({
    lines: [
      `Programmes on ${isoDate(day)}:`,
      ...told.flatMap((each) => [
        '',
        `${each.id.padEnd(22)} ${each.name.id}; given to a ${each.unit}; ${each.isInForce ? 'in force' : 'not in force'}: rules from ${each.validFrom}${each.validTo === null ? '' : ` to ${each.validTo}`}`,
        ...each.values.map(
          ({ name, value, unit, perPayment }) =>
            `    ${name.id.padEnd(44)} ${value ?? 'unknown'} ${unit}${perPayment === null ? '' : `; ${perPayment} a payment`}`,
        ),
        ...(each.payment === null
          ? []
          : [`    ${'Penyaluran'.padEnd(44)} ${each.payment.name.id} (${each.payment.reference.join(', ')})`]),
        ...each.contested.map(({ id }) => `    ! ${id}`),
      ]),
    ],
    json: { on: isoDate(day), programmes: told, sources: Object.fromEntries(sources) },
  });
}

/** The rules of that day; of a programme that has none then, the newest ones, said to be not in force. */
function tell(programme: Programme, day: number) {
  const inForce = findEdition(programme, day);
  const { id, name, unit, limits, amounts, payment, reference, contested, validFrom, validTo } =
    inForce ?? programme.editions.at(-1)!;
  const entries = [...Object.entries(limits), ...Object.entries(amounts)];
  /** What one payment comes to; null of a limit, and where no source tells the amount or how it is paid. */
  const perPayment = (key: string, value: number): number | null => {
    const amount = amounts[key];
    if (amount === undefined || payment === undefined) return null;
    return known((value * periodsPerYear(amount)) / payment.perYear);
  };
  return {
    id,
    name,
    unit,
    isInForce: inForce !== undefined,
    validFrom: isoDate(validFrom),
    validTo: validTo === Infinity ? null : isoDate(validTo),
    reference,
    values: entries.flatMap(([key, entry]) => {
      const now = inForceOn(entry.values, day);
      if (now === undefined) return [];
      const { value, reference: read } = now;
      return [
        {
          key,
          name: entry.name,
          value: known(value),
          unit: entry.unit,
          perPayment: perPayment(key, value),
          reference: read,
        },
      ];
    }),
    payment: payment ?? null,
    contested: [...contested, ...entries.flatMap(([, entry]) => entry.contested ?? [])],
  };
}

export const assistProgrammesCommand: Command = {
  name: 'assist programmes',
  summary: {
    id: 'Menampilkan program bantuan dengan batas dan besaran pada satu hari, serta hal yang masih dipersoalkan',
    en: 'Lists the programmes of aid with the limits and amounts of a day, and what is contested about them',
  },
  operands: [],
  options: [
    {
      name: 'on',
      value: 'DATE',
      help: {
        id: 'Harinya, misalnya 2025-12-31 (bawaan: hari ini)',
        en: 'The day, such as 2025-12-31 (default: today)',
      },
    },
  ],
  run,
};
