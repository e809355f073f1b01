import type { Viewport } from '@xyflow/react'

/** The point of a picture that is in the middle of its place, and how large it is drawn: the same in a window of any size. */
export type ViewCentre = { x: number; y: number; zoom: number }

type Size = { width: number; height: number }

export function centreOf({ x, y, zoom }: Viewport, place: Size): ViewCentre {
  return {
    x: Math.round((place.width / 2 - x) / zoom),
    y: Math.round((place.height / 2 - y) / zoom),
    zoom: Math.round(zoom * 1000) / 1000,
  }
}

export const viewportAt = ({ x, y, zoom }: ViewCentre, place: Size): Viewport => ({
  x: place.width / 2 - x * zoom,
  y: place.height / 2 - y * zoom,
  zoom,
})

/** As a link holds it: `640,312,0.85`. */
export const writeCentre = ({ x, y, zoom }: ViewCentre): string => [x, y, zoom].join()

/** Null for whatever names no point of a picture. */
export function readCentre(text: string | null): ViewCentre | null {
  const [, x, y, zoom] = /^(-?\d{1,7}),(-?\d{1,7}),(\d(?:\.\d{1,3})?)$/.exec(text ?? '') ?? []
  if (x === undefined || y === undefined || zoom === undefined) return null
  return { x: Number(x), y: Number(y), zoom: Math.min(Math.max(Number(zoom), 0.05), 2.5) }
}
