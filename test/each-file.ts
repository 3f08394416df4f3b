import { endAfterEachFile } from './endings.ts'

endAfterEachFile()
