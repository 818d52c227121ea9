import { expect, type Locator, type Page } from '@playwright/test';
import type { ClientAuthMethod } from '../../../shared/model/client.ts';
import { opening } from './opening.ts';

/** What a person enters to say whom to ask, and as who. What is left out stays as it is. */
export interface ServerAndClient {
  readonly tokenEndpoint?: string;
  readonly clientId?: string;
  readonly secret?: string;
}

/** The Flow page, by its roles and labels: three steps, of which one is open, and the result beside them. */
export class FlowScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get serverCard(): Locator {
    return this.#inStep('Server and client', this.#region('Server and client'));
  }

  get requestCard(): Locator {
    return this.#inStep('Token request', this.#region('Token request'));
  }

  get apiCard(): Locator {
    return this.#inStep('API call', this.#region('API call'));
  }

  /** What came of the last request, or of the one that was chosen. */
  get result(): Locator {
    return this.#region('Result');
  }

  get verdict(): Locator {
    return this.result.getByRole('status', { name: 'Verdict' });
  }

  /** Says that the result belongs to an earlier request. */
  get previous(): Locator {
    return this.result.getByRole('status', { name: 'Previous request' });
  }

  get tokenEndpoint(): Locator {
    return this.#inStep('Server and client', this.#page().getByLabel('Token endpoint'));
  }

  get issuer(): Locator {
    return opening(this.#page().getByLabel('Issuer or server URL'), () => this.openFold('Endpoints'));
  }

  /** What the server says of itself, over the page. */
  get metadata(): Locator {
    return this.#page().getByRole('dialog', { name: 'Server metadata' });
  }

  get clientId(): Locator {
    return this.#inStep('Server and client', this.#page().getByLabel('Client ID'));
  }

  get secret(): Locator {
    return this.#inStep('Server and client', this.#page().getByRole('textbox', { name: 'Client secret' }));
  }

  get authentication(): Locator {
    return this.serverCard.getByRole('combobox', { name: 'Client authentication' });
  }

  get verification(): Locator {
    return this.serverCard.getByRole('switch', { name: 'Verify TLS certificates' });
  }

  get scopeInput(): Locator {
    return this.requestCard.getByLabel('Add scope');
  }

  get apiUrl(): Locator {
    return this.#inStep('API call', this.#page().getByLabel('API URL'));
  }

  get apiMethod(): Locator {
    return this.apiCard.getByRole('combobox', { name: 'Method' });
  }

  get apiRequestBody(): Locator {
    return opening(this.#region('API call').getByRole('textbox', { name: 'Body', exact: true }), () =>
      this.openFold('Headers and body'),
    );
  }

  get timeLimit(): Locator {
    return opening(this.#page().getByLabel('Timeout'), () => this.openFold('Connection'));
  }

  get preview(): Locator {
    return opening(this.#region('Preview of the token request'), async () => {
      if (!(await this.#region('Preview of the token request').isVisible())) {
        await this.#openStep('Token request');
      }
    });
  }

  /** The preview's text as it is selected and copied, without its buttons. */
  get previewText(): Locator {
    return this.preview.getByRole('tabpanel');
  }

  get apiPreview(): Locator {
    return this.#inStep('API call', this.#region('Preview of the API call'));
  }

  /** Warnings under the preview, before anything is sent. */
  get warnings(): Locator {
    return this.preview.getByRole('list', { name: 'Before you send' });
  }

  /** What the result says of what went wrong: the verdict, and the explanations below it. */
  get diagnosis(): Locator {
    return this.result;
  }

  /** The result, where it has a token. */
  get accessToken(): Locator {
    return opening(this.result.filter({ has: this.#region('Access token') }), () => this.#showTokenResult());
  }

  /** The token as it is. */
  get tokenValue(): Locator {
    return this.accessToken.getByRole('region', { name: 'Access token' }).getByRole('code').first();
  }

  get grantedScopes(): Locator {
    return this.accessToken.getByRole('region', { name: 'Granted scopes' });
  }

  get tokenResponse(): Locator {
    return opening(this.#region('Token response'), () => this.#showTokenResult());
  }

  get tokenBody(): Locator {
    return opening(this.#region('Token response').getByRole('textbox', { name: 'Response body' }), () =>
      this.showResultTab('Body'),
    );
  }

  get apiBody(): Locator {
    return this.apiResponse.getByRole('textbox', { name: 'Response body' });
  }

  get apiResponse(): Locator {
    return this.#region('API response');
  }

  get attachedToken(): Locator {
    return this.#inStep('API call', this.#region('Attached token'));
  }

  get importDialog(): Locator {
    return this.#page().getByRole('dialog', { name: 'Paste anything' });
  }

  /** The clients, API calls and tokens that the workspace keeps. */
  library(list: 'Clients' | 'API calls' | 'Tokens'): Locator {
    return this.#region(list);
  }

  /** An item of the library. */
  item(list: 'Clients' | 'API calls' | 'Tokens', name: string): Locator {
    return this.library(list)
      .getByRole('listitem')
      .filter({ has: this.#page().getByText(name, { exact: true }) })
      .getByRole('button')
      .first();
  }

  /** Chooses from an item's menu. */
  async chooseOf(list: 'Clients' | 'API calls' | 'Tokens', name: string, choice: string): Promise<void> {
    await this.item(list, name).click({ button: 'right' });
    await this.#page().getByRole('menuitem', { name: choice, exact: true }).click();
  }

  async showResultTab(
    tab: 'Token' | 'Body' | 'Headers' | 'Wire' | 'TLS' | 'Server log' | 'Timing',
  ): Promise<void> {
    await this.result.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  }

  /** A chip of step 2, whether it is requested or only on offer. */
  scope(name: string): Locator {
    return this.requestCard.getByRole('group', { name: 'Scope' }).getByRole('button', { name, exact: true });
  }

  /** Switches a chip on, if it is not. */
  async askFor(scope: string): Promise<void> {
    if ((await this.scope(scope).getAttribute('aria-pressed')) !== 'true') await this.scope(scope).click();
    await expect(this.scope(scope)).toHaveAttribute('aria-pressed', 'true');
  }

  async addScope(name: string): Promise<void> {
    await this.scopeInput.fill(name);
    await this.scopeInput.press('Enter');
  }

  async fill({ tokenEndpoint, clientId, secret }: ServerAndClient): Promise<void> {
    if (tokenEndpoint !== undefined) await this.tokenEndpoint.fill(tokenEndpoint);
    if (clientId !== undefined) await this.clientId.fill(clientId);
    if (secret !== undefined) await this.secret.fill(secret);
  }

  async authenticateBy(method: ClientAuthMethod): Promise<void> {
    await this.authentication.click();
    await this.#page()
      .getByRole('option', { name: new RegExp(`^${method}\\b`) })
      .click();
  }

  async encodeCredentials(encoding: 'Form-encoded (RFC)' | 'Raw'): Promise<void> {
    await this.serverCard.getByText(encoding, { exact: true }).click();
  }

  async switchClient(clientId: string): Promise<void> {
    await this.item('Clients', clientId).click();
  }

  /** What the token is to be bound to; its key or certificate is made by a click on `make`. */
  async constrainBy(
    constraint: 'DPoP' | 'mTLS',
    make: 'Generate key' | 'Generate a certificate',
  ): Promise<void> {
    await this.openFold('Token binding (DPoP / mTLS)');
    const constraints = this.#region('Token binding (DPoP / mTLS)');
    await constraints.getByText(constraint, { exact: true }).click();
    await constraints.getByRole('button', { name: make }).click();
  }

  /** Makes the proofs of a card wrong on purpose. */
  async breakProof(card: Locator, fault: string): Promise<void> {
    await card.getByRole('combobox', { name: 'Break the proof' }).click();
    await this.#page().getByRole('option', { name: fault, exact: true }).click();
  }

  async showPreview(tab: 'HTTP' | 'curl' | 'Body' | 'Assertion' | 'Proof'): Promise<void> {
    await this.preview.getByRole('tab', { name: tab }).click();
  }

  async discover(): Promise<void> {
    await this.serverCard.getByRole('button', { name: 'Discover' }).click();
  }

  async showMetadata(): Promise<void> {
    await this.serverCard.getByRole('button', { name: 'Show metadata' }).click();
  }

  /** Opens a part of the form that is folded to one line. */
  async openFold(name: keyof typeof STEP_OF): Promise<void> {
    await this.#openStep(STEP_OF[name]);
    const toggle = this.#region(name).getByRole('button').first();
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  /** Adds a row under Other parameters or Headers of step 2 and fills it. */
  async addField(item: 'parameter' | 'header', name: string, value: string): Promise<void> {
    await this.openFold(item === 'parameter' ? 'More parameters' : 'Headers and raw body');
    await this.requestCard.getByRole('button', { name: `Add ${item}` }).click();
    const title = item === 'parameter' ? 'Parameter' : 'Header';
    await this.requestCard
      .getByLabel(new RegExp(`^${title} \\d+ name$`))
      .last()
      .fill(name);
    await this.requestCard
      .getByLabel(new RegExp(`^${title} \\d+ value$`))
      .last()
      .fill(value);
  }

  /** Opens what was found out about the token. */
  async openTokenFold(name: 'Signature' | 'Introspection'): Promise<void> {
    const toggle = this.accessToken.getByRole('region', { name, exact: true }).getByRole('button').first();
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  async getToken(): Promise<void> {
    await this.#page().getByRole('button', { name: 'Get token', exact: true }).click();
  }

  /** Gets a token and tells which. */
  async newToken(): Promise<string> {
    const tokens = this.library('Tokens').getByRole('listitem');
    const before = await tokens.count();
    await this.getToken();
    await expect(tokens).toHaveCount(before + 1);
    return this.tokenValue.innerText();
  }

  async callApi(): Promise<void> {
    await this.#page().getByRole('button', { name: 'Call API', exact: true }).click();
  }

  async tokenThenCall(): Promise<void> {
    await this.#page().getByRole('button', { name: 'Token, then call' }).click();
  }

  /** Makes a workspace that knows nothing yet, and uses it. */
  async addWorkspace(name: string): Promise<void> {
    await this.chooseInWorkspaceMenu('New workspace');
    const field = this.#page().getByLabel('Workspace name');
    await field.fill(name);
    await field.press('Enter');
    await expect(this.#workspaceButton).toHaveText(name);
  }

  async switchWorkspace(name: string): Promise<void> {
    await this.chooseInWorkspaceMenu(name);
    await expect(this.#workspaceButton).toHaveText(name);
  }

  async chooseInWorkspaceMenu(item: string): Promise<void> {
    await this.#workspaceButton.click();
    await this.#page().getByRole('menuitem', { name: item, exact: true }).click();
  }

  async openImport(): Promise<void> {
    await this.#page()
      .getByRole('button', { name: /^Paste anything/ })
      .click();
  }

  /** Opens the dialog by its button and types the command into it. */
  async pasteCurl(command: string): Promise<void> {
    await this.openImport();
    await this.importDialog.getByLabel('Text to import').fill(command);
  }

  async fillFromCurl(command: string): Promise<void> {
    await this.pasteCurl(command);
    await this.importDialog.getByRole('button', { name: 'Fill the form' }).click();
    await expect(this.importDialog).toHaveCount(0);
  }

  get #workspaceButton(): Locator {
    return this.#page().getByRole('button', { name: /^Workspace: / });
  }

  /** After an API call: back to the token in use. */
  async #showTokenResult(): Promise<void> {
    if (await this.#region('API response').isVisible()) {
      await this.library('Tokens').locator('[aria-current]').click();
    }
  }

  async #openStep(title: StepTitle): Promise<void> {
    const toggle = this.#page().getByRole('button', { name: new RegExp(`^Step \\d: ${title}$`) });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  #inStep(title: StepTitle, locator: Locator): Locator {
    return opening(locator, () => this.#openStep(title));
  }

  #region(name: string): Locator {
    return this.#page().getByRole('region', { name, exact: true });
  }
}

type StepTitle = 'Server and client' | 'Token request' | 'API call';

/** In which step each fold is. */
const STEP_OF = {
  Assertion: 'Server and client',
  'Token binding (DPoP / mTLS)': 'Server and client',
  Endpoints: 'Server and client',
  Connection: 'Server and client',
  'More parameters': 'Token request',
  'Headers and raw body': 'Token request',
  'Headers and body': 'API call',
  Redirects: 'API call',
  Expectations: 'API call',
  Proof: 'API call',
} as const satisfies Readonly<Record<string, StepTitle>>;
