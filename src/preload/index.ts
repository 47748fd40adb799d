import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge } from '../contract/bridge.ts';
import type { DeskEvent } from '../contract/events.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('casewright:call', name, input) as Promise<unknown>,
  onEvent: (listener) => {
    const heard = (_event: IpcRendererEvent, event: DeskEvent): void => listener(event);
    ipcRenderer.on('casewright:event', heard);
    return () => ipcRenderer.off('casewright:event', heard);
  },
  pathForFile: (file) => webUtils.getPathForFile(file),
  dataOrigin: '',
  saveArtifact: (path, suggestedName) => ipcRenderer.invoke('casewright:save-artifact', path, suggestedName) as Promise<boolean>,
};

contextBridge.exposeInMainWorld('casewright', bridge);
