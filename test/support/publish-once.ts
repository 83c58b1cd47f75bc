// A process of its own that publishes a quarter and can be killed meanwhile: `FILE QUARTER`.

import { openSqlite } from '#src/database/sqlite.ts'
import { publishNow } from '#test/support/publishing.ts'

const [file = '', quarter] = process.argv.slice(2)
const database = openSqlite(file)
console.log('mulai')
await publishNow(database, Number(quarter))
console.log('terbit')
await database.close()
