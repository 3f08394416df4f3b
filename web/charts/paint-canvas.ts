import type { Shape } from '#web/charts/picture.ts'

/** Paints shapes on a canvas. */
export function paintShapes(pen: CanvasRenderingContext2D, shapes: readonly Shape[], font: string): void {
  for (const shape of shapes) paint(pen, shape, font)
}

function paint(pen: CanvasRenderingContext2D, shape: Shape, font: string): void {
  switch (shape.kind) {
    case 'box':
      pen.fillStyle = shape.fill
      return pen.fillRect(shape.x, shape.y, shape.width, shape.height)
    case 'line':
      pen.strokeStyle = shape.colour
      pen.lineWidth = shape.width
      pen.setLineDash(shape.dashed ? [5, 4] : [])
      pen.beginPath()
      pen.moveTo(...shape.from)
      pen.lineTo(...shape.to)
      return pen.stroke()
    case 'dot':
      pen.fillStyle = shape.fill
      pen.strokeStyle = shape.border
      pen.lineWidth = 2
      pen.setLineDash([])
      pen.beginPath()
      pen.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI)
      pen.fill()
      return pen.stroke()
    case 'text':
      pen.font = `${shape.bold ? '600 ' : ''}${shape.size}px ${font}`
      pen.fillStyle = shape.colour
      pen.direction = shape.rtl ? 'rtl' : 'ltr'
      pen.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor
      return pen.fillText(shape.text, shape.x, shape.y)
  }
}
