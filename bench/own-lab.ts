/** A lab of the bench's own, unless one is named. Imported before anything of the lab, which reads the name as it loads. */
process.env.PORTOLAN_LAB ??= 'portolan-bench'
