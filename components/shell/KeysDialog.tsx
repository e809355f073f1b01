import { Modal } from '../ui/Modal.tsx'

const keys: [string[], string][] = [
  [['/', 'Ctrl K'], 'Search'],
  [['←', '→', '↑', '↓'], 'Walk along drops and bars, when the picture has the focus'],
  [['Enter'], 'Open what the keyboard is on'],
  [['f'], 'Zoom to the selection'],
  [['0'], 'Fit the whole picture'],
  [['+', '-'], 'Zoom'],
  [['t'], 'Table or picture'],
  [['v'], 'VXLAN tunnels between hosts: show or hide'],
  [['p'], 'Path from here: then click where to'],
  [['e'], 'Share this view'],
  [['Esc'], 'Back: close, then unselect'],
  [['?'], 'These keys'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal title="Keys" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 p-4">
        {keys.map(([names, what]) => (
          <div key={what} className="contents">
            <dt className="flex gap-1">
              {names.map((name) => (
                <kbd key={name} className="mono rounded border border-line bg-card px-1.5">
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
