/** Colours by name: `var(--pn-TOKEN)` on the page, a hex value of the theme in an exported file. */
export type ColourToken =
  | 'paper'
  | 'panel'
  | 'card'
  | 'frame'
  | 'zone'
  | 'line'
  | 'ink'
  | 'soft'
  | 'hair'
  | 'sel'
  | 'ok'
  | 'warn'
  | 'bad'
  | 'idle'
  | 'overlay'
  | 'overlay-bg'
  | 'bridge'
  | 'bridge-bg'
  | 'gwbridge'
  | 'gwbridge-bg'
  | 'macvlan'
  | 'macvlan-bg'
  | 'underlay'
  | 'underlay-bg'
  | 'plain'
  | 'plain-bg'

/** From the ground up: frames, then lines, then boxes that lines pass behind, then what lies on the boxes. */
export type Layer = 'ground' | 'line' | 'box' | 'top'

type Common = { layer: Layer }

/** What a picture is drawn from, in the picture's own coordinates; the page and the exported file draw the same list. */
export type Shape =
  | (Common & {
      kind: 'rect'
      x: number
      y: number
      width: number
      height: number
      radius: number
      fill: ColourToken
      stroke: ColourToken | null
      strokeWidth: number
      dash: string | null
    })
  | (Common & {
      kind: 'line'
      x1: number
      y1: number
      x2: number
      y2: number
      stroke: ColourToken
      strokeWidth: number
      dash: string | null
    })
  | (Common & {
      kind: 'circle'
      cx: number
      cy: number
      r: number
      fill: ColourToken
      stroke: ColourToken | null
      strokeWidth: number
    })
  | (Common & {
      kind: 'text'
      x: number
      y: number
      text: string
      full: string
      size: number
      mono: boolean
      bold: boolean
      anchor: 'start' | 'middle' | 'end'
      fill: ColourToken
    })
