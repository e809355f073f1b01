/** The connections that one namespace's conntrack knows during one trace. */
export type Connections = { readonly size: number }
