import { twinStatus, type TwinStatus } from '../status.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

type Snapshot = TwinStatus['snapshots'][number];

const damage = ({ damaged }: Snapshot): string =>
  damaged.length === 0 ? '' : `  damaged: ${damaged.join(', ')}; the next build makes it again`;

async function run({ config }: CommandContext): Promise<CommandResult> {
  const status = await twinStatus(config);
  const { store, registers, boundaries, snapshots, served } = status;
  return {
    lines: [
      `Store       ${store}`,
      `Registers   ${registers.files} files in ${registers.folder}${registers.isSample ? ' (sample city)' : ''}`,
      `Boundaries  ${boundaries}`,
      `Served      ${served ?? 'nothing yet: npm run twin -- build'}`,
      ...snapshots.map(
        (snapshot) =>
          `  ${snapshot.id}  ${snapshot.state}  as of ${snapshot.referenceDate}  ${snapshot.residents ?? '–'} residents${damage(snapshot)}`,
      ),
      ...(status.orphans > 0
        ? [`${status.orphans} left-overs of an unfinished build; the next build removes them.`]
        : []),
    ],
    json: status,
  };
}

export const statusCommand: Command = {
  name: 'status',
  summary: {
    id: 'Menerangkan yang ada: register, batas wilayah, snapshot, dan yang sedang dipakai',
    en: 'Tells what is there: registers, boundaries, snapshots, what is served',
  },
  operands: [],
  options: [],
  run,
};
