type Props = { open: boolean; onToggle: () => void }

/** Unfolds the commands that show the same in a terminal. */
export const SeeButton = ({ open, onToggle }: Props) => (
  <button
    type="button"
    aria-expanded={open}
    onClick={onToggle}
    className="rounded text-sel hover:underline pointer-coarse:min-h-11"
  >
    see it yourself
  </button>
)
