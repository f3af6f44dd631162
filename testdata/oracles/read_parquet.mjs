// Prints a Parquet file as JSON, {"metadata": {key: value}, "rows": [{column: value}]}, with hyparquet: a reader that shares no code
// with the writer under test. Arguments: the node_modules folder that holds hyparquet and hyparquet-compressors, and the file.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [modules, file] = process.argv.slice(2)
const load = (path) => import(pathToFileURL(resolve(modules, path)).href)
const { asyncBufferFromFile } = await load('hyparquet/src/node.js')
const { parquetMetadataAsync, parquetReadObjects } = await load('hyparquet/src/index.js')
const { compressors } = await load('hyparquet-compressors/src/index.js')

const buffer = await asyncBufferFromFile(file)
const footer = await parquetMetadataAsync(buffer)
const metadata = Object.fromEntries((footer.key_value_metadata ?? []).map(({ key, value }) => [key, value]))
const rows = await parquetReadObjects({ file: buffer, metadata: footer, compressors })
const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value)
process.stdout.write(JSON.stringify({ metadata, rows }, plain))
