export type Checklist = {
  check: (what: string, test: () => void | Promise<void>) => Promise<void>
  /** Says how many passed and failed, and hands back the exit code. */
  conclude: () => number
}

/** Prints each check as it is made; a failed one does not keep the next from being made. */
export function startChecklist(): Checklist {
  let passed = 0
  let failed = 0
  return {
    async check(what, test) {
      try {
        await test()
        passed += 1
        console.log(`passed  ${what}`)
      } catch (error) {
        failed += 1
        console.log(`FAILED  ${what}\n        ${error instanceof Error ? error.message : String(error)}`)
      }
    },
    conclude() {
      console.log(`${passed} passed, ${failed} failed`)
      return failed === 0 ? 0 : 1
    },
  }
}
