/**
 * What a message says, as pairs of a subject and what is the matter with it: “Client secret has expired” is
 * `secret: expired`. Servers word the same refusal in hundreds of ways; the pairs are the same. A sentence that names
 * alternatives says each of them, and none for certain.
 */
export interface Mention {
  readonly subject: Subject;
  readonly state: State;
  /** The sentence names other possibilities too, or only supposes it. */
  readonly hedged: boolean;
  /** Further subjects of the same clause: “grant type not allowed for this client”. */
  readonly beside: readonly Subject[];
}

/** From the most specific to the most general: in one clause the first that is there is what the clause is about. */
const SUBJECTS = {
  proof: /\bdpop\b|proof[ -]of[ -]possession|\bproof\b/,
  tlsCertificate:
    /(client|x\.?509|ssl|tls|mtls) cert(ificate)?s?|mutual[ -]tls|\bmtls\b|x5t#s256|cert(ificate)? (thumbprint|binding|bound)|certificate/,
  keySet:
    /jwks?(_uri|-uri| uri)?( endpoint| url| set)?\b|key ?set|openid[- ]?configuration|discovery (document|endpoint)|well-known|remote (public )?keys?|signing keys? (from|endpoint)/,
  introspection:
    /introspect(ion|ing|ed)?( endpoint| service)?|token validation (service|endpoint|server)|userinfo/,
  assertion: /client[_ ]assertions?(_type)?|\bassertions?\b/,
  signature: /\bsignatures?\b|\bsigned\b/,
  issuer: /\bissuers?\b|\biss\b/,
  key: /\bkid\b|(public|signing|verification|matching|decryption) keys?|\bkey id\b/,
  algorithm: /\balg\b|algorithms?/,
  apiKey: /subscription[ -]?keys?|api[ -_]?keys?|x-api-key|\bapikey\b/,
  redirect: /redirect[_ ]ur[il]/,
  grant:
    /grant[_ ]?types?\b|\bgrants?\b(?! access)|client[ _]credentials?[ -](grants?|flow)|service accounts?( roles| user)?|(oauth2?|this|requested|credentials) flow|\bflow\b|authorization (code|grant)|refresh[_ ]tokens?/,
  scope: /\bscopes?\b|permission scopes?/,
  audience:
    /\baudiences?\b|\baud\b|resource[_ ](indicator|server|principal|parameter|identifier)s?|target (service|resource)|api identifier|requested resource\b(?! (does|could|was|is) not (exist|found))|\bresources? (uri|url|named)/,
  authMethod:
    /(client )?auth(entication|enticate|n)?[ _-](methods?|schemes?|mechanisms?|types?)|token_endpoint_auth_method|client_secret_(basic|post|jwt)|private_key_jwt|(self_signed_)?tls_client_auth|(http )?basic auth(entication|orization)?|authentication method/,
  encoding:
    /base ?64|url[- ]?(en|de)cod(ed|ing|e)|percent[- ]encod(ed|ing)|form[- ]encod(ed|ing)|\bencod(ed|ing)\b|\bdecod(e|ed|ing)\b|utf-?8|character set/,
  secret:
    /\b(client|app(lication)?|api|consumer|shared)?[_ -]?secrets?( keys?| values?)?\b|passwords?|passphrase|client[_ ]password/,
  credentials:
    /(client |user |login |api |basic |service )?credentials?\b|user ?names?|authentication (information|details|data)|login (information|details)/,
  clientId:
    /(client|app(lication)?|consumer|oauth)[_ -]?(id|identifier)s?\b|consumer[_ -]?keys?|clientid|appid/,
  role: /\broles?\b|permissions?|privileges?|authorit(y|ies)\b(?! server)|entitlements?|access rights?|\brights?\b|\brbac\b|\bacls?\b|\biam\b|\bgroups?\b/,
  ip: /\bip\b( address)?(es)?|ip[- ]?(range|restriction|allow ?list|white ?list)|(network|geo)[ -]?(location|zone|range)|\bcountry\b|\bregion\b|\blocation\b/,
  policy:
    /\bpolic(y|ies)\b|conditional access|\bmfa\b|multi-?factor|\brisk\b|\bcompliance\b|\b(security )?rules?\b/,
  limit:
    /rate[- ]?limit(s|ed|ing)?|quotas?|too many (requests|calls|tokens|connections)|throttl(e|ed|ing)|request limit|limit (exceeded|reached)|(requests|calls) per (second|minute|hour|day)|concurren(t|cy)|spike arrest|over[ -]?limit|usage limit/,
  attempts:
    /(failed|invalid|unsuccessful|login|authentication|password) (login |sign-?in |authentication )?attempts?|brute[ -]force|too many (failed|invalid|wrong|unsuccessful)|lock(ed)?[ -]?out/,
  token:
    /(access|bearer|auth(entication|orization)?|security|oauth2?|id|api|session|jwt|identity)[ _-]?tokens?\b|\btokens?\b|\bjwts?\b|\bjws\b|\bbearer\b|oauth (header|credentials)/,
  session: /\bsessions?\b/,
  claim: /\bclaims?\b/,
  authHeader:
    /(http )?authori[sz]ation[ -](request )?headers?|auth[ -]?headers?|\bauthorization\b(?= (is |was |field |key )?(missing|required|not|absent|empty|value|header|malformed))|header['"]? ?authorization|www-authenticate/,
  contentType:
    /content[- ]?types?|media[- ]?types?|mime[- ]?types?|x-www-form-urlencoded|form[- ]?url ?encoded|unsupported media/,
  body: /(request |http |post |message |entity )?(body|payload|content|entity)\b|\bjson\b|form (data|parameters|fields|body)|\bxml\b|post data/,
  method:
    /(http |request )?(method|verb)s?\b|\bget (request|method|is)|\bpost (request|method|is)|must be (a )?post|use post\b|only post/,
  parameter:
    /(request |query |form |required |mandatory |input )?param(eter)?s?\b|\bfields?\b|argument|\b[a-z]+(_[a-z]+)+\b(?= (is|are|was|must|parameter|field|missing|required|cannot|should|not))|attribute|input values?/,
  https: /\bhttps\b|\bssl\b|\btls\b|secure (connection|channel|transport)|insecure/,
  tenant:
    /\btenants?\b|\brealms?\b|(organi[sz]ation|directory|domain|environment|workspace|instance|zone|sub-?domain)s?\b|authori[sz]ation server\b(?! (can|could|does|is|was|has|encountered|only|resource|denied|failed|may|must))|identity (provider|zone)|user pool/,
  account:
    /\b(user|account|developer|subscription|service user|principal|identity|member|service principal|run-?as)s?\b/,
  client:
    /\b(the |this |your |oauth2? |registered |calling |requesting )?(client|application|app|consumer|relying party|integration|partner|connected app|oauth app)s?\b(?![\w/])|client application/,
  authentication:
    /\bauthenticat(ion|e|ed|ing)\b|\bauth\b|\blog ?in\b|\bsign-?in\b|\bauthori[sz]ation\b(?! server)|\bauthori[sz]ed\b|unauthenticated/,
  access: /\baccess\b/,
  bareKey: /\bkeys?\b/,
  route:
    /\broutes?\b|\bpaths?\b|\burls?\b|\buris?\b|\bendpoints?\b|\bpage\b|\bresources?\b|\bhandler\b|no static|no mapping|\bapi (proxy|version|name)?\b|\bservice\b|\bfile\b|\bstage\b|\bbucket\b|\bhost(name)?\b|virtual host|cannot (get|post|put|delete|patch|head)\b|no route/,
  server:
    /internal|server|upstream|backend|database|\bdb\b|connection|timeout|timed out|\bservice\b|exception|null ?pointer|unexpected|\bsocket\b|\bgateway\b|unavailable|overload(ed)?|maintenance|something went wrong/,
  request: /\brequests?\b|\bcalls?\b|\boperation\b|\baction\b/,
} as const;

export type Subject = keyof typeof SUBJECTS;

const STATES = {
  missing:
    /\bmissing\b|\brequired?\b|\brequires\b|\bmandatory\b|\bnot (been )?(provided|present(ed)?|included|specified|supplied|sent|set|given|passed|submitted|received|found in (the )?(request|headers?|body)|attached|contain(ed)?|detected)\b|\b(is|was|be|been) (absent|empty|null|blank|omitted)\b|\babsent\b|\bempty\b|\bmust (be |also )?(provide|include|contain|specify|supply|have|send|set|pass|present)(d|n|ed)?\b|\bno\b.{0,50}\b(provided|found|present|included|specified|supplied|in (the )?(request|header)|was sent|given|sent|received|exists? in)|\bneeds? to be (set|provided|sent|specified)|\b(did|does|do) not (contain|include|specify|provide|have an?|carry)|\bwithout\b|\bno (bearer|access|auth(orization)?|client|api|jwt|security)?[ _-]?(token|credentials?|authentication|header|grant_type|scope|audience|body|key)\b|\bplease (provide|specify|include|send|supply)\b|\bcannot be (null|empty|blank)|\bmay not be (null|empty)|\bmust not be (null|empty|blank)|\bunspecified\b|\bnot found in\b|\bnull\b|\bundefined\b|not authenticated/,
  expired:
    /\bexpir(ed|es|y|ation)\b|\bexp\b|\btoo old\b|\blifetime validation\b|\bno longer valid\b|\bhas lapsed\b|\bstale\b|\boutdated\b/,
  notYet:
    /\bnot yet\b|\bnot valid (before|yet)\b|\bnbf\b|\bin the future\b|\bused before\b|\bbefore its\b|\bissued in the future\b|\bclock\b/,
  revoked:
    /\brevoked?\b|\brevocation\b|\binactive\b|\bnot active\b|\binvalidated\b|\bblack-?listed\b|\blogged out\b|\bno longer active\b|\bterminated\b|\bwithdrawn\b|\brotated\b/,
  disabled:
    /\bdisabled\b|\bsuspended\b|\bdeactivated\b|\bnot (been )?(enabled|activated|active)\b|\binactive\b|\barchived\b|\bdeleted\b|\bturned off\b|\bswitched off\b|\bfrozen\b|\bbanned\b|\b(client|account|app|application|user)('s)? (is |was |has been )?blocked\b|\bis blocked\b|\blocked\b|\bunpublished\b|\bpending approval\b|\bnot approved\b|\bnot enabled\b/,
  unknown:
    /\bunknown\b|\bnot (be |been )?(found|exist|(registered|configured)(?! (for|to) (?!(the |this )?(authorization )?server))|recogni[sz]ed|known|defined|identified|located|resolved)\b|\bthere (is|was) no\b|\bdoes ?n[o']t (exist|match any|map|resolve)\b|\bno \w+ (was |is |could be )?found\b|\bno such\b|\bunrecogni[sz]ed\b|\bunregistered\b|\bnot mapped\b|\bcannot (be )?(find|found|resolve|locate|identify)\b|\b(could|can) ?(not|n't) (be )?(find|found|resolved?|locate|identif(y|ied))\b|\bunable to (find|locate|identify|resolve|determine)\b|\bnon-?existent\b|\bno (matching|valid|registered|suitable|applicable)?[ ]?(client|application|app|tenant|realm|scope|key|route|mapping|handler|service|resource)s?\b.{0,30}(found|match|with|for|exist|regist|has)|\bnot a (valid|known|registered|recognized)\b|\bnothing (found|here)\b|\bnot ?found\b|\bfailed to (find|locate|look ?up)\b|\bcannot (get|post|put|delete|patch|head)\b|\bno route\b|\bno static\b|\bnot part of\b|\b(is|was|are) not in (the|our|this|its|any)\b(?! (list of )?(allowed|permitted|granted|assigned))|\b(is|was) (not|none) (one )?of\b|\bno mapping\b/,
  malformed:
    /\bmalformed\b|\b(could|can) ?(not|n't) (be )?(parsed?|decoded?|read|deserialized?|understood|processed as)\b|\bunable to (parse|decode|read|deserialize)\b|\b(failed|failure|error|invalid) (to |while |when |in )?(pars|decod|read|deserializ)(e|ing)\b|\b(parse|parsing|decod(e|ing)|deserialization|syntax|format|encoding) (error|exception|failure|failed)\b|\bnot (properly|correctly|well)[- ](encoded|formed|formatted)\b|\bnot (url|form|percent|base ?64)[- ]?encoded\b|\bill-?formed\b|\binvalid (format|encoding|base64|json|syntax|structure|character)|\bincorrect format\b|\bwrong (format|number of segments)\b|\bnot (a )?(valid )?(json|jwt|base64|properly formed|in compact)\b|\bbadly\b|\bnot enough segments\b|\bmissing dot\b|\binvalid \w+ serialization\b|\bcompact (format|serialization)\b|\bunexpected (token|character|end)\b|\billegal (base64|character)|\bsegments?\b|\bnot well\b|\bbad (syntax|format|encoding)\b/,
  mismatch:
    /\b(mis-?match(ed|es)?|(does|do|did) ?n[o']t match|not match(ing)?|no match|differs?|different|not equal|inconsistent|another client|not the same|belongs? to|not issued (to|for|by)|not intended for|not (meant|valid) for)\b/,
  repeated:
    /\bduplicated?s?\b|\brepeat(s|ed)?\b|\bmore than (one|once)\b|\bmultiple\b|\btwice\b|\bseveral\b|\btoo many (values|parameters)\b|\bmore than one\b|\bonly once\b|\breplay(ed)?\b|\balready (been )?used\b|\breused?\b/,
  unsupported:
    /\bunsupported\b|\bnot (been )?(supported|implemented|available|offered|handled)\b|\bonly (supports?|accepts?|allows?)\b|\bdoes not (support|accept|allow)\b|\bnot (an? )?(accepted|acceptable|supported|allowed) (type|value|method)\b|\bunsupported_|\bnot enabled\b/,
  denied:
    /\bnot (be |been )?(allowed|permitted|authori[sz]ed|white-?listed|granted|entitled|assigned|eligible|valid for|consented|approved|subscribed|enough|sufficient)\b|\bforbidden\b|\bdenied\b|\bunauthori[sz]ed\b|\bdisallowed\b|\bprohibited\b|\bexceeds?\b|\binsufficient\b|\black(s|ing|ed)?\b|\b(does|do|did) ?n[o']t have\b|\b(has|have) no\b|\b(can ?not|can't|may not|must not) (be )?(use|used|access|request|requested|perform|call|invoke|do|consume|view|list|create|update|delete|modify|see|manage)\b|\boutside\b|\bno (access|permission|rights?)\b|\brestricted\b|\bnot in (the )?(allowed|permitted)\b|\bnot listed\b|\bnot (in|on) (the |an? |our )?(\w+ )?(allow|white)-?list|\bhigher privileges\b|\brejected by\b|\bblocked\b|\bnot subscribed\b|\bshould not be\b|\bmust not\b|\bconsent\b|\bnot (registered|configured|set up) (for|to) (?!(the |this )?(authorization )?server)/,
  failed:
    /\bfail(s|ed|ure|ing)?\b|\berrors?\b|\bunavailable\b|\btimed? ?out\b|\btimeout\b|\brefused\b|\bunreachable\b|\bcould not (connect|reach|retrieve|obtain|fetch|get|load|contact|verify|validate|complete)\b|\b(unable|failed) to (connect|reach|retrieve|obtain|fetch|get|load|contact|verify|validate|complete|process)\b|\bwent wrong\b|\bexception\b|\bunexpected\b|\bcrash(ed)?\b|\boverload(ed)?\b|\bmaintenance\b|\bexceeded\b|\breached\b|\bdown\b|\bcannot (connect|reach|retrieve|obtain|fetch|load|contact)\b|\bcouldn't (connect|reach|retrieve|fetch|load)\b/,
  wrong:
    /\binvalid\b|\bincorrect\b|\bwrong\b|\bbad\b|\bnot valid\b|\bnot right\b|\bmay be invalid\b|\bnot accepted\b|\bunauthenticated\b|\billegal\b|\bunacceptable\b|\brejected\b|\bnot correct\b|\bnot trusted\b|\buntrusted\b|\bnot verif(y|ied)\b|\b(can ?not|could not|can't) be verified\b|\bverification (failed|failure|error)\b|\bvalidation (failed|failure)\b|\bunverified\b|\bchallenge failed\b|\bunsuccessful\b|\bfailed\b/,
} as const;

export type State = keyof typeof STATES;

const SUBJECT_LIST = Object.entries(SUBJECTS).map(
  ([name, pattern]) => [name as Subject, new RegExp(pattern, 'g')] as const,
);
const STATE_LIST = Object.entries(STATES).map(([name, pattern]) => [name as State, pattern] as const);

/** Longer texts are documents. */
const MOST_CHARACTERS = 2_500;

interface Clause {
  subjects: Subject[];
  states: State[];
  /** It says that its subject is as it should be. */
  readonly isPositive: boolean;
}

/** Reads what sentences say. Bounded: only the beginning of a long text is looked at. */
export function readMentions(sentences: readonly string[]): Mention[] {
  const mentions: Mention[] = [];
  let left = MOST_CHARACTERS;
  for (const text of sentences) {
    if (left <= 0) break;
    const part = text.slice(0, left);
    left -= part.length;
    for (const sentence of splitSentences(normalise(part))) mentions.push(...readSentence(sentence));
  }
  return mentions;
}

function normalise(text: string): string {
  return (
    text
      .replace(/[’‘`´]/g, "'")
      .replace(/[“”]/g, '"')
      // Codes of products say nothing as words: `[ISS.0010.8044]` is no issuer, `ORA-01017` no authority.
      .replace(/\[[A-Z][\w.-]*\d[\w.-]*\]|\b(?!(?:RS|ES|HS|PS|SHA)-?\d)[A-Z]{2,}[-._]?\d[\d.]{2,}\b/g, ' ')
      // Of a Kubernetes cluster, not of a token.
      .replace(/\bat the (cluster|namespace) scope\b/gi, ' ')
      // From Apache’s 401 page.
      .replace(/\(e\.g\.,? bad password\)/gi, ' ')
      .replace(/\b[cx]srf[ -]?tokens?\b/gi, 'csrf value')
      .replace(/\bunexpected token\b(?=.{0,60}\b(json|position|end of input)\b)/gi, 'unexpected character')
      .replace(/\bfile or directory\b/gi, 'file')
      // A token of paging or of a device is a value of the API.
      .replace(
        /\b(continuation|page|paging|next|device|push|cursor|sync|upload|registration|verification|reset|invite|captcha|payment|card|anti-?forgery|confirmation)[ _-]?tokens?\b/gi,
        'value',
      )
      .replace(/\bexpected\b(?=.{1,200}\b(but|got|received|found|actual(ly)?)\b)/gi, 'mismatched')
      .replace(/\bheader\.payload\.signature\b/gi, 'compact format')
      .replace(/\bcrypto\/(rsa|ecdsa|ed25519)\b:?/gi, 'signature')
      // `HttpClientErrorException$NotFound` speaks of no client.
      .replace(/\b[\w.]*(Exception|Error)(\$\w+)?(?=:)/g, ' exception ')
      // “InvalidClientSecret” is three words.
      .replace(/\b[A-Za-z]*[a-z][A-Z][A-Za-z]*\b/g, (word) => word.replace(/([a-z])([A-Z])/g, '$1 $2'))
      .replace(/\b[A-Z]+(_[A-Z]+)+\b/g, (word) => word.replaceAll('_', ' '))
      // Words in addresses say nothing.
      .replace(/https?:\/\/[^\s"'<>)]+/gi, ' url ')
      .replace(/(?<![\w.])(\/[\w.%~:@-]+){2,}\/?/g, ' path ')
      .toLowerCase()
      .replace(/\be\.g\.,?/g, 'for example')
      .replace(/\bi\.e\.,?/g, 'that is')
      .replace(/\boauth ?2\.0\b/g, 'oauth')
      .replace(/\b(application|text|multipart)\/[\w.+-]+/g, 'content-type')
      .replace(/\bclient_credentials\b/g, 'grant')
      // Codes are read as codes; as words they would say what the code's definition says.
      .replace(
        /\b(invalid|unauthorized|unsupported|insufficient|access|server|use)_(request|client|grant|scope|token|target|denied|error|grant_type|dpop_proof|dpop_nonce)\b/g,
        ' ',
      )
      .replace(/\b(could|can|does|do|did|is|was|has|must)n't\b/g, '$1 not')
  );
}

function splitSentences(text: string): string[] {
  return text.split(/[.!?;](?=\s|$)|[\r\n]+|\s[-–—|]\s/).filter((sentence) => sentence.trim() !== '');
}

/** What is only supposed is never stated, even alone: “the client may be disabled”. */
const SUPPOSED = /\b(may|might|could) (also )?(be|have)\b|\bperhaps\b|\bpossibly\b|\bprobably\b|\blikely\b/;

/** “The secret is valid, but …”: nothing is the matter with this subject. */
const POSITIVE =
  /(?<!\b(not|be|in)\b.{0,12})\b(valid|correct|okay|accepted|recogni[sz]ed|authenticated|verified|known|found|exists)\b/;

const ALTERNATIVES =
  /\bor\b|\band\/or\b|\beither\b|\bfor example\b|\bsuch as\b|\bpossibl[ey]\b|\b(may|might)( also)? (be|have|not be)\b|\bcould (also )?(be|have)\b|\bperhaps\b|\bprobably\b|\blikely\b|[a-z] ?\/ ?[a-z]|\bensure\b|(^|[,:] ?|\bplease )(check|verify|make sure)\b(?! (failed|failure))|\betc\b/;

function readSentence(sentence: string): Mention[] {
  const clauses = sentence
    .split(
      /,|;|\bor\b|\band\b|\bbut\b|:(?!\/\/)|\(|\)|(?<=[a-z]) ?\/ ?(?=[a-z])|\bbecause\b|\bsince\b|\bdue to\b|\bwhile\b|\bplease\b/,
    )
    .map(readClause)
    .filter(({ subjects, states }) => subjects.length > 0 || states.length > 0);
  const isSupposed = SUPPOSED.test(sentence);
  const alternatives = ALTERNATIVES.test(sentence);
  fill(clauses);
  const pairs: Omit<Mention, 'hedged'>[] = [];
  for (const { subjects, states } of clauses) {
    const [subject, ...beside] = subjects;
    if (subject !== undefined) for (const state of states) pairs.push({ subject, state, beside });
  }
  return pairs.map((pair) => ({ ...pair, hedged: isSupposed || (alternatives && pairs.length > 1) }));
}

/** A clause without a subject speaks of the one before, else of the next; one without a state shares the next one's. */
function fill(clauses: Clause[]): void {
  for (let index = 0; index < clauses.length; index += 1) {
    const clause = clauses[index];
    if (clause && clause.subjects.length === 0) {
      const near = clauses[index - 1] ?? clauses.slice(index + 1).find(({ subjects }) => subjects.length > 0);
      clause.subjects = near?.subjects ?? [];
    }
  }
  for (let index = clauses.length - 1; index >= 0; index -= 1) {
    const clause = clauses[index];
    if (clause && clause.states.length === 0 && !clause.isPositive)
      clause.states = clauses[index + 1]?.states ?? [];
  }
  for (let index = 0; index < clauses.length; index += 1) {
    const clause = clauses[index];
    if (clause && clause.states.length === 0 && !clause.isPositive)
      clause.states = clauses[index - 1]?.states ?? [];
  }
}

function readClause(text: string): Clause {
  const taken: [number, number][] = [];
  const subjects: Subject[] = [];
  for (const [name, pattern] of SUBJECT_LIST) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (end === start) {
        pattern.lastIndex += 1;
        continue;
      }
      if (taken.some(([from, to]) => start < to && end > from)) continue;
      taken.push([start, end]);
      if (!subjects.includes(name)) subjects.push(name);
    }
  }
  const states = STATE_LIST.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  return { subjects, states, isPositive: states.length === 0 && subjects.length > 0 && POSITIVE.test(text) };
}
