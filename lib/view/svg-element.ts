import type { ColourToken, Shape } from './shape.ts'

export const sansStack = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
const monoStack = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that means nothing but itself, in content and in attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] ?? '')

/** Up to two decimals, without a trailing zero. */
const number = (value: number): string => String(Math.round(value * 100) / 100)

const attributes = (values: Record<string, string | number | null>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : escaped(value ?? '')}"`)
    .join('')

/** One shape as SVG, in the colours of a theme. */
export function svgElement(shape: Shape, colours: Record<ColourToken, string>): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect${attributes({ x: shape.x, y: shape.y, width: shape.width, height: shape.height, rx: shape.radius, fill: colours[shape.fill], ...stroke(shape, colours), 'stroke-dasharray': shape.dash })}/>`
    case 'line':
      return `<line${attributes({ x1: shape.x1, y1: shape.y1, x2: shape.x2, y2: shape.y2, ...stroke(shape, colours), 'stroke-dasharray': shape.dash })}/>`
    case 'circle':
      return `<circle${attributes({ cx: shape.cx, cy: shape.cy, r: shape.r, fill: colours[shape.fill], ...stroke(shape, colours) })}/>`
    case 'text':
      return textElement(shape, colours)
    default:
      return shape satisfies never
  }
}

const stroke = (shape: { stroke: ColourToken | null; strokeWidth: number }, colours: Record<ColourToken, string>) =>
  shape.stroke === null ? {} : { stroke: colours[shape.stroke], 'stroke-width': shape.strokeWidth }

function textElement(shape: Extract<Shape, { kind: 'text' }>, colours: Record<ColourToken, string>): string {
  const look = attributes({
    x: shape.x,
    y: shape.y,
    'font-size': shape.size,
    'font-weight': shape.bold ? 600 : null,
    'font-family': shape.mono ? monoStack : null,
    'text-anchor': shape.anchor === 'start' ? null : shape.anchor,
    fill: colours[shape.fill],
  })
  const whole = shape.full === shape.text ? '' : `<title>${escaped(shape.full)}</title>`
  return `<text${look}>${whole}${escaped(shape.text)}</text>`
}
