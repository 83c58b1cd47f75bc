// How a service is delivered: it decides which questions of SKM Online are asked. Pure.

export const serviceChannels = ['ONLINE', 'OFFLINE', 'HYBRID'] as const
export type ServiceChannel = (typeof serviceChannels)[number]
