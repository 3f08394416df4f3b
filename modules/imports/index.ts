// The imports module: files of orders from upload or command line to customers, orders and figures, and back out again.
// Tables imports, imports_skipped, imports_plans. Emits import.finished and import.undone. Calls customers, orders, consent,
// profiles, workspaces.
export { importFiles } from './own-files.ts'
export { runImportJob, sweepImportsJob, undoImportJob } from './jobs.ts'
export { importFor, responseOf } from './queries.ts'
export { importsRoutes } from './routes.ts'
export { runQueued } from './run-import.ts'
export { importSample, SAMPLE } from './sample.ts'
export { cancelImport, queueImport } from './settle-import.ts'
export { receiveImport } from './upload.ts'
