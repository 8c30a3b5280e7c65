namespace MobileDist.Testing;

/// <summary>
/// Packages of other projects, made by many tools over ten years: aapt and aapt2, with and without data descriptors, signed
/// v1 only to v3, minimum SDKs from none at all over a code name to 29, 5 kB to 45 MB. For tests of the category Peer:
/// <code>[TestCaseSource(typeof(RealApks), nameof(RealApks.All))] public void Read_WhenReal_…(RealApk apk)</code>
/// </summary>
public static class RealApks
{
    /// <summary>Android's own resources as Debian packages them: 45 MB, 7600 entries, unsigned.</summary>
    public const string Framework = "framework-res.apk";

    private static readonly RealApk[] Known = [.. FromList(), FromDebian()];

    /// <summary>One case each, whether the file is there or not: <see cref="RealApk.Require"/> decides in the test.</summary>
    public static IEnumerable<TestCaseData> All() => Known.Select(apk => new TestCaseData(apk).SetArgDisplayNames(apk.Name));

    /// <summary>The path of the one with this name, by <see cref="RealApk.Require"/>.</summary>
    public static string Require(string name)
        => (Known.FirstOrDefault(apk => string.Equals(apk.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"tests/real-apks.tsv does not name '{name}'.", nameof(name))).Require();

    private static IEnumerable<RealApk> FromList()
        => from line in File.ReadLines(RepositoryRoot.Combine("tests", "real-apks.tsv"))
           where line.Length > 0 && line[0] != '#'
           let name = line.Split('\t')[0]
           select new RealApk(name, "tests/fetch-npm-files.sh", RepositoryRoot.Combine("artifacts", "real-apks", name));

    private static RealApk FromDebian()
        => new(Framework, "Debian's package android-framework-res", "/usr/share/android-framework-res/framework-res.apk");
}
