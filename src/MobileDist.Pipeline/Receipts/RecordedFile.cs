namespace MobileDist.Pipeline.Receipts;

/// <summary>A file that a stage brought forth.</summary>
/// <param name="Path">Relative to the output folder, forward slashes, so that the folder can move to another machine.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record RecordedFile(string Path, long Size, string Sha256);
