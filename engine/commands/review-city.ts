/** twin review city: what `twin build` left to people, and what they decide about it; binds every later build. */
import { findCityDoubts, type CityDoubt } from '../city-doubts.ts';
import { decisionsOf, inForce, pairName, standing } from '../linkage/review/binding.ts';
import {
  DECISION_KINDS,
  recordName,
  type DecisionKind,
  type DecisionLine,
  type NewDecision,
} from '../linkage/review/decision.ts';
import { appendDecision, readDecisions } from '../linkage/review/decisions-file.ts';
import { requireRegisters } from '../sample.ts';
import { BINDS, BORROWED, nameOf, placeOf, recordOf, writeCityDecision } from './city-decision.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { toldOption, WHO } from './review.ts';
import { sidesOfMerge } from './review-city-events.ts';
import { waterfallLines } from './waterfall.ts';

const [DEFAULT_TOP, MOST_TOP] = [20, 1_000_000];
function doubtLines({ left, right, doubt, probability, isLater }: CityDoubt): string[] {
  return [
    `${(probability * 100).toFixed(1).padStart(6)} %  ${doubt}${isLater ? ', put off' : ''}`,
    `          ${nameOf(left.record)}  (${placeOf(left)})`,
    `          ${nameOf(right.record)}  (${placeOf(right)})`,
  ];
}

async function list(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  requireRegisters(config.registersFolder);
  const { doubts, linkage } = await findCityDoubts(config, progress);
  const shown = doubts.slice(0, top);
  const told = linkage.report.decisions;
  return {
    lines: [
      `${doubts.length} doubtful pairs; the first ${shown.length}, those first that an answer tells most about:`,
      '',
      ...shown.flatMap(doubtLines),
      ...(told?.notes ?? []).flatMap(({ id, en }) => [id, en]),
      '',
      'npm run twin -- review city-show REGISTER:KEY REGISTER:KEY tells why;',
      'npm run twin -- review city-decide REGISTER:KEY REGISTER:KEY same|different|later --by NAME --reason TEXT',
    ],
    json: { pairs: doubts.length, doubts: shown, decisions: told },
  };
}

/** @throws TwinError usage: the two rows are no doubtful pair, in either order */
async function show(context: CommandContext): Promise<CommandResult> {
  const { config, progress, operands } = context;
  const wanted = operands.map((operand) => recordName(recordOf(operand)));
  requireRegisters(config.registersFolder);
  const { doubts, linkage } = await findCityDoubts(config, progress, true);
  const ends = ({ left, right }: CityDoubt): string => pairName(recordName(left.record), recordName(right.record));
  const doubt = doubts.find((each) => ends(each) === pairName(wanted[0]!, wanted[1]!));
  if (doubt?.explained === undefined) {
    throw usageError('These two rows are no doubtful pair.', 'npm run twin -- review city lists the doubtful pairs.');
  }
  const { comparedWith, isNikCounted, evidence } = doubt.explained;
  const thresholdBits = linkage.report.upperThresholdBits;
  const isOther = nameOf(comparedWith.record) !== nameOf(doubt.right.record);
  return {
    lines: [
      ...doubtLines(doubt),
      ...(isOther ? [`          Dibandingkan dengan / compared with ${placeOf(comparedWith)}`] : []),
      '',
      ...waterfallLines(evidence, thresholdBits),
      ...(isNikCounted ? [] : BORROWED),
    ],
    json: { ...doubt, thresholdBits },
  };
}

function decide(context: CommandContext): CommandResult {
  const [left, right, kind] = context.operands as [string, string, string];
  if (!DECISION_KINDS.includes(kind as DecisionKind)) {
    throw usageError(`"${kind.slice(0, 20)}" is no decision.`, `Say one of ${DECISION_KINDS.join(', ')}.`);
  }
  return writeCityDecision(context, { kind: kind as DecisionKind, left: [recordOf(left)], right: [recordOf(right)] });
}

async function undo(context: CommandContext): Promise<CommandResult> {
  const which = context.operands[0]!;
  const merge = /^event-(\d+)$/.exec(which)?.[1];
  if (merge !== undefined) {
    for (const name of ['by', 'reason']) toldOption(context, name);
    return writeCityDecision(context, { kind: 'different', ...(await sidesOfMerge(context.config, Number(merge))) });
  }
  const undoes = Number(which);
  if (!Number.isInteger(undoes) || undoes < 1) {
    throw usageError(
      'That is no number of a decision, nor event-N for a merge.',
      'npm run twin -- review city-history lists decisions, review city-events what merged.',
    );
  }
  const decision: NewDecision = {
    kind: 'undo',
    undoes,
    reason: toldOption(context, 'reason'),
    by: toldOption(context, 'by'),
  };
  const line = appendDecision(context.config.decisionsFile, decision, new Date(), context.progress);
  return { lines: [`Decision ${line.decision}: decision ${undoes} is undone.`, BINDS], json: line };
}

function history({ config }: CommandContext): CommandResult {
  const { lines } = readDecisions(config.decisionsFile);
  const force = inForce(lines);
  const { contradictions } = force;
  const settling = decisionsOf(force);
  const stand = new Set(standing(lines).map(({ decision }) => decision));
  const contradicting = new Set(contradictions.map(({ decision }) => decision));
  const stateOf = ({ kind, decision }: DecisionLine): string => {
    if (kind === 'undo') return 'undo';
    if (!stand.has(decision)) return 'undone';
    if (contradicting.has(decision)) return 'contradicts others, not applied';
    return settling.has(decision) ? 'standing' : 'another decision stands';
  };
  const rows = lines.map((line) => ({ ...line, state: stateOf(line) }));
  const about = (line: DecisionLine): string =>
    line.kind === 'undo'
      ? `undoes ${line.undoes}`
      : `${line.kind} ${[line.left, line.right].map((side) => side.map((each) => each.join(':')).join(' ')).join(' | ')}`;
  return {
    lines: [
      `${rows.length} decision${rows.length === 1 ? '' : 's'}:`,
      ...rows.map(
        (row) =>
          `${String(row.decision).padStart(4)}  ${row.at.slice(0, 16)}  ${row.by}: ${about(row)} (${row.state}). ${row.reason}`,
      ),
    ],
    json: { decisions: rows, contradictions },
  };
}

/** What fails, fails as a promise does. */
const soon =
  (run: (context: CommandContext) => CommandResult): Command['run'] =>
  (context) =>
    Promise.resolve().then(() => run(context));

export const reviewCityCommands: readonly Command[] = [
  {
    name: 'review city',
    summary: "Doubtful pairs of the city's registers, by keys and places of rows, without a value of them",
    operands: [],
    options: [{ name: 'top', value: 'N', help: `How many (default ${DEFAULT_TOP})` }],
    details: [
      'Decisions lie in the file of KEMBARAN_DECISIONS (default: decisions.jsonl of the data folder) and bind every later',
      'build. A row is named by its register and a key that is made with the keys of the site and tells nothing of it.',
    ],
    run: list,
  },
  {
    name: 'review city-show',
    summary: "The evidence for and against a doubtful pair of the city's registers, in words and bits, without a value",
    operands: ['REGISTER:KEY', 'REGISTER:KEY'],
    options: [],
    run: show,
  },
  {
    name: 'review city-decide',
    summary: "Settles whether two rows of the city's registers are one person: same, different or later",
    operands: ['REGISTER:KEY', 'REGISTER:KEY', 'same|different|later'],
    options: WHO,
    run: soon(decide),
  },
  {
    name: 'review city-undo',
    summary: "Takes back a decision about rows of the city's registers, or the merge that event-N tells of",
    operands: ['DECISION|event-N'],
    options: WHO,
    run: undo,
  },
  {
    name: 'review city-history',
    summary: "All decisions about rows of the city's registers: who, when, why, and whether they stand",
    operands: [],
    options: [],
    run: soon(history),
  },
];
