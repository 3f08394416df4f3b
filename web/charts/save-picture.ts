import type { ChartLook, ChartModel } from '#web/charts/chart-look.ts'
import { type Composed, composePicture, PICTURE_MARGIN, PICTURE_WIDTH } from '#web/charts/compose-picture.ts'
import { init } from '#web/charts/echarts-picture.ts'
import { paintShapes } from '#web/charts/paint-canvas.ts'
import { svgFile, svgOf } from '#web/charts/paint-svg.ts'
import type { DrawnPicture, PictureOf, PictureWords, Shape } from '#web/charts/picture.ts'
import { chartFontReady } from '#web/charts/use-chart-look.ts'

const WIDTH = PICTURE_WIDTH - 2 * PICTURE_MARGIN
/** A picture has twice as many dots as its size in pixels, so that print is sharp. */
const SHARPNESS = 2
/** The typeface that stands in for ours where an SVG is opened may be so much wider. */
const WIDER = 1.2

/** Downloads a chart as it looks now, with its finding, legend, definition and source around it. */
export async function savePicture(kind: 'png' | 'svg', picture: PictureOf, words: PictureWords, look: ChartLook): Promise<void> {
  await chartFontReady()
  const pen = penOf(document.createElement('canvas'))
  const measure = (text: string, size: number, bold: boolean) => {
    pen.font = `${bold ? '600 ' : ''}${size}px ${look.font}`
    return pen.measureText(text).width * (kind === 'svg' ? WIDER : 1)
  }
  const drawn = 'model' in picture ? null : picture.draw(WIDTH)
  const height = drawn?.height ?? heightOf(picture)
  const composed = composePicture(words, height, measure, look)
  const inside = drawn ? moved(drawn.shapes, composed.chartTop) : []
  const chart = 'model' in picture ? picture.model : null
  const file = kind === 'svg' ? svgBlob(composed, inside, chart, look) : await pngBlob(composed, inside, chart, look)
  download(file, `${fileName(words.title)}.${kind}`)
}

/** The finding as a file's name: without what file systems refuse and marks of direction; half-spaces stay. */
function fileName(title: string): string {
  return title
    .replace(/[\\/:*?"<>|.\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .slice(0, 60)
    .trim()
}

function heightOf(picture: PictureOf): number {
  return 'model' in picture ? (picture.model.height ?? 360) : 0
}

function svgBlob(composed: Composed, inside: readonly Shape[], chart: ChartModel | null, look: ChartLook): Blob {
  const nested = chart ? nestedSvg(chart, composed.chartTop) : ''
  return new Blob([svgFile(composed, look.font, svgOf([...composed.shapes, ...inside]) + nested)], { type: 'image/svg+xml' })
}

/** ECharts writes the chart as a string without a page; it stands inside ours at its place. */
function nestedSvg(model: ChartModel, top: number): string {
  const made = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: model.height ?? 360 })
  made.setOption({ ...model.option, animation: false })
  const text = made.renderToSVGString()
  made.dispose()
  return text.replace('<svg', `<svg x="${PICTURE_MARGIN}" y="${top}"`)
}

async function pngBlob(composed: Composed, inside: readonly Shape[], chart: ChartModel | null, look: ChartLook): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = composed.width * SHARPNESS
  canvas.height = composed.height * SHARPNESS
  const pen = penOf(canvas)
  pen.scale(SHARPNESS, SHARPNESS)
  paintShapes(pen, [...composed.shapes, ...inside], look.font)
  if (chart) {
    const height = chart.height ?? 360
    const host = document.createElement('div')
    const made = init(host, null, { renderer: 'canvas', devicePixelRatio: SHARPNESS, width: WIDTH, height })
    made.setOption({ ...chart.option, animation: false })
    pen.drawImage(made.renderToCanvas({ pixelRatio: SHARPNESS }), PICTURE_MARGIN, composed.chartTop, WIDTH, height)
    made.dispose()
  }
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('The canvas gave no picture'))), 'image/png')
  })
}

/** A drawn chart stands inside the margins, below what is above it. */
function moved(shapes: ReturnType<DrawnPicture['draw']>['shapes'], top: number): Shape[] {
  return shapes.map((shape) =>
    shape.kind === 'line'
      ? { ...shape, from: [shape.from[0] + PICTURE_MARGIN, shape.from[1] + top], to: [shape.to[0] + PICTURE_MARGIN, shape.to[1] + top] }
      : { ...shape, x: shape.x + PICTURE_MARGIN, y: shape.y + top },
  )
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser draws no pictures')
  return pen
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
