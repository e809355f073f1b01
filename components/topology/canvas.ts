import type { ReactFlowInstance } from '@xyflow/react'
import type { PartNode } from './part-nodes.ts'

/** React Flow with the picture on it: what moves the view. */
export type Canvas = ReactFlowInstance<PartNode>
