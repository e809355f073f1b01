import type { Gap } from '../../lib/model/gap.ts'
import { asSentence } from '../ui/as-sentence.ts'
import { Button } from '../ui/Button.tsx'
import { Command } from '../ui/Command.tsx'
import { Since } from '../ui/Since.tsx'
import type { PageState } from './page-state.ts'
import { Skeleton } from './Skeleton.tsx'
import { StateCard } from './StateCard.tsx'

type Props = { state: PageState; stopped: number; onShowStopped: () => void }

/** Says what is missing and what to do about it; nothing where there is a picture to look at. */
export function PageStateView({ state, stopped, onShowStopped }: Props) {
  switch (state.kind) {
    case 'ready':
      return stopped > 0 ? <OnlyStopped stopped={stopped} onShowStopped={onShowStopped} /> : null
    case 'loading':
      return <Skeleton />
    case 'failed':
      return <Failed state={state} />
    case 'no-engine':
      return <NoEngine state={state} />
    case 'no-containers':
      return (
        <StateCard title="No containers">
          <p>The engine answers and has none. Start one, and it appears here without a reload:</p>
          <Command text="docker run -d --name web -p 8080:80 nginx" />
        </StateCard>
      )
    default:
      return state satisfies never
  }
}

function Failed({ state: { link, agents } }: { state: Extract<PageState, { kind: 'failed' }> }) {
  const unwell = agents.filter(({ state }) => state === 'lost' || state === 'refused')
  return (
    <StateCard title="No picture">
      {link.state === 'lost' ? (
        <p role="alert">
          <bdi>{asSentence(link.detail)}</bdi> Silent since <Since at={link.since} />.
        </p>
      ) : (
        <p role="alert">No agent tells of its host.</p>
      )}
      {unwell.length === 0 ? null : (
        <ul aria-label="Agents" className="flex max-h-64 flex-col gap-2 overflow-auto">
          {unwell.map((agent) => (
            <li key={agent.address} className="wrap-anywhere">
              <bdi className="mono font-semibold">{agent.address}</bdi> {agent.state}:{' '}
              <bdi>{asSentence(agent.detail)}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p>Look at the terminal where Portolan was started, or start it again:</p>
      <Command text="npm start" />
    </StateCard>
  )
}

function NoEngine({ state: { statuses, gap } }: { state: Extract<PageState, { kind: 'no-engine' }> }) {
  const reasons = gap === null ? statuses.map(({ engine }) => engine.detail) : [gap.reason]
  return (
    <StateCard title={titles[gap?.code ?? 'no-engine'] ?? 'No answer from the Docker engine'}>
      {reasons.map((reason) => (
        <p key={reason} className="wrap-anywhere first-letter:uppercase">
          <bdi>{reason}</bdi>
        </p>
      ))}
      <p>
        <EngineAdvice gap={gap} /> Portolan goes on looking. What the kernel alone tells is in the picture.
      </p>
      <p>To see what it looks like with an engine, open the recording:</p>
      <Command text="npm start -- --demo" />
    </StateCard>
  )
}

const titles: Partial<Record<Gap['code'], string>> = {
  'no-engine': 'No Docker engine found',
  'no-right': 'No right to ask the Docker engine',
  'engine-too-old': 'Docker engine and Portolan do not fit',
  'bad-answer': 'The answer is not a Docker engine’s',
}

/** What to do about an engine that cannot be asked. */
function EngineAdvice({ gap }: { gap: Gap | null }) {
  if (gap === null || gap.code === 'no-engine')
    return (
      <>
        Start Docker on this host, or say where it is with <code className="mono">DOCKER_HOST</code> or{' '}
        <code className="mono">DOCKER_CONTEXT</code> as for the docker command.
      </>
    )
  if (gap.code === 'no-right') return 'Start Portolan again as root, or as a user of the group docker.'
  return <bdi>{gap.advice ?? 'See what the engine says: docker version.'}</bdi>
}

const OnlyStopped = ({ stopped, onShowStopped }: { stopped: number; onShowStopped: () => void }) => (
  <StateCard title="No container is running">
    <p>{stopped === 1 ? '1 stopped container is hidden.' : `${stopped} stopped containers are hidden.`}</p>
    <Button className="self-start" onClick={onShowStopped}>
      Show stopped containers
    </Button>
  </StateCard>
)
