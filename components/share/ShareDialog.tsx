import { useEffect, useMemo, useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { drawSvg } from '../../lib/view/draw-svg.ts'
import type { Picture } from '../../lib/view/picture.ts'
import { defaultTitle, shareOptions } from '../../lib/view/share-options.ts'
import type { Theme } from '../../lib/view/theme.ts'
import type { WayDrawing } from '../../lib/view/way-drawing.ts'
import { copyText } from '../ui/copy-text.ts'
import { Modal } from '../ui/Modal.tsx'
import { ShareButtons } from './ShareButtons.tsx'
import { fileName } from './share-text.ts'

type Props = {
  topology: Topology
  picture: Picture
  /** The way of a packet that is drawn over it, and what the picture is called then. */
  way?: WayDrawing | null
  title?: string | null
  onClose: () => void
}

/** This very view as a file or as a link. What is shared is the picture of the moment when the dialog was opened. */
export function ShareDialog({ topology: live, picture: drawn, way: over = null, title: named = null, onClose }: Props) {
  const [{ topology, picture, way }] = useState({ topology: live, picture: drawn, way: over })
  const [title, setTitle] = useState(() => named ?? defaultTitle(topology))
  const [theme, setTheme] = useState<Theme>(themeOnScreen)
  const svg = useMemo(
    () => drawSvg(picture, { ...shareOptions(topology, picture, { title, theme }), way }),
    [picture, topology, way, title, theme],
  )
  const preview = useBlobUrl(svg)
  return (
    <Modal title="Share this view" onClose={onClose} wide>
      <div className="flex flex-col gap-4 p-4">
        {preview === null ? null : (
          // biome-ignore lint/performance/noImgElement: a file made in the browser, no server has it
          <img
            src={preview}
            alt={`Preview: ${title}`}
            className="max-h-[42vh] w-full rounded-lg border border-line bg-paper object-contain"
          />
        )}
        <div className="flex flex-wrap items-end gap-4">
          <label className="flex min-w-56 flex-1 flex-col gap-1">
            <span className="text-soft">Title</span>
            <input
              type="text"
              value={title}
              maxLength={160}
              onChange={(event) => setTitle(event.target.value)}
              className="min-h-8 rounded-md border border-line bg-card px-2 pointer-coarse:min-h-11"
            />
          </label>
          <fieldset className="flex gap-3">
            <legend className="text-soft">Colours</legend>
            {(['light', 'dark'] as const).map((choice) => (
              <label key={choice} className="flex min-h-8 items-center gap-1.5 pointer-coarse:min-h-11">
                <input
                  type="radio"
                  name="share-theme"
                  checked={theme === choice}
                  onChange={() => setTheme(choice)}
                  className="accent-(--pn-sel)"
                />
                {choice}
              </label>
            ))}
          </fieldset>
        </div>
        <ShareButtons
          svg={svg}
          nameOf={(ending) => fileName(topology, ending)}
          copyLink={() => copyText(window.location.href)}
        />
      </div>
    </Modal>
  )
}

function themeOnScreen(): Theme {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function useBlobUrl(svg: string): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const next = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    setUrl(next)
    return () => URL.revokeObjectURL(next)
  }, [svg])
  return url
}
