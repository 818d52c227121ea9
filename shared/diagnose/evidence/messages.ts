import { isJsonObject } from '../../json/json-object.ts';
import { parseJson } from '../../json/parse-json.ts';

/** What a server wrote about a failure: error codes, and sentences, whatever it calls them and however deep they stand. */
export interface Messages {
  /** Without white space, as written, in order of appearance. */
  readonly codes: readonly string[];
  readonly sentences: readonly string[];
}

/** Names of members that hold a sentence, without case, `_` and `-`. */
const SENTENCE_NAMES = new Set(
  `errordescription errormessage errmsg errormsg errorsummary errordetail errordetails errorreason errorcauses errorinfo
  message messages msg detail details title reason reasons reasonphrase hint hints description moreinformation faultstring
  cause causes info statustext statusmessage diagnostic diagnostics summary developermessage usermessage externalmessage
  internalmessage localizedmessage explanation text messagetext errortext failurereason debugmessage resultmessage
  responsemessage faultmessage exceptionmessage err errors warning advice violation problem invalidparams
  fehler fehlermeldung meldung nachricht beschreibung grund mensaje mensagem mensagemerro descripcion descricao descrizione
  erro errore erreur messaggio libelle motivo detalle detalhe`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Names of members that hold a code. */
const CODE_NAMES = new Set(
  `error errorcode code type errortype status statuscode errcode errno faultcode reasoncode errorname name subcode
  errorsubcode suberror exceptionname resultcode category errorid key issue label symbol errorkey messagekey messagecode`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Members in which every string is a message: `{"errors": {"grant_type": ["is required"]}}`. */
const CONTAINERS = new Set(['errors', 'modelstate', 'violations', 'invalidparams', 'fielderrors', 'causes']);

/** Never a message, and often long. */
const LEFT_OUT = new Set(['trace', 'stacktrace', 'stack', 'exception', 'path', 'timestamp', 'instance']);

/** A larger document is data, not a refusal. */
const MOST_NODES = 400;
const MOST_DEPTH = 6;
const MOST_CHARACTERS = 2_000;
/** Longer values under an unknown name are data, not messages. */
const MOST_LOOSE = 300;

/** Reads the messages of parsed JSON. Looks at a bounded part of it only. */
export function messagesOfJson(json: unknown): Messages {
  const codes: string[] = [];
  const sentences: string[] = [];
  let nodes = 0;
  const loose: string[] = [];
  const add = (name: string, text: string, inContainer: boolean) => {
    const value = text.trim();
    if (value === '' || value.length > MOST_CHARACTERS * 2) return;
    const plain = name.toLowerCase().replace(/[_\-\s]/g, '');
    if (/^\{[\s\S]{0,4000}\}$/.test(value)) addInner(value);
    else if (CODE_NAMES.has(plain) && !/\s/.test(value) && value.length <= 120) codes.push(value);
    // Whatever a vendor calls it: `CLIENT_SECRET_MISMATCH` is a code.
    else if (/^[A-Z]+(_[A-Z0-9]+)+$/.test(value) && value.length <= 80) codes.push(value);
    else if (SENTENCE_NAMES.has(plain) || CODE_NAMES.has(plain)) sentences.push(value);
    else if (inContainer) sentences.push(/\s/.test(value) ? `${name}: ${value}` : value);
    // Whatever a vendor calls it: a text of several words is meant for a person.
    else if (/\S\s+\S+\s+\S/.test(value) && value.length <= MOST_LOOSE) loose.push(value);
  };
  const visit = (name: string, value: unknown, depth: number, inContainer: boolean) => {
    nodes += 1;
    if (nodes > MOST_NODES || depth > MOST_DEPTH) return;
    const plain = name.toLowerCase().replace(/[_\-\s]/g, '');
    if (LEFT_OUT.has(plain)) return;
    if (typeof value === 'string') add(name, value, inContainer);
    else if (typeof value === 'number' && CODE_NAMES.has(plain)) codes.push(String(value));
    else if (Array.isArray(value)) {
      for (const item of value.slice(0, 20))
        visit(name, item, depth + 1, inContainer || CONTAINERS.has(plain));
    } else if (isJsonObject(value)) {
      const field = fieldOf(value);
      if (field !== null) sentences.push(field);
      for (const key of Object.keys(value).slice(0, 60))
        visit(key, value[key], depth + 1, inContainer || CONTAINERS.has(plain));
    }
  };
  // A gateway that passes on another server’s answer puts its JSON into a string.
  const addInner = (text: string) => {
    const inner = parseJson(text);
    if (isJsonObject(inner)) visit('', inner, MOST_DEPTH - 2, false);
    else sentences.push(text);
  };
  visit('', json, 0, false);
  // A whole body that is one string is a sentence or a code of its own.
  if (typeof json === 'string' && !/^\s*\{/.test(json))
    (/\s/.test(json.trim()) ? sentences : codes).push(json.trim().slice(0, MOST_CHARACTERS));
  return { codes: unique(codes), sentences: unique([...sentences, ...loose]) };
}

/** `{"loc": ["body", "username"], "msg": "Field required"}` and its like as one sentence. */
function fieldOf(members: Readonly<Record<string, unknown>>): string | null {
  const { loc, field, param, parameter, property, propertyName } = members;
  const place = Array.isArray(loc)
    ? loc.at(-1)
    : [field, param, parameter, property, propertyName].find(Boolean);
  const said = [
    members.msg,
    members.message,
    members.reason,
    members.description,
    members.issue,
    members.code,
  ].find((value) => typeof value === 'string');
  return typeof place === 'string' && typeof said === 'string' && !said.includes(place)
    ? `${place}: ${said}`
    : null;
}

/** Reads the messages of XML: the text of each element by its name, else all text. */
export function messagesOfXml(text: string): Messages {
  const codes: string[] = [];
  const sentences: string[] = [];
  for (const [, name = '', value = ''] of text.matchAll(
    /<([A-Za-z_][\w.:-]{0,60})[^<>]{0,300}>([^<>]{1,2000})</g,
  )) {
    const plain = name.toLowerCase().replace(/^.*:/, '').replace(/[_-]/g, '');
    const content = decodeEntities(value).trim();
    if (content === '') continue;
    if (CODE_NAMES.has(plain) && !/\s/.test(content)) codes.push(content);
    else if (SENTENCE_NAMES.has(plain) || CODE_NAMES.has(plain) || plain === 'string')
      sentences.push(content);
  }
  return { codes: unique(codes.slice(0, 10)), sentences: unique(sentences.slice(0, 10)) };
}

export function decodeEntities(text: string): string {
  return text
    .replace(/&(?:apos|#39|#x27);/g, "'")
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&nbsp;/g, ' ')
    .replace(/&#(\d{1,6});/g, (entity, digits: string) => characterOf(Number(digits)) ?? entity)
    .replace(
      /&#x([0-9a-f]{1,5});/gi,
      (entity, digits: string) => characterOf(Number.parseInt(digits, 16)) ?? entity,
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function characterOf(codePoint: number): string | null {
  return codePoint >= 0x20 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : null;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

/** Servers quote what RFC 6749 §5.2 says of status and challenge; of this request that says nothing. */
export function withoutDefinition(text: string): string {
  return text.replace(
    /(the )?authori[sz]ation server (may return|must respond)[^.]{0,300}|if the client attempted to authenticate[^.]{0,300}/gi,
    ' ',
  );
}
