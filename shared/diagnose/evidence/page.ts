import { decodeEntities } from './messages.ts';

/** What can be told of an HTML page by its structure, without knowing who wrote it. */
export interface Page {
  readonly title: string | null;
  /** Title, headings and the first words of the text. */
  readonly words: string;
  readonly kind: PageKind;
  /** The number by which an operator finds the request: `Reference #18.2d…`, `Support ID: 123`. */
  readonly incident: string | null;
}

type PageKind =
  /** Asks a person to sign in, or sends them to where they do. */
  | 'login'
  /** A security device says that it stopped the request, or wants a proof that a person sends it. */
  | 'block'
  /** A filter or proxy on this side of the network says so. */
  | 'filter'
  /** Of a network that wants a person to accept its terms first. */
  | 'portal'
  /** A script that draws a page: what single-page apps answer for every path. */
  | 'app'
  /** The default page that a web server or framework writes for a status. */
  | 'status'
  | 'other';

/** More than enough for the head of a page. Patterns take their time, and a body may have 50 MB. */
const LOOKED_AT = 50_000;

export function readPage(body: string, status: number): Page {
  const html = body.slice(0, LOOKED_AT);
  const visible = decodeEntities(
    html
      .replace(/<(style|script|noscript|svg)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
      .replace(/<title\b[\s\S]*?(<\/title\s*>|$)/gi, ' ')
      .replace(/<[^<>]*>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();
  const title = clean(/<title[^<>]*>([^<]*)/i.exec(html)?.[1]);
  const words = [title, visible.slice(0, 1_500)].filter(Boolean).join('. ');
  const incident = incidentOf(visible);
  return { title, words, incident, kind: kindOf({ html, visible, words, title, incident, status }) };
}

interface Looks {
  readonly html: string;
  readonly visible: string;
  readonly words: string;
  readonly title: string | null;
  readonly incident: string | null;
  readonly status: number;
}

function kindOf({ html, visible, words, title, incident, status }: Looks): PageKind {
  if (isLogin(html, title)) return 'login';
  if (PORTAL.test(words)) return 'portal';
  if (FILTER_ELSEWHERE.test(words)) return 'filter';
  if (FILTER.test(words) || /https?:\/\/[^"'\s]*(blockpage|block-page|webfilter|swg)/i.test(html))
    return 'filter';
  const isChallenge =
    CHALLENGE.test(words) ||
    /challenge-platform|_Incapsula_Resource|awswaf|px-captcha|captcha-delivery|datadome|[gh]-(re)?captcha|hcaptcha\.com|recaptcha\/(api|enterprise)/i.test(
      html,
    );
  const isBlock = BLOCK.test(words) || (incident !== null && BLOCK_WITH_NUMBER.test(words));
  if (isChallenge || (isBlock && status !== 401)) return 'block';
  if (STATUS_PAGE.test(words.slice(0, 300))) return 'status';
  const isApp = /<script\b/i.test(html) && (visible.length < 200 || /enable javascript/i.test(html));
  if (
    isApp &&
    /<div[^<>]{0,80}\bid=["']?(root|app|__next|main|q-app|svelte)|<app-root|type=["']module|<base href/i.test(
      html,
    )
  )
    return 'app';
  return 'other';
}

function isLogin(html: string, title: string | null): boolean {
  return (
    /<input[^<>]+type=["']?password/i.test(html) ||
    /<form[^<>]+(log-?in|sign-?in|\bsso\b|saml)/i.test(html) ||
    /name=["']?(SAMLRequest|RelayState|wctx|wresult)\b/i.test(html) ||
    /(location(\.href)?\s*=|location\.replace\(|http-equiv=["']?refresh)[^<>]{0,200}(log-?in|sign-?in|\/sso|authorize\?|adfs\/ls|saml)/i.test(
      html,
    ) ||
    /^(please )?(log|sign)[ -]?(in|on)\b|single sign-?on|\banmelde|se connecter|iniciar sesi/i.test(
      title ?? '',
    )
  );
}

const PORTAL =
  /captive portal|(guest|free|hotel|public|visitor)\b.{0,30}\b(wi-?fi|wlan|network|internet|hotspot)|hotspot|accept (the |our )?(terms|conditions)|connect to (the )?(internet|wi-?fi)|network authentication required/i;

/** Devices on this side of the network speak of categories, of the organisation's rules, of the web page that was asked for. */
const FILTER =
  /web ?filter|url filter|(content|web|url) categor|category[:\s]|categori[sz]ed as|internet (usage|access|security) (policy|by)|acceptable use|browsing policy|(organi[sz]ation|company|corporate|your administrator|it department|network administrator)('s)?\b.{0,60}\b(block|polic|restrict|prohibit|not allow|den(y|ied))|(web (page|site|resource)|site|access)\b.{0,60}\b(blocked|denied|restricted) (by|in accordance with) (the |your )?(security |company |corporate |web |network )?policy|web page blocked|contact [\w.-]*(help|it|support)[\w.-]*@|(site|page|website|url|domain)\b.{0,30}\b(is|has been|was)( \w+)? (blocked|restricted|prohibited)( by| due| because|\.|$)|secure web gateway|(web|internet) proxy|proxy (server )?(denied|refus|could not|policy)|cache access denied|requested url could not be retrieved|zscaler|forcepoint|websense|blue ?coat|proxysg|fortiguard|fortigate|mcafee web gateway|skyhigh|netskope|iboss|sophos|palo alto networks|umbrella/i;

/** The same in other languages: a word for blocking near a word for a page, a rule or an organisation. */
const FILTER_ELSEWHERE =
  /(kategorie|inhalt|seite|webseite|website|zugriff|unternehmen|richtlinie|internet\w*)\b.{0,80}\b(blockiert|gesperrt|verweigert|nicht (erlaubt|gestattet|zugelassen))|(blockiert|gesperrt)\b.{0,80}(kategorie|richtlinie|inhalt|seite|administrator)|(politique|cat[ée]gorie|entreprise|acc[èe]s|site|page)\b.{0,80}(bloqu[ée]|interdit|refus[ée]|filtr[ée])|(pol[íi]tica|categor[íi]a|empresa|acceso|sitio|p[áa]gina|conte[úu]do|acesso)\b.{0,80}(bloquead|denegad|restringid|proibid|negad)|(filtro|categoria|azienda\w*|sito|pagina|accesso)\b.{0,80}(bloccat|negat|vietat)|(categorie|beleid|toegang|website|pagina)\b.{0,80}(geblokkeerd|geweigerd)|(strona|dost[ęe]p|kategoria)\b.{0,80}(zablokowan|zabronion)|(заблокирован|доступ (к|запрещ))|(ブロック|アクセスが(拒否|制限))|(已被?(阻止|拦截|屏蔽)|禁止访问)|(차단)/iu;

const CHALLENGE =
  /just a moment|checking (your|if the site) (browser|connection)|verif(y|ying) (that )?you are (a )?human|are you (a )?(human|robot)|enable (javascript and cookies|cookies) to continue|complete the (captcha|security check)|ddos protection/i;

const BLOCK =
  /(you|request|access|ip|connection|visitor|url)\b.{0,40}\b(has|have|was|were|is|been)\b.{0,12}\b(blocked|rejected by|banned|flagged)|request (rejected|blocked)|blocked (by|because|request|for security)|web application firewall|\bwaf\b|security (service|solution|policy|rule|check|reasons)|malicious|suspicious|unusual (traffic|activity)|attack (detected|signature)|mod_?security|requested url was rejected|incapsula|imperva|sucuri|generated by (the )?(firewall|security)|attention required|forbidden by administrative rules/i;

/** A page that says no and gives a number to quote is a security device's: servers do not ask visitors to quote numbers. */
const BLOCK_WITH_NUMBER =
  /denied|forbidden|not (authori[sz]ed|allowed|permitted)|rejected|block|unable to (process|complete)|unsuccessful|administrator/i;

const STATUS_PAGE =
  /^\W*((error|http status|status|http error)?\W{0,3}[1-5]\d\d\b|bad request|unauthorized|forbidden|not found|method not allowed|internal server error|service unavailable|bad gateway|gateway time-?out|whitelabel error page|server error|page not found|apache tomcat|iis)/i;

function incidentOf(text: string): string | null {
  const found =
    /\b(?:reference|support|incident|event|request|transaction|ray|error|case|ticket|tracking|session|block|correlation|trace)\s*(?:id|number|no\.?|code|#|identifier)?\s*(?:is)?\s*[:#=]\s*#?\s*([A-Za-z0-9][\w.:~|-]{3,80})/i.exec(
      text,
    )?.[1];
  return found !== undefined && /\d/.test(found) ? found : null;
}

function clean(text: string | undefined): string | null {
  return text === undefined ? null : decodeEntities(text).replace(/\s+/g, ' ').trim() || null;
}
