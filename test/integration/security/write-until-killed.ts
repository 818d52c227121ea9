// A process that writes workspaces, secrets and history until somebody kills it. Each line of its output is a write that was
// acknowledged: `kind id revision`.
import { writeSync } from 'node:fs';
import { blankWorkspace } from '../../../shared/model/blank-workspace.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { historyEntry } from '../../unit/electron/core/history/history-entry.ts';
import { openStores } from './open-stores.ts';

const [folder = '', first = '0'] = process.argv.slice(2);
const { workspaces, secrets, history } = await openStores(folder);

/** At once, so that writes wait for each other and are joined. */
const IDS = ['a', 'b', 'c'];

async function acknowledge(line: string, write: Promise<{ readonly ok: boolean }>): Promise<void> {
  const { ok } = await write;
  // At once: what is buffered would die with the process.
  if (ok) writeSync(1, `${line}\n`);
}

writeSync(1, 'ready\n');
for (let revision = Number(first); ; revision += 1) {
  await Promise.all(
    IDS.flatMap((id) => {
      const workspace = saveWorkspace(blankWorkspace({ id, clientKey: 'c', name: `${revision}` }));
      const number = revision * IDS.length + IDS.indexOf(id);
      return [
        acknowledge(`workspace ${id} ${revision}`, workspaces.put(workspace)),
        acknowledge(`secret ${id} ${revision}`, secrets.set(id, `${revision}`, [])),
        acknowledge(`history exchange-${number} ${revision}`, history.add(historyEntry(number))),
      ];
    }),
  );
}
