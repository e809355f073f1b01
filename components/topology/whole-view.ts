import type { Viewport } from '@xyflow/react'

type Size = { width: number; height: number }

const edge = 12
/** Below the picture there is room for the tools. */
const foot = 44
const largest = 1.15

/** The view that shows a whole picture from its top edge, as large as its place allows and never larger than its own size. */
export function wholeView(picture: Size, place: Size): Viewport {
  const across = (place.width - 2 * edge) / picture.width
  const down = (place.height - edge - foot) / picture.height
  const zoom = Math.min(Math.max(Math.min(across, down), 0.05), largest)
  return { x: (place.width - picture.width * zoom) / 2, y: edge, zoom }
}

/** The view of a part of a picture with its surroundings, as near as possible without showing what is beyond the picture. */
export function rectView(rect: Size & { x: number; y: number }, picture: Size, place: Size): Viewport {
  const around = 28
  const across = place.width / (rect.width + 2 * around)
  const down = (place.height - foot) / (rect.height + 2 * around)
  const zoom = Math.min(Math.max(Math.min(across, down), 0.05), largest)
  return {
    x: along(place.width / 2 - (rect.x + rect.width / 2) * zoom, place.width, picture.width * zoom),
    y: along((place.height - foot) / 2 - (rect.y + rect.height / 2) * zoom, place.height - foot, picture.height * zoom),
    zoom,
  }
}

/** An offset at which the picture fills its place; in the middle where it is smaller. */
const along = (offset: number, place: number, picture: number): number =>
  picture <= place ? (place - picture) / 2 : Math.min(0, Math.max(offset, place - picture))

/** Below this the small texts of a picture cannot be read. */
const readable = 0.7
/** Below this even names could not be, so it is all the same. */
const hopeless = 0.45

/** A phone's width: nobody reads an overview there. */
const narrow = 640

/** The view to begin with: the whole picture, or, where a little more room would make it readable, and on a phone, its top left corner. */
export function openingView(picture: Size, place: Size): Viewport {
  const whole = wholeView(picture, place)
  if (whole.zoom >= readable || (whole.zoom < hopeless && place.width > narrow)) return whole
  const width = picture.width * readable
  return { x: width < place.width ? (place.width - width) / 2 : 0, y: edge, zoom: readable }
}

/** Whether part of a picture lies beyond its place. */
export function isBeyond({ x, y, zoom }: Viewport, picture: Size, place: Size): boolean {
  const right = x + picture.width * zoom
  const bottom = y + picture.height * zoom
  return x < -edge || y < -edge || right > place.width + edge || bottom > place.height + edge
}
