import { contextBridge, webUtils } from 'electron'
import { BRIDGE_NAME, type Bridge } from '../contract/bridge.ts'

const bridge: Bridge = {
  pathOfFile: file => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
}

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge)
