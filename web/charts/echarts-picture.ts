import { use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { init } from '#web/charts/echarts.ts'

// As a string for a file, where no content security policy refuses its style attributes; the page itself draws on canvas.
register([SVGRenderer])

/** ECharts for pictures: canvas and SVG. Loaded when somebody takes a chart along. */
export { init }
