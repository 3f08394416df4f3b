import type { Shape } from '#web/charts/picture.ts'

/** Shapes as elements of an SVG file; texts stay texts. */
export function svgOf(shapes: readonly Shape[]): string {
  return shapes.map(element).join('')
}

/** A whole SVG file. Fonts are named, not embedded: a viewer without Vazirmatn shows the text in its own Persian typeface. */
export function svgFile(size: { readonly width: number; readonly height: number }, font: string, inside: string): string {
  const { width, height } = size
  const root = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return `<svg ${root} font-family="${escaped(font)}" direction="ltr">${inside}</svg>`
}

const ANCHORS = { left: 'start', middle: 'middle', right: 'end' } as const

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'box':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${shape.fill}"/>`
    case 'line': {
      const { from, to, colour, width, dashed } = shape
      const dash = dashed ? ' stroke-dasharray="5 4"' : ''
      return `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" stroke="${colour}" stroke-width="${width}"${dash}/>`
    }
    case 'dot':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" fill="${shape.fill}" stroke="${shape.border}" stroke-width="2"/>`
    case 'text': {
      const { x, y, text, size, colour, bold, rtl, anchor } = shape
      // In a text that runs from the right, "start" is its right edge.
      const edge = rtl && anchor !== 'middle' ? ANCHORS[anchor === 'left' ? 'right' : 'left'] : ANCHORS[anchor]
      const weight = bold ? ' font-weight="600"' : ''
      const way = rtl ? ' direction="rtl"' : ''
      return `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}" text-anchor="${edge}"${weight}${way}>${escaped(text)}</text>`
    }
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
