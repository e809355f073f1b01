import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { saveFile } from './save-file.ts'
import { svgToPng } from './svg-to-png.ts'

type Props = { svg: string; nameOf: (ending: 'svg' | 'png') => string; copyLink: () => Promise<boolean> }

const canCopyImage = (): boolean => typeof ClipboardItem !== 'undefined' && navigator.clipboard !== undefined

/** Ways to hand the picture on; the line below says what came of the last one. */
export function ShareButtons({ svg, nameOf, copyLink }: Props) {
  const [said, setSaid] = useState('')
  const report = (what: string) => (done: boolean) =>
    setSaid(done ? `${what}.` : 'The browser does not allow it. Download the file instead.')
  const svgFile = () => new Blob([svg], { type: 'image/svg+xml' })

  const savePng = async (): Promise<boolean> => {
    const png = await svgToPng(svg)
    if (png) saveFile(png, nameOf('png'))
    return png !== null
  }
  const copyPng = async (): Promise<boolean> => {
    const png = await svgToPng(svg)
    if (png === null) return false
    return navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]).then(
      () => true,
      () => false,
    )
  }
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button tone="strong" onClick={() => savePng().then(report('PNG downloaded'))}>
          Download PNG
        </Button>
        <Button
          onClick={() => {
            saveFile(svgFile(), nameOf('svg'))
            setSaid('SVG downloaded.')
          }}
        >
          Download SVG
        </Button>
        {canCopyImage() ? <Button onClick={() => copyPng().then(report('PNG copied'))}>Copy PNG</Button> : null}
        <Button onClick={() => copyText(svg).then(report('SVG copied'))}>Copy SVG</Button>
        <Button onClick={() => copyLink().then(report('Link copied'))}>Copy link</Button>
      </div>
      <p role="status" className="min-h-5 text-soft">
        {said}
      </p>
    </>
  )
}
