namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What an entry of an iOS package is.</summary>
internal enum IpaItemKind
{
    File = 0,
    Folder = 1,
    Symlink = 2,
}
