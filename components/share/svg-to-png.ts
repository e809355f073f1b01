/** Draws an SVG file at twice its size and gives the PNG; null where the browser cannot. */
export async function svgToPng(svg: string): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    const drawable = await image.decode().then(
      () => true,
      () => false,
    )
    if (!drawable) return null
    const canvas = document.createElement('canvas')
    const scale = Math.min(2, longestSide / Math.max(image.naturalWidth, image.naturalHeight))
    canvas.width = Math.round(image.naturalWidth * scale)
    canvas.height = Math.round(image.naturalHeight * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Browsers give an empty picture above about this many pixels a side. */
const longestSide = 16_000
