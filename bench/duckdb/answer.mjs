// Answers questions with DuckDB: a JSON line { orders: FILE.csv, runs, questions: [{ name, sql }] } on stdin, { loadMs, answers: { name: { ms, rows } } } on stdout.
// Plain JavaScript in a package of its own, so that only the bench installs DuckDB.
import { text } from 'node:stream/consumers'
import { DuckDBInstance } from '@duckdb/node-api'

const { orders, runs, questions } = JSON.parse(await text(process.stdin))
const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()

const began = performance.now()
await connection.run(`
  create table orders as
  select customer, day::integer as day, (year(d) * 12 + month(d) - 1)::integer as month, amount::bigint as amount
  from (select *, (date '1970-01-01' + day::integer) as d
        from read_csv('${orders.replaceAll("'", "''")}', header = false, columns = { customer: 'uuid', day: 'integer', amount: 'bigint' }))
  order by customer, day`)
const loadMs = performance.now() - began

const answers = {}
for (const { name, sql } of questions) {
  const times = []
  let rows = []
  for (let run = 0; run < runs; run++) {
    const asked = performance.now()
    const reader = await connection.runAndReadAll(sql)
    rows = reader.getRowObjectsJson()
    times.push(performance.now() - asked)
  }
  times.sort((a, b) => a - b)
  answers[name] = { ms: times[times.length >> 1], rows }
}
process.stdout.write(JSON.stringify({ loadMs, answers }))
