namespace MobileDist.InstallLinks;

/// <summary>How much of a QR symbol may be lost before it no longer reads (ISO/IEC 18004, error correction level).</summary>
public enum QrErrorCorrection
{
    /// <summary>Level L, about 7 %: the smallest symbol, for text forms that must stay short.</summary>
    Low = 0,

    /// <summary>Level M, about 15 %: what an image or a screen uses.</summary>
    Medium = 1,
}
