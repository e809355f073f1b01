import { machineFile } from './machine-paths.ts'

/** Mebibytes: what engines, some forty containers and a program in each namespace take; only what is used is taken of this machine. */
const memory = 10_240

export type MachineShare = { tag: string; folder: string }

/**
 * Command line of the virtual machine: no acceleration is asked of this one, no way out but for the one port, every share read-only, and what it
 * writes on its disks goes into a file that is gone with it.
 */
export function machineArgv(given: {
  kernel: string
  archive: string
  disks: readonly string[]
  shares: readonly MachineShare[]
  port: number
  innerPort: number
}): string[] {
  const { kernel, archive, disks, shares, port, innerPort } = given
  return [
    'qemu-system-x86_64',
    ...[
      '-M',
      'q35,hpet=off',
      '-accel',
      'tcg,thread=multi',
      '-cpu',
      'max,la57=off,erms=off,fsrm=off,smap=off,smep=off,pku=off',
      '-smp',
      '2',
      '-m',
      `${memory}`,
    ],
    ...['-display', 'none', '-monitor', 'none', '-serial', `file:${machineFile('console.log')}`, '-no-reboot'],
    ...['-kernel', kernel, '-initrd', archive],
    // The one clock that costs no exit from the machine; without the word the kernel mistrusts it.
    ...[
      '-append',
      'console=ttyS0 mitigations=off quiet panic=-1 tsc=reliable clocksource=tsc clearcpuid=rep_good transparent_hugepage=never',
    ],
    ...disks.flatMap((disk) => ['-drive', `file=${quoted(disk)},format=raw,if=virtio,cache=unsafe,snapshot=on`]),
    ...shares.flatMap(({ tag, folder }) => [
      '-virtfs',
      `local,path=${quoted(folder)},mount_tag=${tag},security_model=none,readonly=on,multidevs=remap`,
    ]),
    ...['-netdev', `user,id=control,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:${innerPort}`],
    ...['-device', 'virtio-net-pci,netdev=control'],
  ]
}

/** A comma in a value is written twice. */
const quoted = (path: string): string => path.replaceAll(',', ',,')
