import type { Answer, KernelReads } from '../host-source.ts'

/** Stands for the kernel of a machine that is not this one: every read says why there is no answer. */
export function kernelElsewhere(reason: string): KernelReads {
  const refuse = <T>(source: string): Promise<Answer<T>> =>
    Promise.resolve({ ok: false, source, code: 'elsewhere', reason, readAt: Date.now() })
  return {
    findNamespaces: () => refuse('network namespaces'),
    readNamespace: ({ inode }) => refuse(`net:[${inode}]`),
    readHostFacts: () => refuse('uname -nr'),
    readFile: (path) => refuse(path),
    watchKernel: () => ({ stop() {} }),
  }
}
