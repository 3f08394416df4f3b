import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

// Canvas, not SVG: zrender's SVG text needs style attributes, which a strict content security policy refuses.
use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

/** ECharts with only the parts that our charts draw. Loaded by `import()` from chart.tsx, never with the first page. */
export { init }
