/**
 * What never leaves in an export: what would let its finder in, or is sealed with a key that stays here. By table, the columns that are left empty. A test
 * walks the live schema and asks about every column whose name sounds like a secret.
 */
export const KEPT_BACK: Readonly<Record<string, readonly string[]>> = {
  shops_connections: ['key_hash', 'key_sealed', 'secret_sealed', 'former_sealed', 'credentials_sealed'],
  tokens_keys: ['hash'],
  tokens_requests: ['request_hash'],
  tracking_sources: ['key_hash', 'old_key_hash'],
  webhooks_endpoints: ['secret', 'old_secret'],
  workspaces_invitations: ['token_hash'],
}

/** Sounds like a secret and is none: a name, a fingerprint of contents, what must not be written to again. */
export const NO_SECRETS: ReadonlySet<string> = new Set([
  'consent_purposes.key',
  'consent_suppressions.hash',
  'imports_plans.headings_hash',
  'insights_letters.key',
  'orders_products.key',
  'profiles_attributes.key',
  'shops_connections.former_until',
  'shops_connections.secret_untold',
  'shops_deliveries.delivery_key',
  'tokens_requests.key',
  'tokens_requests.token_id',
  'tokens_keys.token_id',
  'tracking_messages.cart_key',
  'tracking_sources.key_hint',
  'tracking_sources.old_key_hint',
  'tracking_sources.old_key_until',
  'webhooks_endpoints.old_secret_until',
  'workspaces_logos.hash',
])

/** Whether a column's name sounds as if it held a secret. */
export function soundsSecret(column: string): boolean {
  return /hash|secret|token|password|sealed|key|credential/.test(column)
}

/** What stands in an archive beside the tables. */
export interface Manifest {
  readonly format: 1
  readonly product: 'Bazgasht'
  readonly version: string
  readonly workspace: { readonly id: string; readonly name: string }
  /** All rows are of this moment. */
  readonly at: string
  readonly tables: readonly TableSaid[]
  /** Columns that are empty on purpose. */
  readonly keptBack: Readonly<Record<string, readonly string[]>>
}

export interface TableSaid {
  readonly name: string
  readonly file: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** The file that explains the others. */
export function readmeText(shop: string): string {
  return `${shop}

Everything that Bazgasht keeps about this shop, all of one moment. Each file in "tables" is one table: a line is a row, as JSON (JSON Lines, UTF-8).
"people.jsonl" names the people whose ids stand in the tables. Amounts are whole numbers of the smallest unit of the currency (Rial, penny, cent);
times are UTC; "day" counts from 1 January 1970. "manifest.json" lists the files with how many rows they hold and their SHA-256.
Passwords, keys and sealed secrets are left out; the manifest says which columns.

${shop}

هرچه بازگشت دربارهٔ این فروشگاه نگه می‌دارد، همه از یک لحظه. هر فایل در پوشهٔ tables یک جدول است و هر سطر آن یک رکورد به شکل JSON
‏(JSON Lines با UTF-8). در people.jsonl نام کسانی است که شناسه‌شان در جدول‌ها آمده است. مبلغ‌ها به کوچک‌ترین واحد پول‌اند (ریال، پنس، سنت)؛
زمان‌ها به وقت جهانی (UTC) و day شمارهٔ روز از ۱ ژانویهٔ ۱۹۷۰ است. در manifest.json فهرست فایل‌ها با تعداد سطر و SHA-256 هر کدام آمده است.
گذرواژه‌ها، کلیدها و رازهای مهرشده در این فایل نیست؛ manifest می‌گوید کدام ستون‌ها.
`
}
