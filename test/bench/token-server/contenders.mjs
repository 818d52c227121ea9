// Starts the servers to compare, each in a process of its own on the same Node.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Starts `node script …`; resolves when it has printed its token endpoint. */
export async function startContender({ name, node, env, script, args, clientId = 'server' }) {
  const child = spawn(node, [script, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const endpoint = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /token\s+(https:\S+)/.exec(output);
      if (found) resolve(new URL(found[1]));
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with exit code ${code}`)));
  });
  return {
    name,
    port: Number(endpoint.port),
    request: tokenRequest(endpoint, clientId),
    /** The same server, asked by another of its clients. */
    withClient(other) {
      return { ...this, request: tokenRequest(endpoint, other) };
    },
    /** Seconds of CPU so far; NaN where the system does not tell. */
    cpuSeconds: () => readCpuSeconds(child.pid),
    /** Proportional set size now, in MiB; NaN where the system does not tell. */
    memoryMiB: () => readMemoryMiB(child.pid),
    stop: () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}

const scriptOf = (name) => fileURLToPath(new URL(`${name}.mjs`, import.meta.url));

export const scripts = {
  bare: scriptOf('bare-handler'),
  'oidc-provider': scriptOf('oidc-provider'),
  'oauth2-mock-server': scriptOf('oauth2-mock-server'),
};

/** Who else issues such tokens. */
export const OTHER_SERVERS = { opaque: ['oidc-provider'], RS256: ['oauth2-mock-server'] };

function tokenRequest({ host, pathname }, clientId) {
  const body = `grant_type=client_credentials&client_id=${clientId}&client_secret=Secr3t!&scope=read`;
  return Buffer.from(
    [
      `POST ${pathname} HTTP/1.1`,
      `Host: ${host}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
}

function readCpuSeconds(pid) {
  try {
    // Fields 14 and 15: user and system time in ticks of 10 ms; the name before them may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** PSS and not RSS, which counts what processes share again for each of them. */
function readMemoryMiB(pid) {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
