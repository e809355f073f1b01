// @ts-check
// Goes into the page before its own scripts: notes when what a person sees has changed, by the machine's clock, after the frame was drawn.

/** @type {{ at: number, seen: boolean }[]} */
const frames = []
/** @type {(() => boolean) | null} */
let isSeen = null
let noted = false
let drawing = false

const afterFrame = new MessageChannel()
afterFrame.port1.onmessage = () => {
  drawing = false
  frames.push({ at: Date.now(), seen: noted })
}

new MutationObserver(() => {
  if (isSeen === null || drawing) return
  const seen = isSeen()
  if (seen === noted) return
  noted = seen
  drawing = true
  requestAnimationFrame(() => afterFrame.port2.postMessage(null))
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

Object.assign(window, {
  portolanBench: {
    /** @param {() => boolean} condition */
    watch(condition) {
      isSeen = condition
      noted = condition()
      frames.length = 0
    },
    frames,
  },
})
