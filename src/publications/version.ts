// The version of this program, which stays with every figure that it published.

export const version = '0.5.0'
