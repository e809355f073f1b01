const tones = { ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad', idle: 'bg-idle' }

/** A mark of health; the word beside it says the same. */
export const Dot = ({ tone }: { tone: keyof typeof tones }) => (
  <span aria-hidden className={`size-2 shrink-0 rounded-full ${tones[tone]}`} />
)
