import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConsentState } from './api.ts'
import { enteredAs, mayAskAgain, mayBeContacted, standingOfFamily, standingOfProfile, type ContactQuestion, type Word } from './domain.ts'

const word = (state: ConsentState, at: number, parting: string | null = null): Word => ({ state, at, source: 'test', parting })
const held = (...words: Word[]) => standingOfProfile(words)?.state ?? null

test('the latest word holds, whatever the order in which words arrive', () => {
  expect(held(word('granted', 1), word('denied', 2))).toBe('denied')
  expect(held(word('denied', 2), word('granted', 1))).toBe('denied')
  expect(held(word('denied', 1), word('granted', 2))).toBe('granted')
})

test('of a yes and a no at the same time the no holds', () => {
  expect(held(word('granted', 1), word('denied', 1))).toBe('denied')
  expect(held(word('pending', 1), word('denied', 1))).toBe('denied')
})

test('a yes that waits for its confirmation takes nothing from a yes that stands, and gives nothing back after a no', () => {
  expect(held(word('granted', 1), word('pending', 2))).toBe('granted')
  expect(held(word('granted', 1), word('denied', 2), word('pending', 3))).toBe('pending')
})

test('silence is no word: it neither allows nor forbids', () => {
  expect(standingOfFamily([])).toBeNull()
  expect(standingOfFamily([[], [word('granted', 1)]])?.state).toBe('granted')
})

test('over a family the stricter wins, even when it is older', () => {
  expect(standingOfFamily([[word('denied', 1)], [word('granted', 9)]])?.state).toBe('denied')
  expect(standingOfFamily([[word('pending', 1)], [word('granted', 9)]])?.state).toBe('pending')
})

test('after a merge was undone, what the other one allowed is gone and what they forbade stays', () => {
  expect(held(word('granted', 2, 'undone'))).toBeNull()
  expect(held(word('denied', 1), word('granted', 2, 'undone'))).toBe('denied')
  expect(held(word('granted', 1), word('denied', 2, 'undone'))).toBe('denied')
})

test('a yes of their own lifts what others forbade, a no of long ago does not come back', () => {
  expect(held(word('denied', 2, 'undone'), word('granted', 3))).toBe('granted')
  expect(held(word('granted', 3), word('denied', 2, 'undone'))).toBe('granted')
})

test('a yes from outside waits where a confirmation is asked for; a colleague vouches for theirs', () => {
  expect(enteredAs('granted', 'tracking', true)).toBe('pending')
  expect(enteredAs('granted', 'tracking', false)).toBe('granted')
  expect(enteredAs('granted', 'member', true)).toBe('granted')
  expect(enteredAs('denied', 'tracking', true)).toBe('denied')
})

const ASKED: ContactQuestion = {
  purpose: 'newsletter',
  isKnownPurpose: true,
  isErased: false,
  hasAddress: true,
  isSuppressed: false,
  state: 'granted',
}
test.each([
  [{}, true, 'granted'],
  [{ state: null }, false, 'silent'],
  [{ state: 'pending' }, false, 'pending'],
  [{ state: 'denied' }, false, 'denied'],
  [{ purpose: 'service', state: null }, true, 'service'],
  [{ purpose: 'service', state: 'denied' }, false, 'denied'],
  [{ isErased: true }, false, 'erased'],
  [{ hasAddress: false }, false, 'no_address'],
  [{ isKnownPurpose: false }, false, 'unknown_purpose'],
  [{ purpose: 'service', state: null, isSuppressed: true }, false, 'suppressed'],
] as const)('asked with %o, a sender hears %s: %s', (over, may, reason) => {
  expect(mayBeContacted({ ...ASKED, ...over })).toEqual({ may, reason })
})

test('nobody is asked for a confirmation twice a day, nor for ever', () => {
  const day = 86_400_000
  expect(mayAskAgain({ askedAt: 0, times: 1 }, day - 1)).toBe(false)
  expect(mayAskAgain({ askedAt: 0, times: 1 }, day)).toBe(true)
  expect(mayAskAgain({ askedAt: 0, times: 5 }, day)).toBe(false)
  expect(mayAskAgain({ askedAt: 0, times: 5 }, 30 * day)).toBe(true)
})

/** The rules of the ledger over four profiles: words are written for the whole family, undoing a merge parts them. */
class Shop {
  readonly roots = [0, 1, 2, 3]
  readonly words: (Word & { readonly of: number; readonly saidAs: number })[] = []
  readonly merges: { readonly moved: readonly number[]; readonly from: number; readonly to: number }[] = []

  family = (root: number) => [0, 1, 2, 3].filter((each) => this.roots[each] === root)
  standing = (of: number) => standingOfProfile(this.words.filter((each) => each.of === of))
  rank = (of: number) => rankOf(this.standing(of)?.state ?? null)
  person = (root: number) => standingOfFamily(this.family(root).map((of) => this.words.filter((each) => each.of === of)))?.state ?? null

  say(saidAs: number, state: ConsentState, at: number) {
    for (const of of this.family(this.roots[saidAs]!)) this.words.push({ ...word(state, at), of, saidAs })
  }

  merge(from: number, to: number) {
    const moved = this.family(from)
    for (const each of moved) this.roots[each] = to
    this.merges.push({ moved, from, to })
  }

  undo(name: string) {
    const last = this.merges.pop()
    if (!last) return
    for (const each of last.moved) this.roots[each] = last.from
    this.words.forEach((each, index) => {
      if (each.parting === null && this.roots[each.of] !== this.roots[each.saidAs]) this.words[index] = { ...each, parting: name }
    })
  }
}

const rankOf = (state: ConsentState | null) => (state === null ? -1 : { granted: 0, pending: 1, denied: 2 }[state])

const Step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('say' as const),
      who: fc.nat(3),
      state: fc.constantFrom<ConsentState>('granted', 'denied', 'pending'),
      at: fc.nat(8),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('merge' as const), from: fc.nat(3), to: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('undo' as const) }) },
)

test('neither a merge nor its undoing ever widens what is allowed, whatever is said in between', () => {
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 25 }), (steps) => {
      const shop = new Shop()
      steps.forEach((step, index) => {
        if (step.what === 'say') return shop.say(step.who, step.state, step.at)
        if (step.what === 'undo') {
          const before = [0, 1, 2, 3].map(shop.rank)
          shop.undo(`undo ${index}`)
          // Silence after a yes is narrower; after anything stricter it would be wider.
          for (const of of [0, 1, 2, 3]) expect(shop.rank(of) >= before[of]! || (before[of] === 0 && shop.rank(of) === -1)).toBe(true)
          return
        }
        const [from, to] = [shop.roots[step.from]!, shop.roots[step.to]!]
        if (from === to) return
        const before = [rankOf(shop.person(from)), rankOf(shop.person(to))]
        shop.merge(from, to)
        expect(rankOf(shop.person(to))).toBe(Math.max(...before))
      })
      // Whoever is allowed by somebody's yes was spoken of themselves, or as one person that was never taken apart.
      for (const of of [0, 1, 2, 3]) {
        if (shop.rank(of) === 0)
          expect(shop.words.some((each) => each.of === of && each.state === 'granted' && each.parting === null)).toBe(true)
      }
      const states = [0, 1, 2, 3].map(shop.rank)
      shop.words.reverse()
      expect([0, 1, 2, 3].map(shop.rank)).toEqual(states)
    }),
    { numRuns: 5000 },
  )
})
