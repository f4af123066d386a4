/** The one door to the lab language: text in, diagnostics and compiled labs out. */
export { compile, type CompileOptions } from './compile.ts'
export type {
  Accept,
  Alternative,
  CompiledCheck,
  CompiledHint,
  CompiledLab,
  CompiledStep,
  HostFile,
  Mistake,
  Solution,
  Wanted,
  WantedContainer,
  WantedHost,
  WantedNetwork,
  WantedSecret,
  WantedService,
  WantedVolume,
} from './compiled.ts'
export { catalogue, type Code, type Diagnostic, type Severity } from './diagnostics.ts'
export { parse, type Lab, type Parsed } from './parse.ts'
export { labJsonSchema, type LabFields } from './schema.ts'
export type { Source, Span } from './source.ts'
export { validate } from './validate.ts'
export { substituteText } from './substitute.ts'
export { toView } from './view.ts'
