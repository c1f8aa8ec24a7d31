export function electronPackage(): string | null;
export function findElectron(): string | null;
