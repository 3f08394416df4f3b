import type { CSSProperties } from 'react'
import { textOn } from '#pure/colour'
import type { SessionResponse } from '#api/workspaces'

type Shop = SessionResponse['workspaces'][number]

/** A shop's logo, or its first letter on its colour. */
export function ShopMark({ shop: { id, name, accent, logo } }: { readonly shop: Shop }) {
  if (logo !== null)
    return <img src={`/p/logo/${id}/${logo}`} alt="" className="size-5 shrink-0 rounded bg-surface object-contain" width="20" height="20" />
  const style: CSSProperties = accent === null ? {} : { backgroundColor: accent, color: textOn(accent) }
  return (
    <span
      aria-hidden
      style={style}
      className="grid size-5 shrink-0 place-items-center rounded bg-accent-soft text-xs font-semibold text-accent-ink"
    >
      {[...name][0]}
    </span>
  )
}
