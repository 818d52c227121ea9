import { expect, type Locator, type Page } from '@playwright/test';
import type { ClientAuthMethod } from '../../../shared/model/client.ts';

/** What a person enters to say whom to ask, and as who. What is left out stays as it is. */
export interface ServerAndClient {
  readonly tokenEndpoint?: string;
  readonly clientId?: string;
  readonly secret?: string;
}

/** The Flow page, by its roles and labels: four cards from top to bottom. */
export class FlowScreen {
  readonly #page: () => Page;

  constructor(page: () => Page) {
    this.#page = page;
  }

  get serverCard(): Locator {
    return this.#region('Server and client');
  }

  get requestCard(): Locator {
    return this.#region('Request');
  }

  get tokenCard(): Locator {
    return this.#region('Token');
  }

  get apiCard(): Locator {
    return this.#region('Call API');
  }

  get tokenEndpoint(): Locator {
    return this.#page().getByLabel('Token endpoint');
  }

  get issuer(): Locator {
    return this.#page().getByLabel('Issuer or any address of the server');
  }

  /** What the server says of itself, over the page. */
  get metadata(): Locator {
    return this.#page().getByRole('dialog', { name: 'Server metadata' });
  }

  get clientId(): Locator {
    return this.#page().getByLabel('Client ID');
  }

  get secret(): Locator {
    return this.#page().getByLabel('Client secret');
  }

  get authentication(): Locator {
    return this.serverCard.getByRole('combobox', { name: 'Client authentication' });
  }

  get verification(): Locator {
    return this.#page().getByRole('switch', { name: 'Verify TLS certificates' });
  }

  get scopeInput(): Locator {
    return this.#page().getByLabel('Add scope');
  }

  get apiUrl(): Locator {
    return this.#page().getByLabel('API URL');
  }

  get apiMethod(): Locator {
    return this.apiCard.getByRole('combobox', { name: 'Method' });
  }

  get apiRequestBody(): Locator {
    return this.apiCard.getByRole('textbox', { name: 'Body', exact: true });
  }

  get timeLimit(): Locator {
    return this.serverCard.getByLabel('Time limit');
  }

  get preview(): Locator {
    return this.#region('Preview of the token request');
  }

  /** The preview's text as it is selected and copied, without its buttons. */
  get previewText(): Locator {
    return this.preview.getByRole('tabpanel');
  }

  get apiPreview(): Locator {
    return this.#region('Preview of the API call');
  }

  /** Warnings under the preview, before anything is sent. */
  get warnings(): Locator {
    return this.preview.getByRole('list', { name: 'Before you send' });
  }

  /** The token card's explanations, what matters most first. */
  get diagnosis(): Locator {
    return this.tokenCard.getByRole('list', { name: 'Diagnosis' });
  }

  /** Below the token: what is no fault. */
  get worthKnowing(): Locator {
    return this.tokenCard.getByRole('list', { name: 'Worth knowing' });
  }

  get apiDiagnosis(): Locator {
    return this.apiCard.getByRole('list', { name: 'Diagnosis' });
  }

  get accessToken(): Locator {
    return this.#region('Access token');
  }

  get grantedScopes(): Locator {
    return this.#region('Granted scopes');
  }

  get tokenResponse(): Locator {
    return this.#region('Token response');
  }

  get tokenBody(): Locator {
    return this.tokenResponse.getByRole('textbox', { name: 'Response body' });
  }

  get apiBody(): Locator {
    return this.apiResponse.getByRole('textbox', { name: 'Response body' });
  }

  get apiResponse(): Locator {
    return this.#region('API response');
  }

  get attachedToken(): Locator {
    return this.#region('Attached token');
  }

  get importDialog(): Locator {
    return this.#page().getByRole('dialog', { name: 'Paste curl or import' });
  }

  /** A chip of card 2, whether it is asked for or only on offer. */
  scope(name: string): Locator {
    return this.#page().getByRole('group', { name: 'Scopes' }).getByRole('button', { name, exact: true });
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
    await this.serverCard.getByRole('combobox', { name: 'Client', exact: true }).click();
    await this.#page().getByRole('option', { name: clientId, exact: true }).click();
  }

  /** What the token is to be bound to; its key or certificate is made by a click on `make`. */
  async constrainBy(constraint: 'DPoP' | 'mTLS', make: 'Generate key' | 'Make a certificate'): Promise<void> {
    await this.openFold('Sender constraint');
    const constraints = this.#region('Sender constraint');
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
  async openFold(
    name:
      | 'Assertion'
      | 'Sender constraint'
      | 'Endpoints'
      | 'Connection'
      | 'More parameters'
      | 'Headers and body by hand'
      | 'Proof',
  ): Promise<void> {
    const toggle = this.#region(name).getByRole('button', { name: new RegExp(`^${name}`) });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  /** Adds a row under Other parameters or Headers of card 2 and fills it. */
  async addField(item: 'parameter' | 'header', name: string, value: string): Promise<void> {
    await this.openFold(item === 'parameter' ? 'More parameters' : 'Headers and body by hand');
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

  async showTokenTab(tab: 'Overview' | 'Claims' | 'Signature' | 'Introspection'): Promise<void> {
    await this.accessToken.getByRole('tab', { name: tab }).click();
  }

  async getToken(): Promise<void> {
    await this.requestCard.getByRole('button', { name: 'Get token', exact: true }).click();
  }

  /** Gets a token and tells which. */
  async newToken(): Promise<string> {
    const value = this.accessToken.locator('code');
    const before = (await value.count()) > 0 ? await value.innerText() : '';
    await this.getToken();
    await expect(value).not.toHaveText(before);
    return value.innerText();
  }

  async callApi(): Promise<void> {
    await this.apiCard.getByRole('button', { name: 'Call API', exact: true }).click();
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
    await this.#page().getByRole('button', { name: 'Paste curl or import' }).click();
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

  #region(name: string): Locator {
    return this.#page().getByRole('region', { name, exact: true });
  }
}
