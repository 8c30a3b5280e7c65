// The agent decodes these four in the data of a command, and six in its properties.
export const escapeData = text => text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

export const escapeProperty = text => escapeData(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
