/** The shells a command can be pasted into. Windows PowerShell calls another program `curl`, hence `curl.exe`. */
export type Shell = 'bash' | 'powershell';

export interface TutorialCurlInput {
  /** The demo API, for example `https://localhost:8443/hello_world`. */
  readonly api: string;
  readonly tokenEndpoint: string;
  readonly shell: Shell;
}

/** The demo client's documented secret: the server is made with it at first start, for everybody alike. */
const DEMO_CLIENT = { id: 'server', secret: 'Secr3t!', scope: 'read' };

/** The tutorial's first command: a token from the built-in server, to the letter but for the address. */
export function tokenCurl({ tokenEndpoint, shell }: TutorialCurlInput): string {
  const body = `grant_type=client_credentials&client_id=${DEMO_CLIENT.id}&client_secret=${DEMO_CLIENT.secret}&scope=${DEMO_CLIENT.scope}`;
  return lines(shell, [
    `${command(shell, tokenEndpoint)} -X POST ${tokenEndpoint}`,
    `-H 'content-type: application/x-www-form-urlencoded'`,
    `-d '${body}'`,
  ]);
}

/** The tutorial's second command. `TOKEN` stands for the access_token of the first one's answer. */
export function apiCurl({ api, shell }: TutorialCurlInput): string {
  return lines(shell, [
    `${command(shell, api)} -X GET ${api}`,
    `-H "Authorization: Bearer ${shell === 'bash' ? '$TOKEN' : '$env:TOKEN'}"`,
  ]);
}

/** `-k` only where there is a certificate to wave through. */
function command(shell: Shell, url: string): string {
  const program = shell === 'bash' ? 'curl' : 'curl.exe';
  return url.startsWith('https:') ? `${program} -k` : program;
}

function lines(shell: Shell, parts: readonly string[]): string {
  return parts.join(shell === 'bash' ? ' \\\n  ' : ' `\n  ');
}
