/** The lab's own check works in a lab of its own, beside the one that people and tests use. */
process.env.PORTOLAN_LAB ??= 'portolan-lab-check'
