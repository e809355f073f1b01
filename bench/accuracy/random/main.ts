import { runRandom } from './run-random.ts'
const [seeds = '1', most = '150'] = process.argv.slice(2)
const tally = await runRandom(seeds.split(',').map(Number), Number(most), (line) => console.log(line))
console.log(JSON.stringify(tally))
