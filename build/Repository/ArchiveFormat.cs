namespace MobileDist.Build;

internal enum ArchiveFormat
{
    Zip = 0,
    TarGzip = 1,
}
