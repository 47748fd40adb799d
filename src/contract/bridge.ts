import type { CallName } from './index.ts';
import type { DeskEvent } from './events.ts';

/**
 * What the preload exposes as `window.casewright` under Electron. The loopback host offers the same over HTTP:
 * `POST /api/call {call, input}`, `GET /api/events` (server-sent), `PUT /api/upload?name=&caseId=` (a file's bytes; answers an
 * ImportOutcome), `PUT /api/check-packet?name=` (a packet's bytes; answers a Verification),
 * `GET /documents/<documentId>` (the original bytes, ranges allowed), `GET /artifacts/response/<versionId>.docx|.pdf`,
 * `GET /artifacts/packet/<packetId>.zip`, `GET /artifacts/root.pem`.
 * Under Electron the same paths live under `app://desk/`, the window's own origin, and `PUT` bodies go there too.
 */
export interface Bridge {
  /** Makes a call; answers a Result as plain data. */
  readonly call: (name: CallName, input: unknown) => Promise<unknown>;
  /** Listens to changes; answers the way to stop. */
  readonly onEvent: (listener: (event: DeskEvent) => void) => () => void;
  /** The path of a dropped file, so that the desk reads it itself. */
  readonly pathForFile: (file: File) => string;
  /** Where documents and artifacts are read from; empty where that is the window's own origin, as in both hosts now. */
  readonly dataOrigin: string;
  /** Asks where to save an artifact and writes it there; false when the person cancelled. */
  readonly saveArtifact: (path: string, suggestedName: string) => Promise<boolean>;
}
