/** The frame of lists and panels that float over the page. */
export const floatingLook = 'rounded border border-line bg-surface text-ink shadow-float outline-none entering:appears'
/** One choice in a floating list. */
export const choiceLook =
  'flex cursor-default items-center gap-2 rounded px-2.5 py-1.5 text-sm text-ink no-underline outline-none focused:bg-hover hovered:bg-hover off:opacity-50'
