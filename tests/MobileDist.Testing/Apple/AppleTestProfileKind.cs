namespace MobileDist.Testing.Apple;

public enum AppleTestProfileKind
{
    Development = 0,
    AdHoc = 1,
    AppStore = 2,
    Enterprise = 3,
}
