import { inertText } from './inert-text.ts'
import { legendShapes } from './legend-shapes.ts'
import { makeLabel } from './make-label.ts'
import { fonts } from './measures.ts'
import { type Painted, paintPicture, quietOpacity } from './paint-picture.ts'
import type { Picture } from './picture.ts'
import { redactPicture } from './redact-picture.ts'
import type { Shape } from './shape.ts'
import { textShape } from './shapes-of.ts'
import { escaped, sansStack, svgElement } from './svg-element.ts'
import { textWidth } from './text-width.ts'
import { palettes, type Theme } from './theme.ts'
import type { WayDrawing } from './way-drawing.ts'

export type DrawOptions = {
  theme: Theme
  title: string
  /** When the topology was read, as text in UTC. */
  readAt: string
  /** Names of the hosts that it shows. */
  hosts: readonly string[]
  legend: boolean
  /** Filters in force and what they leave out, in words. */
  filters: readonly string[]
  /** Without names, images and addresses. */
  redact?: boolean
  /** The way of a packet, drawn over it; what is not on the way steps back. */
  way?: WayDrawing | null
}

const margin = 18
const headHeight = 40
const lineHeight = 17

/** The picture as a file that stands alone: the same bytes for the same picture and options. */
export function drawSvg(picture: Picture, options: DrawOptions): string {
  const shown = options.redact ? redactPicture(picture) : picture
  const colours = palettes[options.theme]
  const width = Math.ceil(Math.max(shown.width, 640))
  const room = width - 2 * margin
  const legend = options.legend
    ? legendShapes(shown, margin, headHeight + shown.height, room)
    : { shapes: [], height: 0 }
  const foot = footLines(shown, options, room)
  const footTop = headHeight + shown.height + legend.height + 8
  const height = Math.ceil(footTop + foot.length * lineHeight + 10)
  const title = options.redact ? 'Docker networks' : options.title
  const head = makeLabel(title, margin, 27, room, { size: 16, mono: false, bold: true })
  const element = (shape: Shape): string => svgElement(shape, colours)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(sansStack)}" role="img">`,
    `<title>${escaped(inertText(title))}</title>`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    element(textShape('top', head, 'ink')),
    `<g transform="translate(0 ${headHeight})">`,
    ...drawn(paintPicture(shown, options.way ?? null), element),
    '</g>',
    ...legend.shapes.map(element),
    ...foot.map((text, index) =>
      element(
        textShape('top', makeLabel(text, margin, footTop + 10 + index * lineHeight, room, fonts.caption), 'soft'),
      ),
    ),
    '</svg>',
    '',
  ].join('\n')
}

function drawn(painted: readonly Painted[], element: (shape: Shape) => string): string[] {
  return painted.map(({ shapes, quiet, at }) => {
    const elements = shapes.map(element)
    if (at) return `<g transform="translate(${rounded(at.x)} ${rounded(at.y)})">${elements.join('')}</g>`
    return quiet ? `<g opacity="${quietOpacity}">${elements.join('')}</g>` : elements.join('\n')
  })
}

const rounded = (length: number): number => Math.round(length * 100) / 100

/** When and where it was seen, and what it does not show. */
function footLines(picture: Picture, options: DrawOptions, room: number): string[] {
  const hosts = options.redact ? picture.frames.map((frame) => frame.name) : options.hosts
  const filters = options.redact ? picture.hidden : options.filters
  return [
    `Read ${options.readAt} · ${hosts.length === 1 ? 'host' : 'hosts'} ${hosts.join(', ')}`,
    ...wrapped(filters, room),
  ]
}

/** As many lines as it takes: a filter that is in force is named, however many there are. */
function wrapped(parts: readonly string[], room: number): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const longer = `${lines.at(-1)} · ${part}`
    if (lines.length > 0 && textWidth(inertText(longer), fonts.caption) <= room) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines
}
