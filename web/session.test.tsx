import { renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useSignOut } from './session.tsx'

afterEach(() => vi.unstubAllGlobals())

test('whoever signs out leaves the page and the shop behind, also when the server cannot be reached', async () => {
  for (const answer of [async () => new Response(null, { status: 204 }), () => Promise.reject(new TypeError('no connection'))]) {
    localStorage.setItem('bazgasht.workspace', 'a-shop')
    const left = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
    vi.stubGlobal('fetch', answer)
    await renderHook(() => useSignOut()).result.current()
    expect(left.mock.calls).toEqual([['/sign-in']])
    expect(localStorage.getItem('bazgasht.workspace')).toBeNull()
    left.mockRestore()
  }
})
