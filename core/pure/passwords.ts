import { latinDigits } from './numbers.ts'

export type PasswordRefusal = 'accounts.password_is_yours' | 'accounts.password_too_common'

/** Whom a password guards, and the names of the shops that they work in. */
export interface Guarded {
  readonly name: string
  readonly email: string
  readonly shops?: readonly string[]
}

/**
 * Why a password is too easy to guess; null when it is not. Length is asked for by the schemas. What is added at either end (digits, signs) and letters
 * written as digits do not make a guess harder: whoever guesses tries them too.
 */
export function refusalOfPassword(password: string, { name, email, shops = [] }: Guarded): PasswordRefusal | null {
  const given = latinDigits(password.normalize('NFKC')).toLowerCase()
  const cores = [coreOf(given), coreOf(unmasked(given))]
  const names = [email, email.split('@')[0] ?? '', name, ...name.split(/\s+/), ...shops]
  const own = new Set(names.map((each) => coreOf(latinDigits(each).toLowerCase())))
  if (cores.some((core) => core !== '' && own.has(core))) return 'accounts.password_is_yours'
  return isEasy(given) || cores.some((core) => COMMON.has(core)) ? 'accounts.password_too_common' : null
}

/** Digits alone (a phone number, a birthday), one thing over and over, keys or letters in their order. */
function isEasy(password: string): boolean {
  const letters = password.replace(/[\s._-]/g, '')
  if (/^\d{0,12}$/.test(letters) || /^(.{1,5})\1+.{0,2}$/.test(letters)) return true
  return ROWS.some((row) => row.includes(letters) || [...row].toReversed().join('').includes(letters)) || isWalk(letters)
}

/** Fingers that walk over the keyboard: 'qweasdzxc123', '123456789a', '1qazxsw23edc'. Random letters lie beside each other once in seven. */
function isWalk(letters: string): boolean {
  const steps = [...letters].slice(1).filter((letter, at) => areNeighbours(letters[at] ?? '', letter)).length
  return steps >= (letters.length - 1) * 0.7
}

function areNeighbours(a: string, b: string): boolean {
  const [one, other] = [placeOf(a), placeOf(b)]
  return one !== null && other !== null && Math.abs(one.row - other.row) <= 1 && Math.abs(one.column - other.column) <= 1
}

function placeOf(letter: string): { readonly row: number; readonly column: number } | null {
  const row = KEYBOARD.findIndex((keys) => keys.includes(letter))
  return row < 0 ? null : { row, column: (KEYBOARD[row] ?? '').indexOf(letter) }
}

const KEYBOARD = ['1234567890', 'qwertyuiop', 'asdfghjkl;', 'zxcvbnm,./']

/** The word itself: without digits and signs around it, and without what stands between its letters. */
function coreOf(text: string): string {
  return text.replace(/^\P{L}+|\P{L}+$/gu, '').replace(/[\s._\u200c-]/g, '')
}

const MASKS: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '!': 'i' }

function unmasked(text: string): string {
  return text.replace(/(?<=\p{L}.*)[0134578@$!](?=.*\p{L})|^[@$0134578](?=\p{L})/gu, (sign) => MASKS[sign] ?? sign)
}

const ROWS = [
  '0123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  'asdfghjklasdfghjkl',
  'ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو',
  'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی',
]

/** Words that people choose, in English, in Persian, in Persian written in Latin letters, and in Persian typed on an English keyboard. */
const COMMON: ReadonlySet<string> = new Set(
  `password passwords mypassword thepassword newpassword passw passwd pass pwd secret mysecret topsecret letmein welcome welcomehome login logmein signin access admin administrator
  root user username guest test testing tester demo sample example default changeme change master superman batman spiderman pokemon starwars dragon monkey shadow sunshine princess
  football baseball basketball soccer hockey iloveyou ilovey loveyou lovely love forever forevermore trustno trustnoone whatever nothing computer internet google facebook instagram
  telegram whatsapp microsoft windows android iphone samsung apple hello helloworld goodmorning summer winter autumn spring monday friday sunday january february december
  michael jennifer jordan michelle daniel ashley thomas charlie jessica andrew qwerty qwert qwer asdf asdfgh asdfghjkl zxcvbn zxcvbnm qwertyuiop qazwsx qwaszx abcdef abcdefg abcd abc
  abcabc aaa money business company office shop store myshop mystore customer customers manager owner sales support service bazgasht bazgashtadmin
  password1234password correcthorsebatterystaple correcthorse freedom killer cheese coffee chocolate cookie flower butterfly rainbow mustang ferrari mercedes corvette liverpool
  manchester barcelona realmadrid chelsea arsenal juventus persepolis perspolis esteghlal esteqlal sepahan teraktor taraktor traktor
  iran iranian tehran mashhad isfahan esfahan shiraz tabriz ahvaz karaj qom rasht kerman yazd hamedan persia persian farsi parsi aria ariya
  salam salaam salamsalam khoda khodaya khodajan yakhoda allah allahakbar bismillah yaali yahossein yahosein yahussein yazahra yamahdi emamreza emamhossein mohammad muhammad mohamad
  ali alireza amir amirhossein amirali hossein hosein hassan hasan mehdi mahdi reza mohsen saeed saeid hamid majid masoud ahmad mahmoud javad morteza mostafa milad
  fatemeh fateme zahra maryam sara leila narges mahsa nazanin negar elham somayeh
  eshgh eshgham asheghetam asheghtam dooset dooste dostetdaram doosetdaram dostdaram azizam jigar jigaram golam nafas nafasam khoshgel khoshgele
  ramz ramzobor ramzeobor gozarvazhe gozarvajeh ramzeman ramzman
  رمز رمزعبور رمزعبورمن گذرواژه پسورد سلام سلامسلام خدا خدایا ایران تهران عشق عشقم عزیزم دوستتدارم پرسپولیس استقلال بازگشت فروشگاه مدیر یاعلی یاحسین یازهرا
  sghl hdvhk jivhk uar uhar nsj nsjdk vlc vlcufvd ohnl onh
  ilovegod jesus christ angel angels heaven blessed faith ninja matrix hunter ranger tigger ginger pepper buster maggie bailey harley cookie1 orange purple yellow silver golden diamond
  eminem metallica nirvana slipknot liverpoolfc letmeinnow opensesame nopassword mypass mypasswd temp temppass temppassword temporary p@ssword p@ssw0rd`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
