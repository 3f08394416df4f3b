import { useMemo } from 'react'
import { formatPhone } from '#pure/phone'
import { useFormat } from '#web/format.tsx'

/** A phone number in the reader's digits, left to right in any text; a dash for none. */
export function PhoneNumber({ e164 }: { readonly e164: string | null }) {
  const { language } = useFormat()
  const text = useMemo(() => (e164 ? formatPhone(e164, language) : '–'), [e164, language])
  return <bdi className="code-run">{text}</bdi>
}
