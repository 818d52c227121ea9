/**
 * Servers also refuse in German, French, Spanish, Portuguese, Italian, Dutch, Polish, Japanese, Chinese, Korean and
 * Russian. The words that such refusals consist of are few; each becomes its English word, in the place where it stands.
 * The rest of a sentence is left as it is: `readMentions` looks for words, not for grammar.
 */
const ENGLISH: Readonly<Record<string, string>> = {
  // Negated words come first: what is left is read word by word.
  'not found': `nicht gefunden|nicht bekannt|nicht vorhanden|existiert nicht|gibt es nicht|unbekannt\\p{L}*|introuvable\\p{L}*|inconnu\\p{L}*|n['’]existe pas|non trouv[ée]e?s?|n['’](?:a pas été|est pas) (?:trouvée?|reconnue?)|no (?:fue |se |ha sido )?(?:encontr|reconoc)\\p{L}*|no existe|desconocid\\p{L}*|não (?:foi |é )?(?:encontrad|reconhecid)\\p{L}*|não existe|inexistente|desconhecid\\p{L}*|sconosciut\\p{L}*|non (?:è stat[oa] )?(?:trovat|riconosciut|esist)\\p{L}*|niet (?:gevonden|bekend)|onbekend\\p{L}*|nie (?:znaleziono|istnieje)|nieznan\\p{L}*|не найден\\p{L}*|неизвестн\\p{L}*|не существует|(?:が|は)?(?:見つかりません|存在しません|登録されていません)(?:でした)?|不明な?|未登録|未知|不存在|找不到|찾을 수 없\\p{L}*|존재하지 않\\p{L}*`,
  'not allowed': `nicht (?:erlaubt|zulässig|zugelassen|gestattet|berechtigt|autorisiert|freigegeben|freigeschaltet|zugewiesen)|unzulässig\\p{L}*|non (?:autorisée?s?|permise?s?|habilitée?)|pas (?:autorisée?s?|permise?|habilitée?|le droit)|interdite?s?|no (?:está |esta |es |tiene )?(?:permitid|autorizad)\\p{L}*|não (?:é |está )?(?:permitid|autorizad)\\p{L}*|non (?:è )?(?:consentit|autorizzat|permess)\\p{L}*|niet (?:toegestaan|geautoriseerd|bevoegd)|niedozwolon\\p{L}*|не (?:разрешен|допуска|авторизован)\\p{L}*|запрещ\\p{L}*|(?:は|が|を)?(?:許可されていません|使用できません|利用できません|許可されない)|不允许|未授权|无权|未被允许|허용되지 않\\p{L}*`,
  'not valid': `nicht gültig|ungültig\\p{L}*|falsch\\p{L}*|fehlerhaft\\p{L}*|inkorrekt\\p{L}*|stimmt nicht|n['’]est pas valide|invalides?|non valides?|incorrecte?s?|erronée?s?|no (?:es |son )?(?:válid|valid|correct)\\p{L}*|inv[áa]lid[oa]s?|incorrect[oa]s?|não (?:é |são )?válid\\p{L}*|incorret\\p{L}*|non (?:è |sono )?valid\\p{L}*|errat[oaie]|ongeldig\\p{L}*|onjuist\\p{L}*|nieprawidłow\\p{L}*|niepoprawn\\p{L}*|неверн\\p{L}*|недействительн\\p{L}*|некорректн\\p{L}*|(?:が|は)?(?:正しくありません|一致しません|無効です|不正です|有効ではありません)|無効な|不正な|无效的?|错误|不正确|不匹配|유효하지 않\\p{L}*|잘못된|올바르지 않\\p{L}*|일치하지 않\\p{L}*`,
  'not enabled': `gesperrt\\p{L}*|deaktiviert\\p{L}*|nicht aktiv(?:iert)?|désactivée?s?|bloquée?s?|suspendue?s?|deshabilitad\\p{L}*|desactivad\\p{L}*|bloquead\\p{L}*|inhabilitad\\p{L}*|desabilitad\\p{L}*|desativad\\p{L}*|inativ[oa]s?|inactiv[oa]s?|disabilitat\\p{L}*|disattivat\\p{L}*|sospes[oa]|geblokkeerd|uitgeschakeld|zablokowan\\p{L}*|wyłączon\\p{L}*|отключ[её]н\\p{L}*|заблокирован\\p{L}*|(?:が|は)?無効化されて(?:います)?|停止されて(?:います)?|ロックされて(?:います)?|已禁用|被禁用|已停用|已锁定|비활성화\\p{L}*|차단\\p{L}*`,
  expired: `abgelaufen\\p{L}*|nicht mehr gültig|expirée?s?|périmée?s?|caducad\\p{L}*|ha expirado|expirad\\p{L}*|vencid\\p{L}*|scadut\\p{L}*|verlopen|wygas\\p{L}*|ист[её]к\\p{L}*|(?:の)?有効期限が(?:切れ|過ぎ)\\p{L}*|期限切れ|失効(?:しています|済み)?|已?过期|만료\\p{L}*`,
  revoked: `widerrufen\\p{L}*|révoquée?s?|revocad\\p{L}*|revogad\\p{L}*|revocat\\p{L}*|ingetrokken|отозван\\p{L}*|取り消されて\\p{L}*|已撤销|已吊销|취소\\p{L}*`,
  missing: `fehl(?:t|en|end\\p{L}*)|nicht angegeben|erforderlich\\p{L}*|benötigt|manquante?s?|absente?s?|obligatoires?|requise?s?|faltan?|falta o|ausentes?|obrigat[óo]ri\\p{L}*|obligatori[oa]s?|requerid[oa]s?|mancan\\p{L}*|obbligatori\\p{L}*|richiest[oa]|ontbreekt|vereist|brak(?:uje)?|wymagan\\p{L}*|отсутствует|обязательн\\p{L}*|требуется|(?:が|は)?(?:指定されていません|必須です|ありません|含まれていません|不足しています|必要です)|缺少|缺失|必填|누락\\p{L}*|필요\\p{L}*`,
  'not supported': `nicht unterstützt|non (?:prise? en charge|supportée?s?)|pas (?:prise? en charge|supportée?)|no (?:está |es )?(?:soportad|compatible|admitid)\\p{L}*|não (?:é )?suportad\\p{L}*|non supportat\\p{L}*|niet ondersteund|не поддерживается|(?:は|が)?サポートされていません|不支持|지원되지 않\\p{L}*`,
  'access denied': `(?:zugriff|zugang) (?:wurde )?verweigert|keine? zugriff\\p{L}*|accès (?:refusé|interdit)|acceso (?:denegado|prohibido)|acesso (?:negado|proibido)|accesso negato|toegang geweigerd|odmowa dostępu|доступ запрещ\\p{L}*|アクセスが?拒否\\p{L}*|拒绝访问|访问被拒绝|접근(?:이)? 거부\\p{L}*`,
  'no permission': `keine (?:ausreichende )?(?:berechtigung|rechte)\\p{L}*|fehlende (?:berechtigung|rechte)\\p{L}*|(?:sans|pas la|aucune) permission|droits insuffisants|(?:sin|no tiene) permisos?|(?:sem|não tem) permissão|permissão insuficiente|(?:senza|non ha) (?:i )?permess[oi]|geen (?:toestemming|rechten)|brak uprawnień|нет прав|недостаточно прав|権限がありません|権限が不足\\p{L}*|没有权限|权限不足|권한이 없\\p{L}*`,
  denied: `verweigert|abgelehnt|refusée?s?|rejetée?s?|denegad\\p{L}*|rechazad\\p{L}*|negad[oa]s?|recusad\\p{L}*|rejeitad\\p{L}*|negat[oa]|rifiutat[oa]|geweigerd|odrzucon\\p{L}*|отказано|отклон[её]н\\p{L}*|拒否\\p{L}*|拒绝|거부\\p{L}*`,
  failed: `fehlgeschlagen|gescheitert|échec|échouée?|fall(?:ó|ida|ido)|falhou|falha|fallit[oa]|mislukt|nie powiodł\\p{L}*|не удалось|に?失敗(?:しました)?|失败|실패\\p{L}*`,
  'client secret': `client[- ]?geheimnis\\p{L}*|geheim(?:nis|er schlüssel)\\p{L}*|secret (?:du )?client|secreto (?:del|de) cliente|secreto|segredo (?:do )?cliente|segredo|clave secreta|segreto (?:del )?client|segreto|clientgeheim|секрет\\p{L}*|クライアント・?シークレット|シークレット|客户端(?:密钥|密码|秘钥)|密钥|秘钥|클라이언트 ?시크릿|시크릿`,
  password: `passwort\\p{L}*|kennwort\\p{L}*|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|パスワード|密码|비밀번호`,
  'client id': `client[- ]?kennung\\p{L}*|identifiant (?:du )?client|identificador (?:del|do) cliente|クライアント ?id|客户端 ?id|应用 ?id|클라이언트 ?id`,
  credentials: `zugangsdaten|anmeldedaten|anmeldeinformationen|identifiants(?: client)?|credencia(?:les|is)|credenziali|inloggegevens|учетные данные|認証情報|資格情報|凭据|凭证|자격 ?증명`,
  'access token': `zugriffs-?tokens?|jetons?(?: d['’]accès)?|token de acceso|token de acesso|token di accesso|toegangstoken|токен\\p{L}*(?: доступа)?|アクセス・?トークン|トークン|访问令牌|令牌|액세스 ?토큰|토큰`,
  scope: `geltungsbereich\\p{L}*|berechtigungsumfang|portée|périmètre|[áa]mbitos?|alcances?|escopos?|bereik|область доступа|スコープ|作用域|权限范围|스코프|범위`,
  permission: `berechtigung\\p{L}*|permisos?|permissão|permissões|permess[oi]|uprawnie\\p{L}*|権限|权限|권한`,
  grant: `grant-?typ|type d['’]autorisation|tipo de (?:concesión|concessão)|グラント(?:タイプ)?|授权类型|권한 ?부여 ?유형`,
  client: `cliente|anwendung|aplica(?:ción|ção)|applicazione|toepassing|клиент\\p{L}*|クライアント|客户端|应用(?:程序)?|클라이언트`,
  parameter: `paramètres?|par[áa]metros?|parametr[oi]|параметр\\p{L}*|パラメー?ター?|参数|매개 ?변수`,
  audience: `zielgruppe|destinatario|オーディエンス|受众`,
  tenant: `mandant\\p{L}*|locataire|inquilino|テナント|租户|테넌트`,
  'authentication failed': `authentifizierung (?:ist )?fehlgeschlagen|anmeldung (?:ist )?fehlgeschlagen|échec de l['’]authentification|l['’]authentification (?:du client )?a échoué|(?:error|falha|fallo) (?:de|na|en la) autentica(?:ción|ção)|autenticazione (?:non riuscita|fallita)|認証に失敗(?:しました)?|认证失败|인증(?:에)? 실패\\p{L}*`,
  'authentication method': `authentifizierungsmethode\\p{L}*|méthode d['’]authentification|m[ée]todo de autentica\\p{L}*|metodo di autenticazione|認証(?:方式|方法)|认证(?:方式|方法)|인증 ?방식`,
  'no authentication': `keine (?:client-)?(?:authentifizierung|authentisierung)\\p{L}*|aucune authentification|sin autenticación|sem autenticação|認証情報がありません`,
  authentication: `authentifizierung|authentification|autenticación|autenticação|autenticazione|authenticatie|аутентификаци\\p{L}*|認証|认证|인증`,
  signature: `signatur|la firma|firma digitale?|assinatura|подпись|署名|签名|서명`,
  'too many requests': `zu viele anfragen|trop de requêtes|demasiadas solicitudes|muitas solicitações|troppe richieste|te veel verzoeken|слишком много запросов|リクエストが多すぎ\\p{L}*|请求过多|请求过于频繁|요청이 너무 많\\p{L}*`,
  ' or ': `oder|ou|o|oppure|lub|или|または|もしくは|か、|或者?|또는`,
  is: `ist|est|está|è`,
};

/** A word of an alphabet ends where its letters end; other scripts write without spaces. */
const LETTER = '[\\p{Script=Latin}\\p{Script=Cyrillic}_]';
const START = `(?:(?=${LETTER})(?<!${LETTER})|(?!${LETTER}))`;
const END = `(?:(?<=${LETTER})(?!${LETTER})|(?<!${LETTER}))`;

/** Phrases that hold words of their own. */
const LONGEST = [
  'authentication failed',
  'authentication method',
  'no authentication',
  'access denied',
  'no permission',
];

const GLOSSES: readonly (readonly [foreign: RegExp, english: string])[] = [
  ...LONGEST,
  ...Object.keys(ENGLISH),
]
  .filter((english, index, all) => all.indexOf(english) === index)
  .map((english) => [new RegExp(`${START}(?:${ENGLISH[english]})${END}`, 'giu'), ` ${english.trim()} `]);

/** Letters that English has not, or one of the words that these refusals have in the alphabet of English. */
const OTHER =
  /(?!\p{ASCII})\p{L}|\b(?:nicht|kein\w*|falsch\w*|abgelaufen\w*|gesperrt|deaktiviert|fehlt|fehlgeschlagen|verweigert|abgelehnt|gefunden|jeton|invalides?|inconnu\w*|expire|refuse|manquant\w*|no (?:es|existe|tiene|fue|se)|encontrad[oa]|desconocid[oa]|caducad[oa]|vencid[oa]|denegad[oa]|bloquead[oa]|deshabilitad[oa]|falta|invalid[oa]s?|incorrect[oa]s|negad[oa]|expirad[oa]|escopo|segredo|senha|desativad[oa]|non|scadut[oa]|mancante|errat[oa]|negato|niet|ongeldig\w*|verlopen|geweigerd|ontbreekt|onbekend\w*)\b/iu;

/** A text with the words of other languages in English. English text comes back as it is. */
export function inEnglish(text: string): string {
  if (!OTHER.test(text)) return text;
  return GLOSSES.reduce((words, [foreign, english]) => words.replace(foreign, english), text);
}
